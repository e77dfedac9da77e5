import { LATE_MS } from '../../measure/recovery.ts';
import { formatCount, formatMs, formatPercent, NONE } from './format.ts';
import type { LaneNumbers } from './lane-session.ts';

/** One thing that is measured of every lane. Numbers beside the picture, the table and every copy are made from these. */
export interface Fact {
  id: string;
  label: string;
  unit: '' | 'ms' | 's' | 'B' | '%';
  /** What the number means, for whoever wonders. */
  about: string;
  /** The number, or `undefined` where it is not known; `note` says why. */
  value(numbers: LaneNumbers): number | undefined;
  note?(numbers: LaneNumbers): string | undefined;
}

/** A latency without an offset would be the difference of two clocks; it is not shown. */
const unmeasured = ({ latency, unmeasured }: LaneNumbers) =>
  latency.lifetimeCount === 0 && unmeasured > 0 ? 'not measurable' : undefined;

const opened = ({ wire, connections }: LaneNumbers): number | undefined =>
  wire?.opened ?? (connections.source === 'unseen' ? undefined : connections.opened);

const inAll = ({ wire }: LaneNumbers): number | undefined => wire && wire.up + wire.down;

/** Telemetry comes four times a second, what it counts by itself: the sum of decoded bytes may be ahead of it. */
const decoded = ({ wire }: LaneNumbers): number | undefined =>
  wire && Math.min(wire.payload + wire.overhead, wire.up + wire.down);

const uncounted = ({ wire }: LaneNumbers) => (wire ? undefined : 'no session');

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
    id: 'per-event',
    label: 'bytes per event',
    unit: 'B',
    about:
      'All bytes of both directions, handshakes, requests and empty answers included, divided by the events received',
    value: (numbers) => {
      const bytes = inAll(numbers);
      return bytes === undefined || numbers.counts.received === 0 ? undefined : bytes / numbers.counts.received;
    },
    note: uncounted,
  },
  {
    id: 'overhead',
    label: 'overhead',
    unit: '%',
    about:
      'The share of the decoded bytes that is not what the application handed over: HTTP heads, chunk sizes, frame headers, masks, Engine.IO and Socket.IO marks. Payload is the body of a request or an answer, the value of data:, the application data of a frame',
    value: ({ wire }) =>
      wire && wire.payload + wire.overhead > 0 ? (100 * wire.overhead) / (wire.payload + wire.overhead) : undefined,
    note: uncounted,
  },
  {
    id: 'wire',
    label: 'on the wire',
    unit: 'B',
    about: 'Bytes of the lane’s TCP streams in both directions, counted at its edge, on the side of the client',
    value: inAll,
    note: uncounted,
  },
  {
    id: 'up',
    label: 'bytes up',
    unit: 'B',
    about: 'Bytes from the client, counted at the edge',
    value: ({ wire }) => wire?.up,
    note: uncounted,
  },
  {
    id: 'down',
    label: 'bytes down',
    unit: 'B',
    about: 'Bytes to the client, counted at the edge',
    value: ({ wire }) => wire?.down,
    note: uncounted,
  },
  {
    id: 'decoded',
    label: 'bytes decoded',
    unit: 'B',
    about:
      'How much of what went over the wire was decoded: overhead is a share of this. It is less than all where bytes came faster than they can be decoded here, or where the capture of the session had dropped some',
    value: decoded,
    note: uncounted,
  },
  {
    id: 'connections',
    label: 'connections',
    unit: '',
    about:
      'TCP connections opened, as the edge counted them; without a session, as the client told or the browser’s Resource Timing says',
    value: opened,
    note: ({ connections }) => (connections.source === 'unseen' ? 'not visible here' : undefined),
  },
  {
    id: 'connections-open',
    label: 'connections open',
    unit: '',
    about: 'TCP connections that stand at the edge now',
    value: ({ wire }) => wire?.open,
    note: uncounted,
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
  return value === undefined ? (fact.note?.(numbers) ?? NONE) : FORMATS[fact.unit](value);
}

const FORMATS: Record<Fact['unit'], (value: number) => string> = {
  '': formatCount,
  B: formatCount,
  ms: formatMs,
  // Seconds have the digits that milliseconds have: three or so, as many as were measured.
  s: formatMs,
  '%': formatPercent,
};
