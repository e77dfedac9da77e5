/**
 * Every error code of the lab protocol with the HTTP status that carries it. WebSocket `error` messages and Socket.IO
 * acks carry the code alone.
 *
 * @see RFC 9457 (problem details), RFC 9110 section 15 (the statuses)
 */
export const ERROR_STATUS = {
  'bad-request': 400,
  unauthorized: 401,
  'forbidden-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  gone: 410,
  'too-large': 413,
  'forbidden-host': 421,
  rejected: 422,
  'upgrade-required': 426,
  'rate-limited': 429,
  'too-many-topics': 429,
  'server-full': 503,
  'shutting-down': 503,
} as const;

/** An error code of the lab protocol. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** Tells whether `value` is a code of the lab protocol. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}

/** What an error may carry besides its code and message. */
export interface ProtocolErrorDetails {
  /** How long to wait before the next try, in milliseconds. */
  retryAfterMs?: number;
  /** The topic that the error is about. */
  topic?: string;
  /** The publish id that the error answers. */
  id?: string;
  /** The oldest position kept (with `gone`). */
  oldest?: number;
  /** The newest position (with `gone`). */
  newest?: number;
}

/** An error that a client is told about: a code, a sentence for people, and details. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ErrorCode;
  readonly details: ProtocolErrorDetails;

  constructor(code: ErrorCode, message: string, details: ProtocolErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The HTTP status that goes with the code. */
  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/**
 * The body of an HTTP error, sent as `application/problem+json`. `gone` adds `topic`, `oldest` and `newest`.
 *
 * @see RFC 9457 section 3.1
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  topic?: string;
  oldest?: number;
  newest?: number;
  retryAfterMs?: number;
}
