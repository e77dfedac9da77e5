/**
 * How many TCP connections a lane has opened. `traced`: its client reports them. `timing`: read from the browser's
 * Resource Timing, for clients that leave connections to `fetch`. `unseen`: the browser does not say.
 */
export type ConnectionCount =
  { source: 'traced'; opened: number; lost: number } | { source: 'timing'; opened: number } | { source: 'unseen' };

/** Counts the connections that the browser opened for requests to one address. */
export interface ConnectionCounter {
  /** `undefined` while the browser has not told of any request. */
  readonly opened: number | undefined;
  close(): void;
}

/**
 * Counts from Resource Timing: a request on a connection that was already there has `connectStart` equal to
 * `connectEnd`. Entries without details (no `Timing-Allow-Origin`) have zeros and are left out.
 *
 * @param url - the beginning of the addresses to count
 * @see Resource Timing, section 4.5 (`connectEnd`)
 */
export function countConnections(url: string): ConnectionCounter {
  let opened: number | undefined;
  if (typeof PerformanceObserver === 'undefined') return { opened, close: () => {} };
  const since = performance.now();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!(entry instanceof PerformanceResourceTiming) || !entry.name.startsWith(url)) continue;
      if (entry.startTime < since || entry.connectStart === 0) continue;
      opened ??= 0;
      if (entry.connectEnd > entry.connectStart) opened++;
    }
    // The browser keeps a list of its own besides; it is of no use here, and this keeps it short.
    performance.clearResourceTimings();
  });
  observer.observe({ type: 'resource' });
  return {
    get opened() {
      return opened;
    },
    close: () => observer.disconnect(),
  };
}
