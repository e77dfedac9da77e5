import { LATE_MS } from '../../measure/recovery.ts';
import { formatCount, formatMs, NONE } from './format.ts';
import type { LaneNumbers } from './lane-session.ts';

/** One thing that is measured of every lane. Numbers beside the picture, the table and every copy are made from these. */
export interface Fact {
  id: string;
  label: string;
  unit: '' | 'ms' | 's';
  /** What the number means, for whoever wonders. */
  about: string;
  /** The number, or `undefined` where it is not known; `note` says why. */
  value(numbers: LaneNumbers): number | undefined;
  note?(numbers: LaneNumbers): string | undefined;
}

/** A latency without an offset would be the difference of two clocks; it is not shown. */
const unmeasured = ({ latency, unmeasured }: LaneNumbers) =>
  latency.lifetimeCount === 0 && unmeasured > 0 ? 'not measurable' : undefined;

const opened = ({ connections }: LaneNumbers) => (connections.source === 'unseen' ? undefined : connections.opened);

/** An outage that lasts has no number yet, whatever the one before it took. */
function recoveredSeconds({ recovery: { outages, current } }: LaneNumbers): number | undefined {
  const last = outages.at(-1);
  if (current?.noticedAt !== undefined || last?.recoveredAt === undefined) return undefined;
  return (last.recoveredAt - last.from) / 1_000;
}

/** Every fact, in the order of the table. */
export const FACTS = [
  {
    id: 'received',
    label: 'events',
    unit: '',
    about: 'Events received, each counted once',
    value: ({ counts }) => counts.received,
  },
  {
    id: 'p50',
    label: 'latency p50',
    unit: 'ms',
    about: 'Half of the last minute’s events arrived within this time after the server appended them',
    value: ({ latency }) => latency.p50,
    note: unmeasured,
  },
  {
    id: 'p95',
    label: 'latency p95',
    unit: 'ms',
    about: 'Nineteen of twenty of the last minute’s events arrived within this time',
    value: ({ latency }) => latency.p95,
    note: unmeasured,
  },
  {
    id: 'max',
    label: 'latency max',
    unit: 'ms',
    about: 'The slowest event since the numbers began',
    value: ({ latency }) => latency.lifetimeMax,
    note: unmeasured,
  },
  {
    id: 'requests',
    label: 'requests',
    unit: '',
    about: 'HTTP requests that the client made',
    value: ({ traffic }) => traffic.requests,
  },
  {
    id: 'empty',
    label: 'empty answers',
    unit: '',
    about: 'Answers that brought no event',
    value: ({ traffic }) => traffic.emptyAnswers,
  },
  {
    id: 'failed',
    label: 'failed requests',
    unit: '',
    about: 'Requests without an answer, or answered with a status of 400 or more',
    value: ({ traffic }) => traffic.failedRequests,
  },
  {
    id: 'messages-up',
    label: 'messages up',
    unit: '',
    about: 'Messages to the server that are no request',
    value: ({ traffic }) => traffic.messagesUp,
  },
  {
    id: 'messages-down',
    label: 'messages down',
    unit: '',
    about: 'Messages from the server that answer no request',
    value: ({ traffic }) => traffic.messagesDown,
  },
  {
    id: 'connections',
    label: 'connections',
    unit: '',
    about: 'Connections opened: told by the client, or read from the browser’s Resource Timing',
    value: opened,
    note: ({ connections }) => (connections.source === 'unseen' ? 'not visible here' : undefined),
  },
  { id: 'lost', label: 'lost', unit: '', about: 'Events missing in the sequence', value: ({ counts }) => counts.lost },
  {
    id: 'late',
    label: `late (> ${LATE_MS / 1_000} s)`,
    unit: '',
    about: `Events that arrived more than ${LATE_MS / 1_000} s after the server appended them, on the corrected clock`,
    value: (numbers) => (unmeasured(numbers) ? undefined : numbers.recovery.late),
    note: unmeasured,
  },
  {
    id: 'recovered',
    label: 'recovered in',
    unit: 's',
    about:
      'How long the last outage took: from the fault, or the loss of the connection, to the first event that came by a way that works',
    value: recoveredSeconds,
    note: ({ recovery: { current } }) => (current?.noticedAt === undefined ? undefined : 'not yet'),
  },
  {
    id: 'duplicated',
    label: 'duplicated',
    unit: '',
    about: 'Events that arrived more than once',
    value: ({ counts }) => counts.duplicated,
  },
  {
    id: 'reordered',
    label: 'reordered',
    unit: '',
    about: 'Events that arrived after a later one',
    value: ({ counts }) => counts.reordered,
  },
  {
    id: 'skipped',
    label: 'announced gaps',
    unit: '',
    about: 'Events that the server said it no longer had',
    value: ({ counts }) => counts.skipped,
  },
] as const satisfies readonly Fact[];

/** The id of a fact. */
export type FactId = (typeof FACTS)[number]['id'];

/** A fact as it is read: the number without its unit, a note, or a dash. */
export function readFact(fact: Fact, numbers: LaneNumbers): string {
  const value = fact.value(numbers);
  if (value === undefined) return fact.note?.(numbers) ?? NONE;
  // Seconds have the digits that milliseconds have: three or so, as many as were measured.
  return fact.unit === '' ? formatCount(value) : formatMs(value);
}
