import type { Direction, TransportId } from '../../protocol/index.ts';
import { type EntryRow, isEntryRow, type Row } from './row.ts';

/** What an arrow of a sequence diagram tells of the bytes that it stands for. */
export interface ArrowMark {
  readonly transport: TransportId;
  readonly topic: string;
  readonly direction: Direction;
  /** When it passed, on the server's clock in ms, as the offset is estimated. */
  readonly edgeAt: number;
  /** The first event that it brought. */
  readonly seq?: number;
}

/** How far from each other an arrow and its bytes may be where only the time tells, in milliseconds. */
const NEAR_MS = 1_000;

/**
 * The row whose bytes an arrow stands for: the one that brought its event, else the nearest in time that went its way.
 */
export function rowOfArrow(rows: readonly Row[], arrow: ArrowMark): EntryRow | undefined {
  let nearest: EntryRow | undefined;
  let distance = NEAR_MS;
  // From the newest: that is what is looked at, and a log that was begun anew has the same positions again.
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (!row || !isEntryRow(row) || row.transport !== arrow.transport || row.direction !== arrow.direction) continue;
    if (row.kind === 'gap') continue;
    const { topics, seqs } = row.entry.mentions;
    if (arrow.seq !== undefined) {
      if (seqs?.includes(arrow.seq) && (topics?.includes(arrow.topic) ?? false)) return row;
      continue;
    }
    const own = Math.abs(row.at - arrow.edgeAt);
    if (own < distance) {
      nearest = row;
      distance = own;
    }
  }
  return nearest;
}

/** What a lane's picture has to show for a row, on the server's clock. */
export interface RowMark {
  readonly edgeAt: number;
  readonly seq?: number;
  readonly direction: Direction;
}

/** What tells the arrow of a row; undefined where no arrow is drawn for such a row. */
export function arrowOfRow(row: Row): RowMark | undefined {
  if (!isEntryRow(row) || row.kind === 'gap') return undefined;
  const seq = row.direction === 'down' ? row.entry.mentions.seqs?.[0] : undefined;
  return { edgeAt: row.at, direction: row.direction, ...(seq === undefined ? {} : { seq }) };
}
