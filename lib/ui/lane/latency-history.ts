/** How many intervals a history keeps, and how long one is, in milliseconds. */
export const HISTORY = { bins: 60, binMs: 1_000 } as const;

/** The smallest and the largest latency of one interval; `NaN` where nothing arrived. */
export interface LatencyBin {
  /** The beginning of the interval, on the page's clock. */
  at: number;
  minMs: number;
  maxMs: number;
  count: number;
}

/** The latencies of the last minute, as much as a sparkline shows of them. */
export interface LatencyHistory {
  add(latencyMs: number, at: number): void;
  /** The last {@link HISTORY.bins} intervals up to the one that holds `now`, oldest first. */
  bins(now: number): LatencyBin[];
  clear(): void;
}

/** Makes a history in a fixed amount of memory. */
export function createLatencyHistory(): LatencyHistory {
  const kept: (LatencyBin | undefined)[] = new Array<LatencyBin | undefined>(HISTORY.bins).fill(undefined);
  const startOf = (at: number): number => Math.floor(at / HISTORY.binMs) * HISTORY.binMs;
  const slotOf = (start: number): number => (start / HISTORY.binMs) % HISTORY.bins;

  return {
    add(latencyMs, at) {
      const start = startOf(at);
      const slot = slotOf(start);
      const bin = kept[slot];
      if (bin?.at === start) {
        bin.minMs = Math.min(bin.minMs, latencyMs);
        bin.maxMs = Math.max(bin.maxMs, latencyMs);
        bin.count++;
      } else {
        kept[slot] = { at: start, minMs: latencyMs, maxMs: latencyMs, count: 1 };
      }
    },
    bins(now) {
      const newest = startOf(now);
      return Array.from({ length: HISTORY.bins }, (_, index) => {
        const at = newest - (HISTORY.bins - 1 - index) * HISTORY.binMs;
        const bin = kept[slotOf(at)];
        return bin?.at === at ? { ...bin } : { at, minMs: Number.NaN, maxMs: Number.NaN, count: 0 };
      });
    },
    clear: () => kept.fill(undefined),
  };
}
