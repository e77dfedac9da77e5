import type { Socket } from 'socket.io';
import {
  type Ack,
  type Bounds,
  decodePublish,
  decodeSubscribe,
  decodeUnsubscribe,
  describe,
  isName,
  isPublishId,
  isRecord,
  ProtocolError,
  type Reset,
} from '../lib/protocol/index.ts';
import type { Seat } from './auth/seat.ts';
import type { Context } from './context.ts';
import { bucketOf } from './http/bucket.ts';
import { shuttingDown } from './http/events.ts';
import { now } from './http/exchange.ts';
import { checkJson } from './json-value.ts';
import { locate } from './log/log.ts';
import { HIGH_WATER_BYTES, type Pump, type Sink, type Subscription } from './pump.ts';
import type { EncodedEvents } from './socket-io-frames.ts';

type Answer = (ack: Ack<Partial<Bounds> & { seq?: number }>) => void;

/** What a peer needs of the server that it is connected to. */
export interface SocketIoPeerOptions {
  context: Context;
  pump: Pump<EncodedEvents>;
  /** For whom it speaks, where that is asked. */
  seat?: Seat | undefined;
}

/** One Socket.IO connection. */
export class SocketIoPeer implements Sink<EncodedEvents> {
  readonly #socket: Socket;
  readonly #options: SocketIoPeerOptions;
  readonly #subscriptions = new Map<string, Subscription<EncodedEvents>>();
  #takenPieces = 0;
  #whenTaken: (() => void) | undefined;
  #isDraining = false;

  constructor(socket: Socket, options: SocketIoPeerOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.onAny((name: unknown, ...args: unknown[]) => this.#receive(name, args));
    socket.on('disconnect', () => this.#onDisconnect());
  }

  // #region answer
  /** Does what a client asks for, and tells it how that went if it gave a function to tell it with. */
  async #receive(name: unknown, args: unknown[]): Promise<void> {
    const answer = typeof args.at(-1) === 'function' ? (args.pop() as Answer) : ignore;
    const [message] = args;
    const { limits } = this.#options.context;
    try {
      // Of the connection, and not of this peer: a client may leave the namespace and join it again.
      const retryAfterMs = bucketOf(this.#socket.client, limits).take(limits, now());
      if (retryAfterMs > 0) {
        throw new ProtocolError('rate-limited', `This connection may send ${limits.ratePerSecond} messages a second`, {
          retryAfterMs,
        });
      }
      if (args.length > 1) throw new ProtocolError('bad-request', `Expected one argument, got ${args.length}`);
      checkJson(message, limits.maxMessageBytes);
      await this.#answer(name, message, answer);
    } catch (error) {
      answer(refusal(error, message));
    }
  }

  #answer(name: unknown, message: unknown, answer: Answer): void | Promise<void> {
    const { seat } = this.#options;
    if (seat && name === 'authenticate') return seat.present(message).then(() => answer({ ok: true }));
    if (isRecord(message) && isName(message.topic)) seat?.permit(message.topic);
    switch (name) {
      case 'subscribe':
        return this.#subscribe(message, answer);
      case 'unsubscribe':
        return this.#unsubscribe(message, answer);
      case 'publish':
        return this.#publish(message, answer);
      default:
        throw new ProtocolError('bad-request', `Expected subscribe, unsubscribe or publish, got ${describe(name)}`);
    }
  }
  // #endregion answer

  // #region subscribe
  #subscribe(message: unknown, answer: Answer): void {
    const { topic, after, log } = decodeSubscribe(message);
    const { context, pump } = this.#options;
    const { maxTopicsPerConnection } = context.limits;
    const earlier = this.#subscriptions.get(topic);
    if (earlier === undefined && this.#subscriptions.size >= maxTopicsPerConnection) {
      throw new ProtocolError('too-many-topics', `A connection may read ${maxTopicsPerConnection} topics`, { topic });
    }
    if (earlier !== undefined) pump.remove(earlier);
    const bounds = context.log.bounds(topic);
    const place = locate(bounds, { after, log });
    // The ack goes first, so that a reader knows from where before it gets anything.
    answer({ ok: true, ...boundsOf(bounds) });
    if (place.isReset) this.reset({ topic, oldest: bounds.oldest, newest: bounds.newest });
    this.#subscriptions.set(topic, pump.add(topic, place.after, this));
  }

  #unsubscribe(message: unknown, answer: Answer): void {
    const { topic } = decodeUnsubscribe(message);
    const subscription = this.#subscriptions.get(topic);
    if (subscription !== undefined) this.#options.pump.remove(subscription);
    this.#subscriptions.delete(topic);
    answer({ ok: true, ...boundsOf(this.#options.context.log.bounds(topic)) });
  }
  // #endregion subscribe

  // #region publish
  async #publish(message: unknown, answer: Answer): Promise<void> {
    const { context } = this.#options;
    const request = decodePublish(message);
    // Nothing more is acknowledged: readers of other transports may have gone by now.
    if (context.isClosing) throw shuttingDown();
    const { seq } = await context.log.append(request);
    answer({ ok: true, seq });
  }
  // #endregion publish

  // #region write
  write(events: EncodedEvents): void {
    const { conn } = this.#socket;
    const onTaken = (this.#whenTaken ??= () => this.#onTaken());
    const isCompressed = this.#options.context.settings.deflate === true;
    if (conn.transport.name === 'websocket' && !isCompressed) {
      // One packet to the library, all frames on the wire: it writes what it is given.
      conn.send('', events.asFrames, onTaken);
    } else {
      const last = events.packets.length - 1;
      events.packets.forEach((packet, index) => {
        conn.send(packet, { compress: isCompressed }, index === last ? onTaken : undefined);
      });
    }
  }

  waitingBytes(): number {
    const { conn } = this.#socket;
    // Packets wait here while the transport is busy, or until the next poll; one piece at a time is enough.
    if (waitingPackets(conn) > 0) {
      this.#resumeOnDrain();
      return HIGH_WATER_BYTES;
    }
    const { socket } = conn.transport as { socket?: { bufferedAmount: number } };
    return socket?.bufferedAmount ?? 0;
  }
  // #endregion write

  progress(): number {
    return this.#takenPieces;
  }

  reset(reset: Reset): void {
    this.#socket.emit('reset', reset);
  }

  cut(): void {
    cutOff(this.#socket.conn);
  }

  /** What waits may be an ack and nothing of the pump's, so that none of its own callbacks would tell it to go on. */
  #resumeOnDrain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#socket.conn.once('drain', () => {
      this.#isDraining = false;
      this.#onTaken();
    });
  }

  #onTaken(): void {
    this.#takenPieces++;
    for (const subscription of this.#subscriptions.values()) this.#options.pump.resume(subscription);
  }

  #onDisconnect(): void {
    this.#options.seat?.leave();
    for (const subscription of this.#subscriptions.values()) this.#options.pump.remove(subscription);
    this.#subscriptions.clear();
  }
}

/** Ends a connection at once. The library alone would say goodbye to a WebSocket and wait half a minute for an answer. */
export function cutOff(conn: Socket['conn']): void {
  const { socket } = conn.transport as { socket?: { terminate(): void } };
  conn.close(true);
  socket?.terminate();
}

/** How many packets wait in Engine.IO for its transport: it keeps the list to itself in its types alone. */
export function waitingPackets(conn: Socket['conn']): number {
  return (conn as unknown as { writeBuffer: readonly unknown[] }).writeBuffer.length;
}

function ignore(): void {}

/** What an ack says of a topic. Whoever asked knows which. */
function boundsOf({ oldest, newest, log }: Bounds): Omit<Bounds, 'topic'> {
  return { oldest, newest, log };
}

/** What an ack says of an error, naming what it answers as far as that can be told. */
function refusal(error: unknown, message: unknown): Ack<never> {
  if (!(error instanceof ProtocolError)) {
    // A fault of ours; what the client sent is not logged.
    console.error(error);
    return { ok: false, code: 'bad-request', message: 'The server could not make sense of this' };
  }
  const { id, topic } = isRecord(message) ? message : {};
  const { retryAfterMs } = error.details;
  return {
    ok: false,
    code: error.code,
    message: error.message,
    ...(isPublishId(id) ? { id } : isName(topic) ? { topic } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
