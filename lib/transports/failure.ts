import type { ErrorCode } from '../protocol/index.ts';
import { TransportError } from './transport.ts';

/** The codes that pass by themselves: another try, later, may well succeed. */
const PASSING: readonly ErrorCode[] = ['rate-limited', 'too-many-topics', 'server-full', 'shutting-down'];

interface LossOptions {
  code?: ErrorCode | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** The connection was lost, or the server asks to come back later. Another try is worth it. */
export class Loss extends Error {
  override readonly name = 'Loss';
  /** What the server answered, if it did. */
  readonly code: ErrorCode | undefined;
  /** How long the server asked to stay away, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: LossOptions = {}) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The answer is final: another try would get it again. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What the server answered; `undefined` where the answer was none of the lab protocol. */
  readonly code: ErrorCode | undefined;

  constructor(message: string, options: { code?: ErrorCode | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
}

/** Tells a server's error for what it is: something that passes, or the last word. */
export function failureOf(error: {
  code: ErrorCode;
  message: string;
  retryAfterMs?: number | undefined;
}): Loss | Refusal {
  const { code, message, retryAfterMs } = error;
  return PASSING.includes(code) ? new Loss(message, { code, retryAfterMs }) : new Refusal(message, { code });
}

/** The same for a publish. A log that is full of topics may stay so for an hour, and its author had better know. */
export function publishFailure(failure: Loss | Refusal): Loss | TransportError {
  if (failure instanceof Loss && failure.code !== 'too-many-topics') return failure;
  return new TransportError(failure.code ?? 'failed', failure.message, { cause: failure });
}

/**
 * Runs a decoder over something that a server sent.
 *
 * @throws {Refusal} when it is not what the protocol says: asking again would bring the same
 */
export function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal(`The server's answer is not of the lab protocol: ${reason}`, { cause });
  }
}
