/** What the wrapper is doing right now. */
export type SocketState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed' | 'failed';

/** What `send` did with the data. */
export type SendResult = 'sent' | 'queued' | 'dropped';

/** What a WebSocket can send. */
export type SocketData = Parameters<WebSocket['send']>[0];

/** How long to wait before the next attempt. `null` means: give up. */
export interface ReconnectBackoff {
  next(): number | null;
  reset(): void;
}

/** What the handlers of each event get. */
export interface SocketEvents {
  open: Event;
  message: MessageEvent;
  close: CloseEvent;
  /** The new state. */
  state: SocketState;
  failed: undefined;
}

export interface ReconnectingSocketOptions {
  /** The address, or a function that is asked for it at each attempt. */
  url: string | (() => string);
  /** Makes a socket. @default url => new WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
  /** @default full jitter, from 1 s up to 30 s, without an end */
  backoff?: ReconnectBackoff;
  /** How much data may wait for a connection. @default 100 */
  maxQueue?: number;
  /** Asked after an abnormal close. `false` ends it. @default () => true */
  shouldReconnect?: (event: CloseEvent) => boolean;
}

/** A WebSocket that comes back after it was lost. */
export class ReconnectingSocket {
  /** @throws {RangeError} a limit that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(_options: ReconnectingSocketOptions) {}

  get state(): SocketState {
    return 'idle';
  }

  /** Opens the first socket. Does nothing while one is there or a retry waits. */
  connect(): void {}

  /** Sends now, or keeps the data until the next open. */
  send(_data: SocketData): SendResult {
    return 'dropped';
  }

  /** Ends it for good: no retry, and what is queued is gone. */
  close(_code = 1000, _reason = ''): void {}

  /** Adds a handler. Returns what removes it. */
  on<K extends keyof SocketEvents>(_event: K, _handler: (detail: SocketEvents[K]) => void): () => void {
    return () => {};
  }
}
