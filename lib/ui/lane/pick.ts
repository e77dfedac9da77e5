import type { Direction, TransportId } from '../../protocol/index.ts';
import { PENDING, type Tape } from './tape.ts';
import { fromOf, serverYOf, type View, yOf } from './view.ts';

/** An arrow, or a dot at its end, that a reader picked in a lane's picture: what it was, and when. */
export interface LanePick {
  transport: TransportId;
  topic: string;
  direction: Direction;
  /** When it left, or came to, the client, on the page's clock in ms. */
  at: number;
  /** The same moment on the server's clock, as the offset is estimated: where to look in a capture. */
  edgeAt: number;
  /** The events that it brought: one, or the first and the last of an answer. */
  seq?: number;
  lastSeq?: number;
  /** The number of the request in its client, where the arrow is a request or an answer. */
  exchange?: number;
  /** What is written beside it. */
  label: string;
}

/** What a lane's picture shall show as picked. `seq` is looked for first, then the arrow nearest to `at`. */
export interface LaneTarget {
  /** On the page's clock, in ms. */
  at: number;
  seq?: number;
  direction?: Direction;
}

/** An arrow of a tape: the two ends, and what it brought. */
export interface Arrow {
  direction: Direction;
  /** At the client, on the page's clock. */
  at: number;
  /** At the server, on the server's clock; `NaN` where nobody said it. */
  serverAt: number;
  seq?: number;
  lastSeq?: number;
  exchange?: number;
  label: string;
}

/** An arrow as it is told to whoever listens for picks. */
export function pickOf(
  { direction, at, seq, lastSeq, exchange, label }: Arrow,
  { session, offsetMs }: { session: { transport: TransportId; topic: string }; offsetMs: number },
): LanePick {
  const { transport, topic } = session;
  return {
    transport,
    topic,
    direction,
    at,
    edgeAt: at + offsetMs,
    label,
    ...(seq === undefined ? {} : { seq }),
    ...(lastSeq === undefined ? {} : { lastSeq }),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

/** How far from an arrow a pointer may be and still mean it, in CSS pixels. */
export const REACH_PX = 8;

/** How far an arrow may be from the moment that is looked for, in milliseconds. */
const NEAR_MS = 250;

/**
 * The arrow at a place in the picture.
 *
 * @param place - `across`: 0 at the client's lifeline, 1 at the server's; `y`: from the top of the picture, in CSS pixels
 */
export function arrowAt(tape: Tape, view: View, place: { across: number; y: number }): Arrow | undefined {
  const across = Math.min(1, Math.max(0, place.across));
  const reachMs = (REACH_PX / view.height) * view.spanMs;
  return nearest(tape, { from: fromOf(view) - reachMs, to: view.to + reachMs }, (at, serverAt) => {
    const here = yOf(view, at);
    const there = Number.isNaN(serverAt) ? here : serverYOf(view, serverAt);
    const distance = Math.abs(here + (there - here) * across - place.y);
    return distance <= REACH_PX ? distance : Number.POSITIVE_INFINITY;
  });
}

/** The arrow that a target means, if the tape still has it. */
export function arrowFor(tape: Tape, { at, seq, direction }: LaneTarget): Arrow | undefined {
  const arrivedAt = seq === undefined ? undefined : arrivalOf(tape, seq);
  const moment = arrivedAt ?? at;
  const wanted = arrivedAt === undefined ? direction : 'down';
  return nearest(tape, { from: moment - NEAR_MS, to: moment + NEAR_MS }, (own, _, arrow) => {
    if (wanted !== undefined && arrow.direction !== wanted) return Number.POSITIVE_INFINITY;
    // Of what came in the same moment, the one that brought the event is meant.
    const brings = arrivedAt !== undefined && !Number.isNaN(arrow.seq) && arrow.seq === seq;
    return brings ? Number.NEGATIVE_INFINITY : Math.abs(own - moment);
  });
}

interface Candidate {
  direction: Direction;
  seq: number;
}

/** The nearest of all arrows whose end at the client lies between two moments, or whose other end may. */
function nearest(
  tape: Tape,
  { from, to }: { from: number; to: number },
  distanceOf: (at: number, serverAt: number, arrow: Candidate) => number,
): Arrow | undefined {
  const { exchanges, messages } = tape;
  let best = Number.POSITIVE_INFINITY;
  let found: (() => Arrow) | undefined;
  const offer = (distance: number, make: () => Arrow): void => {
    if (!(distance < best)) return;
    best = distance;
    found = make;
  };

  const { requestAt, responseAt, receivedAt, sentAt, status } = exchanges.read;
  for (let index = exchanges.search('requestAt', from - tape.longestExchangeMs); index < exchanges.next; index++) {
    if (requestAt(index) > to) break;
    const up = { direction: 'up', seq: Number.NaN } as const;
    offer(distanceOf(requestAt(index), receivedAt(index), up), () => requestOf(tape, index));
    if (status(index) === PENDING || status(index) === 0) continue;
    const down = { direction: 'down', seq: Number.NaN } as const;
    offer(distanceOf(responseAt(index), sentAt(index), down), () => answerOf(tape, index));
  }
  const { at, serverAt, up, seq } = messages.read;
  for (let index = messages.search('at', from); index < messages.next; index++) {
    if (at(index) > to + MESSAGE_MS) break;
    const message = { direction: up(index) === 1 ? 'up' : 'down', seq: seq(index) } as const;
    offer(distanceOf(at(index), serverAt(index), message), () => messageOf(tape, index));
  }
  return found?.();
}

/** How long a message may be on its way and still be drawn in a picture that ends before it arrived. */
const MESSAGE_MS = 1_000;

function requestOf(tape: Tape, index: number): Arrow {
  const { exchanges } = tape;
  const at = exchanges.get('requestAt', index);
  const serverAt = exchanges.get('receivedAt', index);
  const label = tape.label('exchange', index);
  return { direction: 'up', at, serverAt, exchange: exchanges.get('exchange', index), label };
}

function answerOf(tape: Tape, index: number): Arrow {
  const { exchanges } = tape;
  const at = exchanges.get('responseAt', index);
  return {
    direction: 'down',
    at,
    serverAt: exchanges.get('sentAt', index),
    exchange: exchanges.get('exchange', index),
    label: tape.label('exchange', index),
    ...seqsOf(tape, { at, count: exchanges.get('events', index) }),
  };
}

function messageOf(tape: Tape, index: number): Arrow {
  const { messages } = tape;
  const seq = messages.get('seq', index);
  return {
    direction: messages.get('up', index) === 1 ? 'up' : 'down',
    at: messages.get('at', index),
    serverAt: messages.get('serverAt', index),
    label: tape.label('message', index),
    ...(Number.isNaN(seq) ? {} : { seq, lastSeq: seq }),
  };
}

/** The events of an answer: a client delivers them right after it, in the same turn. */
function seqsOf(tape: Tape, { at, count }: { at: number; count: number }): { seq?: number; lastSeq?: number } {
  const { arrivals } = tape;
  const first = arrivals.search('at', at);
  const last = Math.min(first + count, arrivals.next) - 1;
  const seq = arrivals.get('seq', first);
  const lastSeq = arrivals.get('seq', last);
  return count === 0 || Number.isNaN(seq) || Number.isNaN(lastSeq) ? {} : { seq, lastSeq };
}

function arrivalOf({ arrivals }: Tape, seq: number): number | undefined {
  // From the newest: that is what is looked at most, and positions may begin anew with another log.
  for (let index = arrivals.next - 1; index >= arrivals.first; index--) {
    if (arrivals.read.seq(index) === seq) return arrivals.read.at(index);
  }
  return undefined;
}
