/** What comes within so many milliseconds of the one before belongs to the same piece. */
const TOGETHER_MS = 30;

/** How events came, seen from their arrivals alone. */
export interface Pieces {
  /** How many pieces there were. */
  readonly count: number;
  /** How many events came in the largest. */
  readonly largest: number;
  /** The longest time from the beginning, or one arrival, to the next, in milliseconds. */
  readonly longestMs: number;
}

/**
 * Counts the pieces in which events came.
 *
 * @param arrivals - when each came, ascending, in milliseconds since the first could have
 */
export function countPieces(arrivals: readonly number[]): Pieces {
  let count = 0;
  let largest = 0;
  let longestMs = 0;
  let inPiece = 0;
  let before = 0;
  for (const [index, at] of arrivals.entries()) {
    longestMs = Math.max(longestMs, at - before);
    const isNew = index === 0 || at - before > TOGETHER_MS;
    inPiece = isNew ? 1 : inPiece + 1;
    if (isNew) count++;
    largest = Math.max(largest, inPiece);
    before = at;
  }
  return { count, largest, longestMs };
}

/** A time without a connection: from when to when, where it is over. */
export interface Absence {
  readonly from: number;
  readonly to: number | undefined;
  /** What the client was told. */
  readonly reason: string;
}

/** How long a reader was away altogether, in milliseconds. */
export function awayMs(absences: readonly Absence[], now: number): number {
  return absences.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
}
