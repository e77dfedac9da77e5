import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { HEADERS, type Problem, ProtocolError } from '../../lib/protocol/index.ts';
import type { Context } from '../context.ts';

/** The milliseconds since the epoch, with fractions: the clock that every stamp of the lab is read from. */
export const now = (): number => performance.timeOrigin + performance.now();

/** One request that passed the guard, and the way to answer it. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly context: Context;
  readonly #receivedAt: number;

  constructor(request: IncomingMessage, response: ServerResponse, context: Context) {
    this.#receivedAt = now();
    this.request = request;
    this.response = response;
    this.context = context;
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    this.pathname = mark === -1 ? target : target.slice(0, mark);
    this.query = new URLSearchParams(mark === -1 ? '' : target.slice(mark));
  }

  /**
   * Reads a parameter of the query.
   *
   * @throws {ProtocolError} `bad-request` when it is there more than once: nobody could say which one counts
   */
  param(name: string): string | undefined {
    const values = this.query.getAll(name);
    if (values.length <= 1) return values[0];
    throw new ProtocolError('bad-request', `Expected \`${name}\` once, got it ${values.length} times`);
  }

  /** Writes the head of an answer, with what every answer carries: the log, our clock, and CORS for our pages. */
  head(status: number, headers: Record<string, string | number> = {}): void {
    this.response.writeHead(status, {
      ...this.context.guard.corsHeaders(this.request),
      [HEADERS.log]: this.context.log.id,
      [HEADERS.clock]: `${this.#receivedAt.toFixed(3)} ${now().toFixed(3)}`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(this.context.isClosing ? { Connection: 'close' } : {}),
      ...headers,
    });
  }

  /** Answers without a body. */
  empty(status: number, headers: Record<string, string | number> = {}): void {
    this.head(status, headers);
    this.response.end();
  }

  /** Answers with a JSON text. */
  json(status: number, text: string, headers: Record<string, string | number> = {}): void {
    this.head(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      ...headers,
    });
    this.response.end(text);
  }

  /** Answers with a problem document. @see RFC 9457 */
  problem(error: ProtocolError, headers: Record<string, string | number> = {}): void {
    const text = problemText(error);
    this.json(error.status, text, { ...problemHeaders(error), 'Content-Length': Buffer.byteLength(text), ...headers });
  }
}

/** The body of an error. Its `title` is the status in words, as it has to be beside `about:blank`. @see RFC 9457 section 4.2.1 */
export function problemText(error: ProtocolError): string {
  const { topic, oldest, newest, retryAfterMs, id } = error.details;
  const problem: Problem & { id?: string } = {
    type: 'about:blank',
    title: STATUS_CODES[error.status] ?? error.code,
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(id === undefined ? {} : { id }),
    ...(topic === undefined ? {} : { topic }),
    ...(oldest === undefined ? {} : { oldest }),
    ...(newest === undefined ? {} : { newest }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  return JSON.stringify(problem);
}

/**
 * The headers that belong to an error. `Retry-After` counts whole seconds; a 401 has to say what is asked for.
 *
 * @see RFC 9110 sections 10.2.3 and 11.6.1
 */
export function problemHeaders({ status, details: { retryAfterMs } }: ProtocolError): Record<string, string> {
  return {
    'Content-Type': 'application/problem+json',
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }),
  };
}
