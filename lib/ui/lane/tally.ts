import { createRing, type Ring } from './ring.ts';

/** What was counted in one interval. */
export type Count = 'requests' | 'messages' | 'events';

/** The columns of a tally: the beginning of an interval, and what was counted in it. */
export type TallyColumn = 'at' | Count;

/** How long one interval of a tally is, in milliseconds. */
export const TALLY_MS = 250;

/** Counts of what went over a lane, one row per interval in which something did. */
export interface Tally {
  readonly rows: Ring<TallyColumn>;
  add(count: Count, at: number, by?: number): void;
  clear(): void;
}

/**
 * Keeps counts for longer than the single rows are kept, so that a picture that shows more than it has rows for can
 * still say how much there was.
 *
 * @param capacity - how many intervals are kept. @default 4096: seventeen minutes without a pause
 */
export function createTally(capacity = 4096): Tally {
  const rows = createRing<TallyColumn>(capacity, ['at', 'requests', 'messages', 'events']);
  return {
    rows,
    add(count, at, by = 1) {
      const start = Math.floor(at / TALLY_MS) * TALLY_MS;
      let index = rows.next - 1;
      // What comes late is counted in the newest interval: the column `at` must never fall.
      if (index < rows.first || rows.get('at', index) < start) {
        index = rows.push({ at: start, requests: 0, messages: 0, events: 0 });
      }
      rows.set(count, index, rows.get(count, index) + by);
    },
    clear: () => rows.clear(),
  };
}
