import { type ErrorCode, isErrorCode, ProtocolError } from './errors.ts';
import { type Bounds, decodeEvent, type LabEvent, type PublishRequest, type Reset } from './event.ts';
import { describe, isRecord, readName, readOptionalPosition, readPosition, readPublishId } from './fields.ts';

/** What a WebSocket or Socket.IO client asks: read a topic from a position, or from the next event. */
export interface SubscribeRequest {
  topic: string;
  /** The last `seq` seen; without it, delivery starts with the next event that happens. */
  after?: number;
  /** The log that `after` belongs to. Where it is another than the server's, the position cannot be served. */
  log?: string;
}

/** A message from a WebSocket client. */
export type ClientMessage =
  | ({ op: 'subscribe' } & SubscribeRequest)
  | { op: 'unsubscribe'; topic: string }
  | ({ op: 'publish' } & PublishRequest);

/** A message from the WebSocket server. */
export type ServerMessage =
  | ({ op: 'event' } & LabEvent)
  | ({ op: 'subscribed' } & Bounds)
  | ({ op: 'unsubscribed' } & Bounds)
  | ({ op: 'reset' } & Reset)
  | { op: 'ack'; id: string; seq: number }
  | { op: 'error'; code: ErrorCode; message: string; id?: string; topic?: string; retryAfterMs?: number };

/** The answer of the Socket.IO server to a `publish`, `subscribe` or `unsubscribe`. */
export type Ack<Result> =
  | ({ ok: true } & Result)
  | { ok: false; code: ErrorCode; message: string; id?: string; topic?: string; retryAfterMs?: number };

/** The body of an HTTP publish and the argument of a Socket.IO one. @throws {ProtocolError} `bad-request` */
export function decodePublish(value: unknown): PublishRequest {
  const message = readMessage(value);
  return {
    id: readPublishId(message),
    topic: readName(message, 'topic'),
    type: readName(message, 'type'),
    data: message.data ?? null,
  };
}

/** The argument of a `subscribe`. @throws {ProtocolError} `bad-request` */
export function decodeSubscribe(value: unknown): SubscribeRequest {
  const message = readMessage(value);
  const after = readOptionalPosition(message, 'after');
  const log = message.log;
  if (log !== undefined && typeof log !== 'string') {
    throw new ProtocolError('bad-request', `Expected \`log\` to be a string, got ${describe(log)}`);
  }
  return {
    topic: readName(message, 'topic'),
    ...(after === undefined ? {} : { after }),
    ...(log === undefined ? {} : { log }),
  };
}

/** The argument of an `unsubscribe`. @throws {ProtocolError} `bad-request` */
export function decodeUnsubscribe(value: unknown): { topic: string } {
  return { topic: readName(readMessage(value), 'topic') };
}

// #region client-message
/** A message that a WebSocket client sent, already parsed. @throws {ProtocolError} `bad-request` */
export function decodeClientMessage(value: unknown): ClientMessage {
  const message = readMessage(value);
  switch (message.op) {
    case 'subscribe':
      return { op: 'subscribe', ...decodeSubscribe(message) };
    case 'unsubscribe':
      return { op: 'unsubscribe', ...decodeUnsubscribe(message) };
    case 'publish':
      return { op: 'publish', ...decodePublish(message) };
    default:
      throw new ProtocolError(
        'bad-request',
        `Expected \`op\` to be subscribe, unsubscribe or publish, got ${describe(message.op)}`,
      );
  }
}
// #endregion client-message

/** A message that the WebSocket server sent, already parsed. @throws {ProtocolError} `bad-request` */
export function decodeServerMessage(value: unknown): ServerMessage {
  const message = readMessage(value);
  switch (message.op) {
    case 'event':
      return { op: 'event', ...decodeEvent(message) };
    case 'subscribed':
      return { op: 'subscribed', ...decodeBounds(message) };
    case 'unsubscribed':
      return { op: 'unsubscribed', ...decodeBounds(message) };
    case 'reset':
      return { op: 'reset', ...decodeReset(message) };
    case 'ack':
      return { op: 'ack', id: readPublishId(message), seq: readPosition(message, 'seq') };
    case 'error':
      return { op: 'error', ...decodeErrorFields(message) };
    default:
      throw new ProtocolError('bad-request', `Expected a known \`op\`, got ${describe(message.op)}`);
  }
}

/** What a server says on subscribing: the bounds of the topic and the log's id. @throws {ProtocolError} */
export function decodeBounds(value: unknown): Bounds {
  const message = readMessage(value);
  if (typeof message.log !== 'string') {
    throw new ProtocolError('bad-request', `Expected \`log\` to be a string, got ${describe(message.log)}`);
  }
  return { ...decodeReset(message), log: message.log };
}

/** What a server says when a position cannot be served. @throws {ProtocolError} `bad-request` */
export function decodeReset(value: unknown): Reset {
  const message = readMessage(value);
  return {
    topic: readName(message, 'topic'),
    oldest: readPosition(message, 'oldest'),
    newest: readPosition(message, 'newest'),
  };
}

/** The fields of an error: those of an `error` message, a refused ack or a problem document. */
export function decodeErrorFields(value: unknown): {
  code: ErrorCode;
  message: string;
  id?: string;
  topic?: string;
  retryAfterMs?: number;
} {
  const fields = readMessage(value);
  const { code, message, detail, id, topic, retryAfterMs } = fields;
  if (!isErrorCode(code)) {
    throw new ProtocolError('bad-request', `Expected \`code\` to be an error code, got ${describe(code)}`);
  }
  const text = message ?? detail;
  return {
    code,
    message: typeof text === 'string' ? text : code,
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof topic === 'string' ? { topic } : {}),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  };
}

function readMessage(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw new ProtocolError('bad-request', `Expected a message object, got ${describe(value)}`);
}
