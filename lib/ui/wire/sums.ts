import { bytesOfRow, isEntryRow, type Row } from './row.ts';

/** What rows add up to, in bytes. `payload + overhead + lost` is `total`, and so is `up + down`. */
export interface Sums {
  rows: number;
  payload: number;
  overhead: number;
  /** Known to have gone and not captured: the gaps. */
  lost: number;
  total: number;
  up: number;
  down: number;
}

/** Adds rows up. */
export function sumRows(rows: readonly Row[]): Sums {
  const sums: Sums = { rows: rows.length, payload: 0, overhead: 0, lost: 0, total: 0, up: 0, down: 0 };
  for (const row of rows) {
    if (!isEntryRow(row)) continue;
    const bytes = bytesOfRow(row);
    sums.payload += row.payloadBytes;
    sums.overhead += row.overheadBytes;
    if (row.kind === 'gap') sums.lost += bytes;
    sums.total += bytes;
    sums[row.direction] += bytes;
  }
  return sums;
}
