import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type RawData, WebSocket } from 'ws';
import {
  type Authenticated,
  type ClientMessage,
  decodeClientMessage,
  isName,
  isPublishId,
  isRecord,
  parseJson,
  ProtocolError,
  type Reset,
  type ServerMessage,
  UNAUTHORIZED_CLOSE,
} from '../lib/protocol/index.ts';
import type { AuthGate } from './auth/gate.ts';
import { Seat } from './auth/seat.ts';
import type { Context } from './context.ts';
import { type Bucket, bucketOf } from './http/bucket.ts';
import { shuttingDown } from './http/events.ts';
import { now } from './http/exchange.ts';
import { locate } from './log/log.ts';
import { HIGH_WATER_BYTES, type Pump, type Sink, type Subscription } from './pump.ts';
import { bytesTaken } from './stream-progress.ts';
import type { EncodedEvents } from './websocket-frame.ts';

/** How many messages may have been refused for their rate lately before the connection is closed with 1008. */
export const MAX_REFUSED = 1_000;

/** How much may wait in a peer's socket before answers to it are given up and it is cut off, in bytes. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** What all peers of a server share. */
export interface PeerOptions {
  context: Context;
  pump: Pump<EncodedEvents>;
  /** The peers that are connected; each joins and leaves by itself. */
  peers: Set<Peer>;
}

/**
 * The library's socket with its peer on it, so that one set of listeners serves all connections: a function apiece for a
 * thousand idle ones would be a third of their memory.
 */
export class PeerSocket extends WebSocket {
  peer?: Peer;
}

/** One WebSocket connection. */
export class Peer implements Sink<EncodedEvents> {
  readonly #ws: PeerSocket;
  readonly #socket: Socket;
  readonly #options: PeerOptions;
  readonly #bucket: Bucket;
  /** Whether both sides compress messages. */
  readonly #isCompressed: boolean;
  #seat: Seat | undefined;
  #subscriptions: readonly Subscription<EncodedEvents>[] = [];
  #isAwaitingPong = false;
  #isDraining = false;

  constructor(ws: PeerSocket, socket: Socket, options: PeerOptions) {
    this.#ws = ws;
    this.#socket = socket;
    this.#options = options;
    this.#bucket = bucketOf(socket, options.context.limits);
    this.#isCompressed = ws.extensions !== '';
    ws.peer = this;
    options.peers.add(this);
    ws.on('message', onMessage);
    ws.on('ping', onPing);
    ws.on('pong', onPong);
    // What is illegal is answered by the library with a close frame; the connection's end is what matters here.
    ws.on('error', ignore);
    ws.on('close', onClose);
  }

  // #region seat
  /** Serves nothing until the handshake has said, or a first message says, for whom this speaks; and no longer than that. */
  ask(gate: AuthGate, handshake: IncomingMessage): void {
    this.#seat = new Seat(gate, gate.identityOf(handshake), {
      onKnown: (known) => this.#send({ op: 'authenticated', ...known }),
      onEnd: (why) => this.end(UNAUTHORIZED_CLOSE, why),
    });
  }
  // #endregion seat

  // #region messages
  receive(data: RawData, isBinary: boolean): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    const waitMs = this.#spend();
    let message: unknown;
    try {
      if (isBinary) throw new ProtocolError('bad-request', 'Expected a text message, got a binary one');
      // Read before it is refused for its rate, so that the refusal can name what it answers.
      message = parseJson(data.toString());
      if (waitMs > 0) throw this.#tooFast(waitMs);
      if (this.#seat && isRecord(message) && message.op === 'authenticate') this.#present(this.#seat, message);
      else this.#answer(decodeClientMessage(message));
    } catch (error) {
      this.#refuse(error, message);
    }
  }

  #present(seat: Seat, message: unknown): void {
    seat.present(message).catch((error: unknown) => this.#refuse(error, message));
  }

  #answer(request: ClientMessage): void {
    this.#seat?.permit(request.topic);
    switch (request.op) {
      case 'subscribe':
        return this.#subscribe(request);
      case 'unsubscribe':
        return this.#unsubscribe(request.topic);
      case 'publish':
        // Nothing more is acknowledged: readers of other transports may have gone by now.
        if (this.#options.context.isClosing) throw shuttingDown();
        this.#options.context.log.append(request).then(
          ({ seq }) => this.#send({ op: 'ack', id: request.id, seq }),
          (error: unknown) => this.#refuse(error, request),
        );
    }
  }
  // #endregion messages

  // #region subscribe
  #subscribe({ topic, after, log }: Extract<ClientMessage, { op: 'subscribe' }>): void {
    const { context, pump } = this.#options;
    const { maxTopicsPerConnection } = context.limits;
    const others = this.#subscriptions.filter((subscription) => subscription.topic !== topic);
    if (others.length >= maxTopicsPerConnection) {
      throw new ProtocolError('too-many-topics', `A connection may read ${maxTopicsPerConnection} topics`, { topic });
    }
    this.#remove(topic);
    const bounds = context.log.bounds(topic);
    const place = locate(bounds, { after, log });
    this.#send({ op: 'subscribed', ...bounds });
    if (place.isReset) this.reset({ topic, oldest: bounds.oldest, newest: bounds.newest });
    // Not spread: that would leave room for a dozen more.
    this.#subscriptions = others.concat(pump.add(topic, place.after, this));
  }

  #unsubscribe(topic: string): void {
    this.#remove(topic);
    this.#send({ op: 'unsubscribed', ...this.#options.context.log.bounds(topic) });
  }

  #remove(topic: string): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.topic === topic) this.#options.pump.remove(subscription);
    }
    this.#subscriptions = this.#subscriptions.filter((subscription) => subscription.topic !== topic);
  }
  // #endregion subscribe

  // #region limits
  /** Takes one message from the budget. @returns 0, or the milliseconds until there is room for one */
  #spend(): number {
    const waitMs = this.#bucket.take(this.#options.context.limits, now());
    if (this.#bucket.refused > MAX_REFUSED) this.#ws.close(1008, 'rate-limited');
    return waitMs;
  }

  #tooFast(retryAfterMs: number): ProtocolError {
    const { ratePerSecond } = this.#options.context.limits;
    return new ProtocolError('rate-limited', `This connection may send ${ratePerSecond} messages a second`, {
      retryAfterMs,
    });
  }

  /** Answers a message that cannot be served, naming what it was about as far as that can be told. */
  #refuse(error: unknown, message: unknown): void {
    if (!(error instanceof ProtocolError)) {
      // A fault of ours ends this connection and no other; what the peer sent is not logged.
      console.error(error);
      this.#ws.close(1011);
      return;
    }
    const { id, topic } = isRecord(message) ? message : {};
    const { retryAfterMs } = error.details;
    this.#send({
      op: 'error',
      code: error.code,
      message: error.message,
      ...(isPublishId(id) ? { id } : isName(topic) ? { topic } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    // Whoever has not said who it is gets one try, and nothing else.
    if (error.code === 'unauthorized' && this.#seat?.user === undefined) this.end(UNAUTHORIZED_CLOSE, error.code);
  }
  // #endregion limits

  #send(message: ServerMessage | ({ op: 'authenticated' } & Authenticated)): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > MAX_WAITING_BYTES) this.cut();
    else this.#ws.send(JSON.stringify(message), this.#isCompressed ? () => this.#resume() : undefined);
  }

  // #region heartbeat
  /** Takes note that the peer is there. */
  hearPong(): void {
    this.#isAwaitingPong = false;
  }

  /** Asks for a sign of life, or ends the connection of a peer that has not given the last one. */
  ping(): void {
    if (this.#isAwaitingPong) this.cut();
    else {
      this.#isAwaitingPong = true;
      this.#ws.ping();
    }
  }

  answerPing(data: Buffer): void {
    // Over the rate: "an endpoint MAY elect to send a Pong frame for only the most recently processed Ping frame".
    if (this.#spend() > 0 || this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#socket.writableLength > MAX_WAITING_BYTES) this.cut();
    else this.#ws.pong(data);
  }
  // #endregion heartbeat

  /** Past the library: these are whole frames already. It must not have anything of its own half written, and never has. */
  write(events: EncodedEvents): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#isCompressed) this.#compress(events.messages);
    else if (!this.#socket.write(events.frames)) this.#resumeOnDrain();
  }

  /** Through the library, which compresses one message after the other and keeps them in order with its own. */
  #compress(messages: readonly string[]): void {
    const last = messages.length - 1;
    messages.forEach((message, index) => this.#ws.send(message, index === last ? () => this.#resume() : undefined));
  }

  reset(reset: Reset): void {
    this.#send({ op: 'reset', ...reset });
  }

  waitingBytes(): number {
    // What waits for the compressor counts as well.
    const { bufferedAmount } = this.#ws;
    // What waits may be answers, after which nobody else would tell the pump to go on.
    if (bufferedAmount >= HIGH_WATER_BYTES) this.#resumeOnDrain();
    return bufferedAmount;
  }

  progress(): number {
    return bytesTaken(this.#socket);
  }

  cut(): void {
    this.#ws.terminate();
  }

  end(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  #resumeOnDrain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#socket.once('drain', () => {
      this.#isDraining = false;
      this.#resume();
    });
  }

  #resume(): void {
    for (const subscription of this.#subscriptions) this.#options.pump.resume(subscription);
  }

  /** Gives back what the connection held. */
  release(): void {
    this.#seat?.leave();
    for (const subscription of this.#subscriptions) this.#options.pump.remove(subscription);
    this.#subscriptions = [];
    this.#options.peers.delete(this);
  }
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  (this as PeerSocket).peer?.receive(data, isBinary);
}

function onPing(this: WebSocket, data: Buffer): void {
  (this as PeerSocket).peer?.answerPing(data);
}

function onPong(this: WebSocket): void {
  (this as PeerSocket).peer?.hearPong();
}

function onClose(this: WebSocket): void {
  (this as PeerSocket).peer?.release();
}

function ignore(): void {}
