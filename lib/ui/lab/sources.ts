import type { Clock, Timer } from '../../measure/clock.ts';

/** What a source publishes. `burst` 0: evenly, `ratePerSecond` a second. Else that many at once, every {@link BURST_EVERY_MS}. */
export interface SourceSettings {
  /** 0 for no source at all, else 0.1 to 10000. */
  ratePerSecond: number;
  payloadBytes: number;
  burst: number;
}

/** How long from one burst to the next, in milliseconds. */
export const BURST_EVERY_MS = 5_000;

/** The pace of the events within a burst. */
export const BURST_PER_SECOND = 5_000;

/**
 * How long a source runs when nobody renews it, in milliseconds. A page stops its source when it is left; where it
 * cannot (the browser ended), the source ends with this lease.
 */
const LEASE_MS = 600_000;

/** Runs the source of one topic at control. */
export interface SourceDriver {
  /** What control refused, for readers; `undefined` while all is well. */
  readonly problem: string | undefined;
  /** Makes the source publish like this, from now on and until {@link SourceDriver.stop}. */
  run(control: string, settings: SourceSettings): void;
  /** Ends the source. Also right while the page is being left: the request outlives it. */
  stop(): void;
  /** Stops renewing it and leaves it running: another tab runs it from here on. */
  release(): void;
}

/** Makes a driver for `topic`. */
export function createSourceDriver(
  topic: string,
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
): SourceDriver {
  let timer: Timer | undefined;
  let control: string | undefined;
  let problem: string | undefined;
  /** Whether a source runs that would not soon end by itself: a burst does, and deleting what has ended is an error. */
  let steady = false;
  /** Requests are sent one after the other, so that the last one is also the last to take effect. */
  let queue: Promise<void> = Promise.resolve();
  let wanted = 0;

  const send = (method: 'PUT' | 'DELETE', body?: unknown): void => {
    const url = `${control}/sources/${topic}`;
    const own = ++wanted;
    queue = queue.then(async () => {
      // Somebody dragging a control makes many; only the newest matters.
      if (own !== wanted) return;
      const answer = await ask(fetch, url, { method, body });
      if (own === wanted) problem = answer;
    });
  };

  function run(next: string, settings: SourceSettings): void {
    control = next;
    clock.clearTimeout(timer);
    const { payloadBytes, burst, ratePerSecond } = settings;
    const wasSteady = steady;
    steady = burst === 0 && ratePerSecond > 0;
    if (burst === 0 && ratePerSecond === 0) {
      if (wasSteady) send('DELETE');
      return;
    }
    if (burst > 0) {
      send('PUT', { ratePerSecond: BURST_PER_SECOND, payloadBytes, count: burst });
    } else {
      send('PUT', { ratePerSecond, payloadBytes, count: Math.ceil((ratePerSecond * LEASE_MS) / 1_000) });
    }
    timer = clock.setTimeout(() => run(next, settings), burst > 0 ? BURST_EVERY_MS : LEASE_MS / 2);
  }

  return {
    get problem() {
      return problem;
    },
    run,
    release() {
      clock.clearTimeout(timer);
      wanted++;
      steady = false;
    },
    stop() {
      clock.clearTimeout(timer);
      wanted++;
      if (control === undefined || !steady) return;
      steady = false;
      // Not queued: the page may be gone before its turn came.
      void ask(fetch, `${control}/sources/${topic}`, { method: 'DELETE' });
    },
  };
}

/** @returns what went wrong, for readers */
async function ask(
  fetch: typeof globalThis.fetch,
  url: string,
  { method, body }: { method: string; body?: unknown },
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method,
      keepalive: method === 'DELETE',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    // A source that had ended by itself is as stopped as one that was stopped.
    if (response.ok || (method === 'DELETE' && response.status === 404)) return undefined;
    const problem: unknown = await response.json().catch(() => undefined);
    const detail = typeof problem === 'object' && problem !== null && 'detail' in problem ? problem.detail : undefined;
    return `The lab refused the source: ${typeof detail === 'string' ? detail : response.status}`;
  } catch {
    return 'The lab did not answer when its source was set';
  }
}
