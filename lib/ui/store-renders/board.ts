/** The rows of the board, as a price board would have its symbols. */
export const ROWS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

/** One row of the board. */
export type Row = (typeof ROWS)[number];

/** How many events the list of the newest holds. */
export const LATEST = 3;

/** One event of the stream, as the stores get it. The lab's source fills its events with dots, so `seq` is the value. */
export interface Tick {
  readonly row: Row;
  readonly seq: number;
}

/** What every store holds, and what the components choose from. */
export interface Board {
  readonly title: string;
  /** The newest value of each row; 0 before its first. */
  readonly newest: Readonly<Record<Row, number>>;
  /** The newest events of all rows, the last one first. */
  readonly latest: readonly Tick[];
}

/** A board before its first event. */
export const EMPTY_BOARD: Board = {
  title: 'Eight rows',
  newest: { A: 0, B: 0, C: 0, D: 0, E: 0, F: 0, G: 0, H: 0 },
  latest: [],
};

/** The event that stands at `seq` of the log: the rows take turns. */
export function tickAt(seq: number): Tick {
  return { row: ROWS[seq % ROWS.length] ?? 'A', seq };
}

// #region apply
/** The board after some events. What they do not touch stays the same object, so that a selector can tell. */
export function applyTicks(board: Board, ticks: readonly Tick[]): Board {
  if (ticks.length === 0) return board;
  const newest = { ...board.newest };
  for (const { row, seq } of ticks) newest[row] = seq;
  return { ...board, newest, latest: [...ticks.toReversed(), ...board.latest].slice(0, LATEST) };
}
// #endregion apply
