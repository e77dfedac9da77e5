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

/**
 * Makes one request and hands its answer to `use`; what `use` leaves unread is given up with the request.
 *
 * @throws {Loss} when the network fails, or nothing comes for too long
 */
export async function ask<T>(link: Link, request: Ask, use: (answer: Answer) => Promise<T>): Promise<T> {
  const { method, body, label } = request;
  const abort = new AbortController();
  const stop = () => abort.abort(link.signal.reason);
  const silence = watchSilence(link.clock, request.silenceMs, () => {
    abort.abort(new Loss(`nothing came for ${request.silenceMs / 1000} s`));
  });
  const exchange = link.nextExchange();
  let isTraced = false;
  const trace = (status: number, text: string, more: { events: number; server?: ServerStamps | undefined }) => {
    isTraced = true;
    const { events, server } = more;
    const at = link.clock.now();
    link.trace?.({ kind: 'response', at, exchange, label: text, status, events, ...(server ? { server } : {}) });
  };
  const heard = <V>(value: V): V => {
    silence.heard();
    return value;
  };

  link.signal.addEventListener('abort', stop);
  try {
    link.trace?.({ kind: 'request', at: link.clock.now(), exchange, label });
    const response = await fetch(addressOf(link, request), {
      method,
      cache: 'no-store',
      signal: abort.signal,
      ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
    }).then(heard, (cause: unknown) => lost(cause, abort.signal));
    return await use({
      status: response.status,
      headers: response.headers,
      chunks: () => chunksOf(response, heard, abort.signal),
      text: async () => {
        const decoder = new TextDecoder();
        const parts: string[] = [];
        for await (const chunk of chunksOf(response, heard, abort.signal)) {
          parts.push(decoder.decode(chunk, { stream: true }));
        }
        return parts.join('') + decoder.decode();
      },
      traced: (text, events) => trace(response.status, text, { events, server: stampsOf(response.headers) }),
    });
  } catch (error) {
    if (!isTraced) trace(0, error instanceof Error ? error.message : 'no answer', { events: 0 });
    throw error;
  } finally {
    silence.stop();
    link.signal.removeEventListener('abort', stop);
    abort.abort();
  }
}

/** Where a request goes: the topic and the position are in the query of every reading request. */
function addressOf(link: Link, { method, query }: Ask): string {
  if (method === 'POST') return `${link.url}/events`;
  const fields = Object.entries({ topic: link.topic, ...link.position(), ...query });
  return `${link.url}/events?${new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))}`;
}

async function* chunksOf(
  response: Response,
  heard: <V>(value: V) => V,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read().then(heard, (cause: unknown) => lost(cause, signal));
    if (part === undefined || part.done) return;
    yield part.value;
  }
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
