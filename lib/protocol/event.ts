import { ProtocolError } from './errors.ts';
import { isRecord, readName, readPosition } from './fields.ts';

/** One entry of a topic's log, as every transport delivers it. */
export interface LabEvent {
  /** The topic: `^[a-z0-9][a-z0-9._:-]{0,63}$`. */
  topic: string;
  /** The position in the topic, from 1, without a hole. */
  seq: number;
  /** What happened; same alphabet as the topic. */
  type: string;
  /** The server's clock when the event was appended, in milliseconds since the epoch, fractions kept. */
  at: number;
  /** Any JSON value; `null` where the publisher sent none. */
  data: unknown;
}

/** What a publisher sends. */
export interface PublishRequest {
  /** 1 to 64 of `A-Za-z0-9._:-`, unique in its topic: the same id again is the same event. */
  id: string;
  topic: string;
  type: string;
  data: unknown;
}

/** Where a topic's log begins and ends, and which log it is. `oldest` is `newest + 1` when nothing is kept. */
export interface Bounds {
  topic: string;
  oldest: number;
  newest: number;
  log: string;
}

/** What a reader is told when its position cannot be served. The subscription goes on live from `newest`. */
export interface Reset {
  topic: string;
  oldest: number;
  newest: number;
}

/**
 * Checks that a value from outside is an event.
 *
 * @throws {ProtocolError} `bad-request`, naming the field that is missing or wrong
 */
export function decodeEvent(value: unknown): LabEvent {
  if (!isRecord(value)) throw new ProtocolError('bad-request', 'Expected an event object');
  const { at } = value;
  if (typeof at !== 'number' || !Number.isFinite(at)) {
    throw new ProtocolError('bad-request', 'Expected `at` to be a number of milliseconds');
  }
  return {
    topic: readName(value, 'topic'),
    seq: readPosition(value, 'seq'),
    type: readName(value, 'type'),
    at,
    data: value.data ?? null,
  };
}
