import type { LabEvent } from '../../protocol/index.ts';
import type { Trace } from '../../transports/transport.ts';
import { createRing, type Ring } from './ring.ts';
import { createTally, type Tally } from './tally.ts';

/** A request and its answer. Client times are the page's clock, server times the server's. */
export type ExchangeColumn =
  'requestAt' | 'receivedAt' | 'sentAt' | 'responseAt' | 'status' | 'events' | 'previousResponseAt' | 'exchange';

/** A message without a request. `at` is the page's clock, `serverAt` the server's, `up` 1 towards the server. */
export type MessageColumn = 'at' | 'serverAt' | 'up' | 'seq';

/** An event that arrived: `at` on the page's clock, `eventAt` on the server's; `message` 1 if a reader published it. */
export type ArrivalColumn = 'at' | 'eventAt' | 'seq' | 'message';

/** What happened to the lane itself. `until` is only there for `unrecorded`, and for a `fault` that has ended. */
export type MarkColumn = 'at' | 'until' | 'kind';

/** The kinds of marks, by their number in the column `kind`. */
export const MARK_KINDS = [
  'connecting',
  'connected',
  'lost',
  'reset',
  'unrecorded',
  'fault',
  'fault-end',
  'fault-done',
] as const;

/**
 * What a mark says: the lane asks for a connection, has one, lost it; met a reset; was paused and kept nothing; a fault
 * began that lasts, ended, or was over as soon as it was done.
 */
export type MarkKind = (typeof MARK_KINDS)[number];

/** The status of an exchange that has no answer yet. */
export const PENDING = -1;

/** How many rows of each kind a tape keeps. */
export const TAPE_CAPACITY = { exchanges: 4096, messages: 16_384, arrivals: 16_384, marks: 256, pending: 64 } as const;

/** The most characters of a label that are kept; what is longer would not fit between two lifelines. */
const LABEL_CHARACTERS = 48;

/**
 * What a lane keeps of its traffic, to be drawn and scrolled through. Everything in it has a fixed capacity; the oldest
 * gives way. It knows nothing of canvas, of React or of how times are converted.
 */
export interface Tape {
  readonly exchanges: Ring<ExchangeColumn>;
  readonly messages: Ring<MessageColumn>;
  readonly arrivals: Ring<ArrivalColumn>;
  readonly marks: Ring<MarkColumn>;
  readonly tally: Tally;
  /** The exchanges without an answer, by index. */
  readonly pending: ReadonlyMap<number, number>;
  /** The longest that an exchange kept here took, in milliseconds: how far back a search must begin. */
  readonly longestExchangeMs: number;
  label(of: 'exchange' | 'message' | 'mark', index: number): string;
  /** When the row before or after a moment began; `undefined` where there is none. */
  neighbour(at: number, direction: -1 | 1): number | undefined;
  record(trace: Trace): void;
  arrive(event: LabEvent, at: number, isMessage: boolean): void;
  mark(kind: MarkKind, at: number, text: string): void;
  /** Marks the beginning of a fault that lasts. @returns what marks its end; may be called twice */
  beginFault(at: number, text: string): (at: number) => void;
  /** From here on nothing is kept, and the picture stays; answers to requests that are in it still complete them. */
  pause(at: number): void;
  /** Ends a pause, with a mark over the time that was not kept. */
  resume(at: number): void;
  /** Ends what is unanswered: the lane was closed. */
  settle(at: number): void;
  clear(): void;
}

/** Makes an empty {@link Tape}. */
export function createTape(): Tape {
  const exchanges = createRing<ExchangeColumn>(TAPE_CAPACITY.exchanges, [
    'requestAt',
    'receivedAt',
    'sentAt',
    'responseAt',
    'status',
    'events',
    'previousResponseAt',
    'exchange',
  ]);
  const messages = createRing<MessageColumn>(TAPE_CAPACITY.messages, ['at', 'serverAt', 'up', 'seq']);
  const arrivals = createRing<ArrivalColumn>(TAPE_CAPACITY.arrivals, ['at', 'eventAt', 'seq', 'message']);
  const marks = createRing<MarkColumn>(TAPE_CAPACITY.marks, ['at', 'until', 'kind']);
  const tally = createTally();
  const labels = {
    exchange: createLabels(TAPE_CAPACITY.exchanges),
    message: createLabels(TAPE_CAPACITY.messages),
    mark: createLabels(TAPE_CAPACITY.marks),
  };
  const pending = new Map<number, number>();
  let longestExchangeMs = 0;
  let lastResponseAt = Number.NaN;
  let pausedAt: number | undefined;

  function mark(kind: MarkKind, at: number, text: string): void {
    const index = marks.push({ at, kind: MARK_KINDS.indexOf(kind) });
    labels.mark.set(index, text);
  }

  function complete(exchange: number, trace: Extract<Trace, { kind: 'response' }>): void {
    const index = pending.get(exchange);
    pending.delete(exchange);
    lastResponseAt = trace.at;
    if (index === undefined || !exchanges.set('status', index, trace.status)) return;
    exchanges.set('responseAt', index, trace.at);
    exchanges.set('events', index, trace.events);
    exchanges.set('receivedAt', index, trace.server?.receivedAt ?? Number.NaN);
    exchanges.set('sentAt', index, trace.server?.sentAt ?? Number.NaN);
    labels.exchange.set(index, trace.label);
    longestExchangeMs = Math.max(longestExchangeMs, trace.at - exchanges.get('requestAt', index));
  }

  return {
    exchanges,
    messages,
    arrivals,
    marks,
    tally,
    pending,
    get longestExchangeMs() {
      return longestExchangeMs;
    },
    label: (of, index) => labels[of].get(index),
    neighbour(at, direction) {
      const found = [
        neighbourIn(exchanges, { column: 'requestAt', at, direction }),
        neighbourIn(exchanges, { column: 'responseAt', at, direction }),
        neighbourIn(messages, { column: 'at', at, direction }),
        neighbourIn(marks, { column: 'at', at, direction }),
      ].filter((moment) => !Number.isNaN(moment));
      if (found.length === 0) return undefined;
      return direction === 1 ? Math.min(...found) : Math.max(...found);
    },
    record(trace) {
      if (trace.kind === 'response') return complete(trace.exchange, trace);
      if (pausedAt !== undefined) return;
      switch (trace.kind) {
        case 'request': {
          const index = exchanges.push({
            requestAt: trace.at,
            status: PENDING,
            previousResponseAt: lastResponseAt,
            exchange: trace.exchange,
          });
          labels.exchange.set(index, trace.label);
          pending.set(trace.exchange, index);
          for (const [oldest] of pending) {
            if (pending.size <= TAPE_CAPACITY.pending) break;
            pending.delete(oldest);
          }
          return tally.add('requests', trace.at);
        }
        case 'message': {
          const index = messages.push({
            at: trace.at,
            serverAt: trace.sentAt ?? Number.NaN,
            up: trace.direction === 'up' ? 1 : 0,
            seq: trace.seq ?? Number.NaN,
          });
          labels.message.set(index, trace.label);
          return tally.add('messages', trace.at);
        }
        case 'connecting':
        case 'connected':
          return mark(trace.kind, trace.at, trace.kind);
        case 'disconnected':
          return mark('lost', trace.at, trace.reason);
      }
    },
    arrive(event, at, isMessage) {
      if (pausedAt !== undefined) return;
      arrivals.push({ at, eventAt: event.at, seq: event.seq, message: isMessage ? 1 : 0 });
      tally.add('events', at);
    },
    mark,
    beginFault(begunAt, text) {
      mark('fault', begunAt, text);
      const index = marks.next - 1;
      let ended = false;
      return (at) => {
        if (ended || index < marks.first || index >= marks.next) return;
        ended = true;
        marks.set('until', index, at);
        mark('fault-end', at, `end of ${text}`);
      };
    },
    pause(at) {
      pausedAt ??= at;
    },
    resume(at) {
      if (pausedAt !== undefined) {
        mark('unrecorded', pausedAt, 'paused, not recorded');
        marks.set('until', marks.next - 1, at);
      }
      pausedAt = undefined;
    },
    settle(at) {
      for (const exchange of pending.keys()) {
        complete(exchange, { kind: 'response', at, exchange, label: 'given up', status: 0, events: 0 });
      }
    },
    clear() {
      for (const ring of [exchanges, messages, arrivals, marks, tally]) ring.clear();
      pending.clear();
      pausedAt = undefined;
      longestExchangeMs = 0;
      lastResponseAt = Number.NaN;
    },
  };
}

/** The next moment in one column, `NaN` where there is none; moments closer than a microsecond are one. */
function neighbourIn<Column extends string>(
  ring: Ring<Column>,
  { column, at, direction }: { column: Column; at: number; direction: -1 | 1 },
): number {
  let nearest = Number.NaN;
  for (let index = ring.first; index < ring.next; index++) {
    const ahead = (ring.get(column, index) - at) * direction;
    if (ahead > 0.001 && !(ahead >= (nearest - at) * direction)) nearest = ring.get(column, index);
  }
  return nearest;
}

/** The texts that go with the rows of a ring of the same capacity. */
function createLabels(capacity: number) {
  const texts = new Array<string>(capacity).fill('');
  const mask = capacity - 1;
  return {
    get: (index: number): string => texts[index & mask] ?? '',
    set(index: number, text: string): void {
      texts[index & mask] = text.length > LABEL_CHARACTERS ? `${text.slice(0, LABEL_CHARACTERS - 1)}…` : text;
    },
  };
}
