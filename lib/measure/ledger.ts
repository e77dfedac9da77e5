// #region counts
/**
 * What a reader can say about the events it was given.
 *
 * Positions are contiguous, so each count is arithmetic on the `seq` of what arrived and nothing is guessed:
 *
 * - `received`: events that arrived, each counted once;
 * - `duplicated`: arrivals of an event that had arrived before;
 * - `reordered`: events that arrived for the first time after one with a higher `seq`;
 * - `lost`: events between the start and the highest `seq` seen that have not arrived; a late one counts no more;
 * - `skipped`: events that the server said it could not deliver any more (a reset): missing too, but announced.
 */
export interface LedgerCounts {
  received: number;
  lost: number;
  duplicated: number;
  reordered: number;
  skipped: number;
}
// #endregion counts

/** What the ledger is told of a break in the sequence. A client's `LogReset` has this shape. */
export interface LedgerReset {
  /** `gap`: the same log, going on from `newest`. `log`: another log, going on from `oldest`. */
  cause: 'gap' | 'log';
  oldest: number;
  newest: number;
}

/** Counts what one reader of one topic received, lost, and got twice or out of order. */
export interface Ledger {
  /** Books the arrival of the event at `seq`. */
  receive(seq: number): 'next' | 'ahead' | 'late' | 'duplicate';
  /** Books an announced break: what is missing up to here stays lost, and the next event is expected elsewhere. */
  reset(reset: LedgerReset): void;
  counts(): LedgerCounts;
  /** The ranges that are missing now and may still arrive, ascending, both ends inclusive. */
  missing(): { first: number; last: number }[];
}

/** How a ledger begins and how much it remembers. */
export interface LedgerOptions {
  /** The position that reading began after. Without it, the lowest event that arrives is taken for the first. */
  after?: number;
  /**
   * How many missing ranges are remembered. One more, and the lowest is given up: it stays lost, and what arrives at or
   * below it counts as duplicated, since it can no longer be told apart. @default 1024
   */
  maxGaps?: number;
}

interface Gap {
  first: number;
  last: number;
}

/** Makes an empty ledger. */
export function createLedger({ after, maxGaps = 1024 }: LedgerOptions = {}): Ledger {
  /** Missing ranges, ascending, apart from each other. */
  let gaps: Gap[] = [];
  /** At and below this position nothing is remembered. */
  let floor = after;
  /** Whether an event from before the first arrival may still come: only where nobody said where reading began. */
  let openStart = after === undefined;
  let highest = after;
  let received = 0;
  let duplicated = 0;
  let reordered = 0;
  let skipped = 0;
  let settledLost = 0;
  let openLost = 0;

  function addGap(gap: Gap, index: number): void {
    gaps.splice(index, 0, gap);
    openLost += gap.last - gap.first + 1;
    if (gaps.length <= maxGaps) return;
    const lowest = gaps.shift();
    if (lowest === undefined) return;
    settle(lowest.last - lowest.first + 1);
    floor = lowest.last;
    openStart = false;
  }

  function settle(count: number): void {
    settledLost += count;
    openLost -= count;
  }

  /** Takes `seq` out of the gap that holds it. @returns whether there was one */
  function fill(seq: number): boolean {
    const index = findGap(gaps, seq);
    const gap = gaps[index];
    if (gap === undefined || seq < gap.first) return false;
    openLost--;
    const before = { first: gap.first, last: seq - 1 };
    const behind = { first: seq + 1, last: gap.last };
    const rest = [before, behind].filter(({ first, last }) => first <= last);
    openLost -= rest.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    gaps.splice(index, 1);
    rest.forEach((part, offset) => {
      addGap(part, Math.min(index + offset, gaps.length));
    });
    return true;
  }

  /** Moves the start down to `seq`; what lies between it and the old start is missing. */
  function extendDown(seq: number, oldFloor: number): void {
    floor = seq - 1;
    if (seq < oldFloor) addGap({ first: seq + 1, last: oldFloor }, 0);
  }

  function receive(seq: number): 'next' | 'ahead' | 'late' | 'duplicate' {
    if (highest === undefined || floor === undefined) {
      highest = seq;
      floor = seq - 1;
      received++;
      return 'next';
    }
    if (seq > highest) {
      const ahead = seq > highest + 1;
      const first = highest + 1;
      highest = seq;
      received++;
      if (ahead) addGap({ first, last: seq - 1 }, gaps.length);
      return ahead ? 'ahead' : 'next';
    }
    const early = openStart && seq <= floor;
    if (early) extendDown(seq, floor);
    if (early || (seq > floor && fill(seq))) {
      received++;
      reordered++;
      return 'late';
    }
    duplicated++;
    return 'duplicate';
  }

  return {
    receive,
    reset({ cause, oldest, newest }) {
      settle(openLost);
      gaps = [];
      if (cause === 'gap') {
        if (highest !== undefined) skipped += Math.max(0, newest - highest);
        highest = newest;
      } else {
        highest = oldest - 1;
      }
      floor = highest;
      openStart = false;
    },
    counts: () => ({ received, lost: settledLost + openLost, duplicated, reordered, skipped }),
    missing: () => gaps.map((gap) => ({ ...gap })),
  };
}

/** The first gap that ends at or above `seq`, by halving: a ledger may hold a thousand. */
function findGap(gaps: readonly Gap[], seq: number): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle]?.last ?? Number.POSITIVE_INFINITY) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
