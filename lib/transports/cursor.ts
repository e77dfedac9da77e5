import type { Bounds, Reset } from '../protocol/index.ts';
import type { LogReset } from './transport.ts';

/** Where a reader stands, and in which log: what it needs to go on after a loss, on any transport. */
export interface Cursor {
  /** The last `seq` seen, and the log it belongs to; both unknown before the first answer. */
  position(): { after?: number; log?: string };
  /** What a new connection asks for: the position, or nothing where a reader that does not resume has lost one before. */
  entry(): { after?: number; log?: string };
  /**
   * Compares the log of an answer with the one known.
   *
   * @returns `undefined` where it is the same, or the first; else what to tell the user: the cursor then stands before the
   * oldest event of the new log, or behind the newest for a reader that does not resume, and what else the answer holds
   * must not be delivered
   */
  meet(bounds: Bounds): LogReset | undefined;
  /** The position could not be served: goes on from `newest` of the same log. @returns what to tell the user */
  skip(reset: Reset): LogReset;
  /** Moves past the event at `seq`. @returns false for one that was seen before: a repeat is not delivered */
  take(seq: number): boolean;
}

// #region cursor
/** Makes a cursor that begins at a position known from before, or wherever the first answer says. */
export function createCursor(start: { after?: number; log?: string; resume?: boolean }): Cursor {
  const { resume = true } = start;
  let { after, log } = start;
  let hasMet = false;

  const position = () => ({ ...(after === undefined ? {} : { after }), ...(log === undefined ? {} : { log }) });

  return {
    position,
    entry: () => (resume || !hasMet ? position() : {}),
    meet({ topic, oldest, newest, log: met }) {
      const known = log;
      log = met;
      hasMet = true;
      if (known !== undefined && known !== met) {
        after = resume ? oldest - 1 : newest;
        return { topic, oldest, newest, cause: 'log', log: met };
      }
      after ??= newest;
      return undefined;
    },
    skip({ topic, oldest, newest }) {
      after = newest;
      return { topic, oldest, newest, cause: 'gap', log: log ?? '' };
    },
    take(seq) {
      if (after !== undefined && seq <= after) return false;
      after = seq;
      return true;
    },
  };
}
// #endregion cursor
