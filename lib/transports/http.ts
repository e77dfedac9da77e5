import { HEADERS } from '../protocol/index.ts';
import type { Link } from './connection.ts';
import { Loss } from './failure.ts';
import { watchSilence } from './silence.ts';
import type { ServerStamps } from './transport.ts';

/** How long an answer may take to begin, and to go on once begun, in milliseconds. */
export const ANSWER_MS = 15_000;

/** One request of ours. */
export interface Ask {
  method: 'GET' | 'POST';
  /** What to add to the topic and the position in the query. */
  query?: Record<string, string | number>;
  body?: string;
  /** For the trace. */
  label: string;
  /** After how long without a byte the request is given up. */
  silenceMs: number;
}

/** An answer that has begun. */
export interface Answer {
  status: number;
  headers: Headers;
  /** The body, chunk by chunk as it comes. @throws {Loss} when the network fails */
  chunks(): AsyncGenerator<Uint8Array>;
  /** The whole body. @throws {Loss} when the network fails before its end */
  text(): Promise<string>;
  /** Reports the answer to whoever traces. */
  traced(label: string, events: number): void;
}

// #region ask
/**
 * Makes one request and hands its answer to `use`; what `use` leaves unread is given up with the request.
 *
 * @throws {Loss} when the network fails, or nothing comes for too long
 */
export async function ask<T>(link: Link, request: Ask, use: (answer: Answer) => Promise<T>): Promise<T> {
  link.signal.throwIfAborted();
  const { method, body } = request;
  const abort = new AbortController();
  const silence = watchSilence(link.clock, request.silenceMs, () => {
    abort.abort(new Loss(`nothing came for ${request.silenceMs / 1000} s`));
  });
  function onClose(): void {
    silence.stop();
    abort.abort(link.signal.reason);
  }

  link.signal.addEventListener('abort', onClose);
  const trace = traceExchange(link, request.label);
  try {
    const response = await fetch(addressOf(link, request), {
      method,
      cache: 'no-store',
      credentials: link.credentials,
      signal: abort.signal,
      ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
    }).catch((cause: unknown) => lost(cause, abort.signal));
    silence.heard();
    return await use(createAnswer(response, { trace, onChunk: silence.heard, signal: abort.signal }));
  } catch (error) {
    trace(0, { label: error instanceof Error ? error.message : 'no answer', events: 0 });
    throw error;
  } finally {
    silence.stop();
    link.signal.removeEventListener('abort', onClose);
    abort.abort();
  }
}
// #endregion ask

type TraceResponse = (status: number, about: { label: string; events: number; headers?: Headers }) => void;

/** Reports a request, and gives what reports its answer: the first time only, since an error may follow an answer. */
function traceExchange(link: Link, label: string): TraceResponse {
  const exchange = link.nextExchange();
  let isAnswered = false;
  link.trace?.({ kind: 'request', at: link.clock.now(), exchange, label });
  return (status, { label, events, headers }) => {
    if (isAnswered || link.trace === undefined) return;
    isAnswered = true;
    const server = headers && stampsOf(headers);
    const at = link.clock.now();
    link.trace({ kind: 'response', at, exchange, label, status, events, ...(server ? { server } : {}) });
  };
}

function createAnswer(
  response: Response,
  given: { trace: TraceResponse; onChunk: () => void; signal: AbortSignal },
): Answer {
  const { status, headers } = response;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    for (;;) {
      const part = await reader?.read().catch((cause: unknown) => lost(cause, given.signal));
      if (part === undefined || part.done) return;
      given.onChunk();
      yield part.value;
    }
  }

  return {
    status,
    headers,
    chunks,
    async text() {
      const decoder = new TextDecoder();
      const parts: string[] = [];
      for await (const chunk of chunks()) parts.push(decoder.decode(chunk, { stream: true }));
      return parts.join('') + decoder.decode();
    },
    traced: (label, events) => given.trace(status, { label, events, headers }),
  };
}

/** Where a request goes: the topic and the position are in the query of every reading request. */
function addressOf(link: Link, { method, query }: Ask): string {
  if (method === 'POST') return `${link.url}/events`;
  const fields = Object.entries({ topic: link.topic, ...link.position(), ...query });
  return `${link.url}/events?${new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))}`;
}

/** A failed `fetch` says little: whether no server was there, or none that lets us ask, looks the same in a browser. */
function lost(cause: unknown, signal: AbortSignal): never {
  if (signal.aborted && signal.reason instanceof Loss) throw signal.reason;
  throw new Loss('the network failed, or the server refused the connection', { cause });
}

/** The two stamps of `Wirelab-Clock`, where the answer carries them. */
export function stampsOf(headers: Headers): ServerStamps | undefined {
  const [receivedAt, sentAt] = (headers.get(HEADERS.clock) ?? '').split(' ').map(Number);
  if (receivedAt === undefined || sentAt === undefined) return undefined;
  return Number.isFinite(receivedAt) && Number.isFinite(sentAt) ? { receivedAt, sentAt } : undefined;
}
