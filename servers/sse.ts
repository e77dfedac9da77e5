import type { ServerResponse } from 'node:http';
import { type AuthEnd, type Bounds, readDigits, type Reset } from '../lib/protocol/index.ts';
import { holdIdentity } from './auth/hold.ts';
import type { Context, Server } from './context.ts';
import { publish, readQuery } from './http/events.ts';
import type { Exchange } from './http/exchange.ts';
import { createHttpServer } from './http/server.ts';
import { type LogEntry, locate } from './log/log.ts';
import { createPump, HIGH_WATER_BYTES, type Pump, type Sink, type Subscription } from './pump.ts';
import { bytesTaken } from './stream-progress.ts';
import { resetSocket } from './reset.ts';

/**
 * Server-Sent Events: one response that does not end. Each event is a few lines of text and a blank line; its `id` is its
 * position, so a reader that comes back says with `Last-Event-ID` from where.
 *
 * @see HTML standard, section 9.2 (server-sent events)
 */
export async function startSse(context: Context, port: number, host: string): Promise<Server> {
  const pump = createPump(context, encodeEvents);
  const streams = new Set<EventStream>();
  const http = createHttpServer({
    context,
    route: (pathname) =>
      pathname === '/events' ? { GET: (exchange) => open(exchange, { pump, streams }), POST: publish } : undefined,
  });
  const listeningPort = await http.listen(port, host);
  const comments = setInterval(() => {
    for (const stream of streams) stream.comment();
  }, context.timing.commentMs);

  return {
    port: listeningPort,
    connections: http.connections,
    drop: http.drop,
    async close() {
      context.isClosing = true;
      clearInterval(comments);
      await pump.settle(context.timing.graceMs);
      for (const stream of streams) stream.end();
      pump.close();
      await http.close();
    },
  };
}

// #region stream
/** Makes the text of some events. A JSON text has no line breaks of its own, so one `data` line holds it. */
function encodeEvents(entries: readonly LogEntry[]): Buffer {
  return Buffer.from(entries.map(({ seq, json }) => `id: ${seq}\ndata: ${json}\n\n`).join(''));
}

/** What a stream begins with: how long to wait before coming back, and from where it goes on. */
function encodeBeginning(after: number, bounds: Bounds): string {
  return `retry: 1000\nevent: subscribed\nid: ${after}\ndata: ${JSON.stringify(bounds)}\n\n`;
}

/** What tells a reader that it missed something, and moves its position past it. */
function encodeReset(reset: Reset): string {
  return `event: reset\nid: ${reset.newest}\ndata: ${JSON.stringify(reset)}\n\n`;
}

/** The last event of a stream whose credentials have ended: without it, a reader could not tell that from a lost network. */
function encodeAuthEnd(why: AuthEnd): string {
  return `event: unauthorized\ndata: ${JSON.stringify({ code: 'unauthorized', message: why })}\n\n`;
}
// #endregion stream

/** One open response. */
class EventStream implements Sink<Buffer> {
  readonly #response: StreamResponse;
  readonly #shared: Shared;
  readonly #unhold: () => void;
  #subscription: Subscription<Buffer> | undefined;
  #isDraining = false;

  constructor(response: StreamResponse, shared: Shared, exchange: Exchange) {
    this.#response = response;
    this.#shared = shared;
    shared.streams.add(this);
    response[STREAM] = this;
    response.on('close', onClose);
    this.#unhold = holdIdentity(exchange, (why) => {
      response.write(encodeAuthEnd(why));
      this.end();
    });
  }

  begin(bounds: Bounds, { after, isReset }: { after: number; isReset: boolean }): void {
    const { topic, oldest, newest } = bounds;
    this.#response.write(encodeBeginning(after, bounds));
    if (isReset) this.reset({ topic, oldest, newest });
    this.#subscription = this.#shared.pump.add(topic, after, this);
  }

  write(events: Buffer): void {
    if (this.#response.write(events) || this.#isDraining) return;
    this.#isDraining = true;
    this.#response.once('drain', () => this.#onDrain());
  }

  reset(reset: Reset): void {
    this.#response.write(encodeReset(reset));
  }

  comment(): void {
    if (this.waitingBytes() < HIGH_WATER_BYTES) this.#response.write(':\n\n');
  }

  waitingBytes(): number {
    return this.#response.writableLength;
  }

  progress(): number {
    return this.#response.socket === null ? 0 : bytesTaken(this.#response.socket);
  }

  cut(): void {
    if (this.#response.socket) resetSocket(this.#response.socket);
  }

  end(): void {
    this.#response.end();
  }

  /** Gives back what the stream held. */
  release(): void {
    this.#unhold();
    if (this.#subscription !== undefined) this.#shared.pump.remove(this.#subscription);
    this.#shared.streams.delete(this);
  }

  #onDrain(): void {
    this.#isDraining = false;
    if (this.#subscription !== undefined) this.#shared.pump.resume(this.#subscription);
  }
}

/** What all streams share. */
interface Shared {
  pump: Pump<Buffer>;
  /** The streams that are open; each joins and leaves by itself. */
  streams: Set<EventStream>;
}

const STREAM = Symbol('stream');

/** A response with its stream on it, so that one listener serves them all. */
interface StreamResponse extends ServerResponse {
  [STREAM]?: EventStream;
}

function onClose(this: StreamResponse): void {
  this[STREAM]?.release();
}

// #region resume
/** Opens a stream where the reader left off: `Last-Event-ID` is what a browser sends by itself, so it wins. */
function open(exchange: Exchange, shared: Shared): void {
  const { request, response, context } = exchange;
  const query = readQuery(exchange);
  const lastId = request.headers['last-event-id'];
  if (typeof lastId === 'string') query.after = readDigits(lastId, 'Last-Event-ID');

  const bounds = context.log.bounds(query.topic);
  const place = locate(bounds, query);
  exchange.head(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // A proxy that compresses or collects this response would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // The head leaves by itself, which makes one text of it: the pieces that it was put together from are half a kilobyte, and
  // Node would keep them as long as the stream.
  response.flushHeaders();
  new EventStream(response, shared, exchange).begin(bounds, place);
}
// #endregion resume
