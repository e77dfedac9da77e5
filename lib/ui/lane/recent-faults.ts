import { MARK_KINDS, type Tape } from './tape.ts';

/** One fault that was made on a lane, as the picture marks it. */
export interface FaultRow {
  /** Unlike any other row's of its tape. */
  key: string;
  what: string;
  /** On the time axis of the picture. */
  fromSeconds: number;
  /** The same as the beginning for what was over at once; `undefined` while it lasts. */
  untilSeconds: number | undefined;
}

/**
 * The latest faults of a tape, newest first: what the picture marks, for those who do not see it.
 *
 * @param count - how many at most. @default 8
 */
export function recentFaults(tape: Tape, { originAt, count = 8 }: { originAt: number; count?: number }): FaultRow[] {
  const { marks } = tape;
  const rows: FaultRow[] = [];
  for (let index = marks.next - 1; index >= marks.first && rows.length < count; index--) {
    const kind = MARK_KINDS[marks.get('kind', index)];
    if (kind !== 'fault' && kind !== 'fault-done') continue;
    const at = marks.get('at', index);
    const until = kind === 'fault' ? marks.get('until', index) : at;
    rows.push({
      key: `f${index}`,
      what: tape.label('mark', index),
      fromSeconds: (at - originAt) / 1_000,
      untilSeconds: Number.isNaN(until) ? undefined : (until - originAt) / 1_000,
    });
  }
  return rows;
}
