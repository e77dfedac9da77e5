import type { Clock } from '../measure/clock.ts';
import type { ErrorCode, LabEvent, Reset } from '../protocol/index.ts';

/**
 * The contract of the five clients. Each is a function `connect` with this signature; none knows React or Node, so all
 * run in a page, in a worker and in Node.
 */
export type Connect = (options: ConnectOptions) => Connection;

/** What every client is given. */
export interface ConnectOptions {
  /** The transport's base address as control names it, without a trailing slash. */
  url: string;
  topic: string;
  /** The last `seq` seen; delivery starts with the next. Without it, with the next event that happens. */
  after?: number;
  /** The log that `after` belongs to, where it is known from an earlier connection. */
  log?: string;
  /** Called once for each event, in order. What it throws is reported to the platform and does not stop delivery. */
  onEvent: (event: LabEvent) => void;
  /** Called on every change of state, not for the first. */
  onState?: (state: ConnectionState) => void;
  /** Called when the position could not be served, or the log is another than before: events may be missing. */
  onReset?: (reset: LogReset) => void;
  /** Called for everything that goes over the network, for whoever draws or counts it. */
  onTrace?: (trace: Trace) => void;
  /** @default the platform's clock */
  clock?: Clock;
  /** In [0, 1), for jitter and ids. @default Math.random */
  random?: () => number;
  /** Polling only: from one answer to the next request, in milliseconds. @default 1000 */
  intervalMs?: number;
  /** Long polling only: how long the server may hold a request, 0 to 55000 ms. @default 25000 */
  waitMs?: number;
  /**
   * WebSocket and Socket.IO only: whether a connection that takes the place of a lost one begins where that one ended.
   * With `false` it subscribes without a position, as a client of a bare WebSocket does, or of Socket.IO without its
   * recovery: what was published in between is lost, and nothing says so. `onReset` then only tells of another log, of
   * which delivery goes on from `newest`.
   *
   * @default true
   */
  resume?: boolean;
  /**
   * HTTP and Socket.IO only: whether the cookies of the lab's host go with requests to another port of it. A WebSocket
   * carries them in any case.
   *
   * @default 'same-origin'
   */
  credentials?: 'same-origin' | 'include';
  /** Socket.IO only: begins with the WebSocket, instead of with long polling and an upgrade. @default false */
  webSocketOnly?: boolean;
  /**
   * WebSocket only: makes the socket, for platforms whose `WebSocket` is not global (Node 20).
   *
   * @default new globalThis.WebSocket(url, protocol)
   */
  createSocket?: (url: string, protocol: string) => WebSocket;
}

/** A subscription to one topic that mends itself, and a way to publish to that topic. */
export interface Connection {
  readonly state: ConnectionState;
  /**
   * Publishes to the topic. Tried again with the same id until it is answered, so that it takes effect once.
   *
   * @throws {TransportError} (as a rejection) what the server answered, or `closed` when the connection was closed first
   */
  publish(type: string, data: unknown): Promise<{ seq: number }>;
  /** Ends the connection for good. No callback runs after it, and no timer or socket is left. May be called twice. */
  close(): void;
}

/**
 * Where a connection stands. `open` means that the server has answered; `waiting` that the next try is at `retryAt`
 * (milliseconds on the injected clock); `failed` that another try would end the same way.
 */
export type ConnectionState =
  | { name: 'idle' }
  | { name: 'connecting'; attempt: number }
  | { name: 'open'; since: number }
  | { name: 'waiting'; reason: string; attempt: number; retryAt: number }
  | { name: 'closed' }
  | { name: 'failed'; reason: string; code?: ErrorCode };

/**
 * A break in the sequence that the user must know of. `gap`: the log no longer (or not yet) holds the position, and
 * delivery goes on from `newest`. `log`: the lab was restarted, positions count anew, and delivery goes on from `oldest`.
 */
export interface LogReset extends Reset {
  cause: 'gap' | 'log';
  log: string;
}

/** The server's two stamps of one exchange, on the server's clock: request read, answer sent. */
export interface ServerStamps {
  receivedAt: number;
  sentAt: number;
}

/**
 * One thing that went over the network. `at` is the injected clock when it was seen here. `exchange` joins a request
 * with its answer; messages that belong to no exchange have none.
 */
export type Trace =
  /**
   * A connection was asked for, stood, or ended. Clients that leave connections to the platform (`fetch`) report none;
   * an event stream, which is one long response, reports when that began and ended.
   */
  | { kind: 'connecting' | 'connected'; at: number }
  | { kind: 'disconnected'; at: number; reason: string }
  | { kind: 'request'; at: number; exchange: number; label: string }
  | {
      kind: 'response';
      at: number;
      exchange: number;
      label: string;
      /** 0 where the network failed or the request was given up. */
      status: number;
      /** How many events it brought. */
      events: number;
      server?: ServerStamps;
    }
  /** A message without a request of its own. `sentAt` is the server's clock, where the message says it. */
  | { kind: 'message'; at: number; direction: 'up' | 'down'; label: string; sentAt?: number; seq?: number };

/**
 * Why a publish did not happen. `closed`: the connection was closed by its owner; `failed`: it failed for good with
 * something that is no answer of the lab; `queue-full`: too many publishes wait for a connection; else what the server
 * answered.
 */
export type TransportErrorCode = ErrorCode | 'closed' | 'failed' | 'queue-full';

/** The rejection of a publish. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
