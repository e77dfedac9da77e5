import type { TransportId } from '../../../protocol/index.ts';
import type { LaneNumbers } from '../../lane/lane-session.ts';

/** What a run reads of a lane. */
export type RunNumbers = Pick<
  LaneNumbers,
  'transport' | 'state' | 'counts' | 'recovery' | 'lastSeq' | 'resume' | 'pacing'
>;

/** What a run has measured of one lane. All times are in milliseconds. */
export interface Measured {
  transport: TransportId;
  /** Events received since the run began, each counted once. */
  received: number;
  /** Missing in the sequence, without a word. */
  lost: number;
  /** Missing, and the server said so. */
  skipped: number;
  duplicated: number;
  reordered: number;
  /** Events that took longer than `lateMs`. */
  late: number;
  lateMs: number;
  /** The largest latency of an event; `undefined` where it could not be measured. */
  worstMs: number | undefined;
  /** From the fault until the client saw that its connection was gone; `undefined`: it never did. */
  noticedMs: number | undefined;
  /** From the fault until delivery went on, where it was interrupted and did. */
  recoveredMs: number | undefined;
  /** Whether delivery was interrupted at all. */
  interrupted: boolean;
  /** Events that came while the fault was on, its first quarter of a second aside. */
  deliveredDuring: number;
  /** How long the fault was on; 0 for one that was over as soon as it was done. */
  faultMs: number;
  /** From the end of the fault until everything published up to then had come; `undefined`: it had not when the run ended. */
  caughtUpMs: number | undefined;
  /** From the fault to the end of the run. */
  watchedMs: number;
  /** On the client's side of the edge, from the fault to the end of the run; `undefined` where telemetry was missing. */
  bytes: { up: number; down: number } | undefined;
}

/** What a run notes of a lane besides its numbers. */
export interface LaneNotes {
  faultAt: number;
  faultEndedAt: number;
  deliveredDuring: number;
  caughtUpAt: number | undefined;
  endedAt: number;
  bytes: Measured['bytes'];
}

/** Puts together what a run has measured of a lane, from the lane's own numbers, which began anew with the run. */
export function measureLane(numbers: RunNumbers, notes: LaneNotes): Measured {
  const { counts, recovery } = numbers;
  const { faultAt, faultEndedAt, caughtUpAt, endedAt } = notes;
  const outages = [...recovery.outages, ...(recovery.current ? [recovery.current] : [])];
  // A loss of the connection may be seen here a moment before the answer to the request that caused it.
  const from = Math.min(faultAt, outages[0]?.from ?? faultAt);
  const noticed = outages.flatMap(({ noticedAt }) => (noticedAt === undefined ? [] : [noticedAt - from]));
  const recovered = outages.flatMap(({ recoveredAt }) => (recoveredAt === undefined ? [] : [recoveredAt - from]));
  const isOut = recovery.current?.noticedAt !== undefined;
  return {
    transport: numbers.transport,
    received: counts.received,
    lost: counts.lost,
    skipped: counts.skipped,
    duplicated: counts.duplicated,
    reordered: counts.reordered,
    late: recovery.late,
    lateMs: recovery.lateMs,
    worstMs: recovery.worstMs,
    noticedMs: noticed.length === 0 ? undefined : Math.min(...noticed),
    recoveredMs: isOut || recovered.length === 0 ? undefined : Math.max(...recovered),
    interrupted: recovery.outages.length > 0 || isOut || caughtUpAt === undefined,
    deliveredDuring: notes.deliveredDuring,
    faultMs: Math.max(0, faultEndedAt - faultAt),
    caughtUpMs: caughtUpAt === undefined ? undefined : Math.max(0, caughtUpAt - faultEndedAt),
    watchedMs: endedAt - faultAt,
    bytes: notes.bytes,
  };
}
