// Mistake: The time since the last open counts, also where the socket that is lost never opened.
// Caught by: A connection proves itself before the backoff is reset > only the time of this open counts
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

/** A connection that lasted this long has proved itself: the next loss starts the backoff from its beginning. */
const STABLE_MS = 5000;

/** Normal closure, policy violation, and the lab's "not logged in": another try would end in the same way. */
const FINAL_CODES: readonly number[] = [1000, 1008, 4001];

/** A WebSocket that comes back after it was lost. */
export class ReconnectingSocket {
  readonly #url: () => string;
  readonly #createSocket: (url: string) => WebSocket;
  readonly #backoff: ReconnectBackoff;
  readonly #maxQueue: number;
  readonly #shouldReconnect: (event: CloseEvent) => boolean;

  #state: SocketState = 'idle';
  /** The one socket whose events count. Every handler compares itself with it: this is the whole guard. */
  #socket: WebSocket | undefined;
  #queue: SocketData[] = [];
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #openedAt = Infinity;
  readonly #handlers: { [K in keyof SocketEvents]: Set<(detail: SocketEvents[K]) => void> } = {
    open: new Set(),
    message: new Set(),
    close: new Set(),
    state: new Set(),
    failed: new Set(),
  };

  /** @throws {RangeError} a limit that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(options: ReconnectingSocketOptions) {
    const { url, maxQueue = 100, backoff = createBackoff(), shouldReconnect = () => true } = options;
    // In an arrow, so that a global that is replaced later is the one that is used.
    const { createSocket = (address: string) => new WebSocket(address) } = options;
    if (typeof url !== 'string' && typeof url !== 'function') throw wrongType('url', 'a string or a function', url);
    if (typeof createSocket !== 'function') throw wrongType('createSocket', 'a function', createSocket);
    if (typeof shouldReconnect !== 'function') throw wrongType('shouldReconnect', 'a function', shouldReconnect);
    if (typeof backoff?.next !== 'function' || typeof backoff.reset !== 'function') {
      throw wrongType('backoff', 'an object with `next` and `reset`', backoff);
    }
    if (typeof maxQueue !== 'number') throw wrongType('maxQueue', 'a number', maxQueue);
    if (!Number.isInteger(maxQueue) || maxQueue < 0) {
      throw new RangeError(`Expected \`maxQueue\` to be a whole number from 0, got ${maxQueue}`);
    }
    this.#url = typeof url === 'function' ? url : () => url;
    this.#createSocket = createSocket;
    this.#backoff = backoff;
    this.#maxQueue = maxQueue;
    this.#shouldReconnect = shouldReconnect;
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Opens the first socket. Does nothing while one is there or a retry waits. */
  connect(): void {
    if (this.#state === 'connecting' || this.#state === 'open' || this.#state === 'waiting') return;
    this.#open();
  }

  /** Sends now, or keeps the data until the next open. */
  send(data: SocketData): SendResult {
    switch (this.#state) {
      case 'open':
        this.#socket?.send(data);
        return 'sent';
      case 'closed':
      case 'failed':
        return 'dropped';
      default:
        this.#queue.push(data);
        if (this.#queue.length <= this.#maxQueue) return 'queued';
        this.#queue.shift();
        return 'dropped';
    }
  }

  /** Ends it for good: no retry, and what is queued is gone. */
  close(code = 1000, reason = ''): void {
    if (this.#state === 'closed') return;
    clearTimeout(this.#retryTimer);
    this.#queue = [];
    const socket = this.#socket;
    this.#setState('closed');
    // The socket stays the current one: its close event is still to come, and is still reported. What keeps it from
    // a retry is the state, not a missing handler.
    socket?.close(code, reason);
  }

  /** Adds a handler. Returns what removes it. */
  on<K extends keyof SocketEvents>(event: K, handler: (detail: SocketEvents[K]) => void): () => void {
    this.#handlers[event].add(handler);
    return () => {
      this.#handlers[event].delete(handler);
    };
  }

  #open(): void {
    // Both may throw, before anything has changed. The first attempt lets the caller of `connect()` know.
    const socket = this.#createSocket(this.#url());
    this.#socket = socket;
    socket.addEventListener('open', (event) => this.#onOpen(socket, event));
    socket.addEventListener('message', (event) => this.#onMessage(socket, event));
    // An error is always followed by a close: whoever acts on both does everything twice.
    socket.addEventListener('close', (event) => this.#onClose(socket, event));
    this.#setState('connecting');
  }

  #onOpen(socket: WebSocket, event: Event): void {
    // `close()` while connecting leaves this socket the current one, so the state is asked as well.
    if (socket !== this.#socket || this.#state !== 'connecting') return;
    this.#openedAt = performance.now();
    // A snapshot: a loop over the live queue would never end if `send` put something back.
    const waiting = this.#queue;
    this.#queue = [];
    for (const data of waiting) socket.send(data);
    this.#setState('open');
    // A handler of `state` may have closed it.
    if (this.#is('open')) this.#emit('open', event);
  }

  #onMessage(socket: WebSocket, event: MessageEvent): void {
    if (socket !== this.#socket || this.#state !== 'open') return;
    this.#backoff.reset();
    this.#emit('message', event);
  }

  #onClose(socket: WebSocket, event: CloseEvent): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    if (performance.now() - this.#openedAt >= STABLE_MS) this.#backoff.reset();
    // Asked first, and only where it matters: it is the application's code, and may call `close()` as well.
    const isOver = this.#is('closed') || FINAL_CODES.includes(event.code) || !this.#shouldReconnect(event);
    if (isOver || this.#is('closed')) this.#setState('closed');
    else this.#retryLater();
    // Last, when everything is in its place: a handler may call `close()`, and finds a timer that it can clear.
    this.#emit('close', event);
  }

  #retryLater(): void {
    const delayMs = this.#backoff.next();
    if (delayMs === null) {
      this.#setState('failed');
      if (this.#is('failed')) this.#emit('failed', undefined);
      return;
    }
    this.#retryTimer = setTimeout(() => this.#retry(), delayMs);
    this.#setState('waiting');
  }

  /** Nobody is there to catch what a retry throws, so a failure to even begin counts as an attempt that failed. */
  #retry(): void {
    try {
      this.#open();
    } catch {
      this.#retryLater();
    }
  }

  #is(state: SocketState): boolean {
    return this.#state === state;
  }

  #setState(state: SocketState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#emit('state', state);
  }

  #emit<K extends keyof SocketEvents>(event: K, detail: SocketEvents[K]): void {
    // A copy: handlers may add and remove handlers. One that throws is reported, as an EventTarget does it.
    const handlers = [...this.#handlers[event]];
    for (const handler of handlers) {
      try {
        handler(detail);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** Full jitter: anything from nothing to a delay that doubles, so that a thousand clients do not come back at once. */
function createBackoff(): ReconnectBackoff {
  let attempt = 0;
  return {
    next: () => Math.round(Math.random() * Math.min(30_000, 1000 * 2 ** attempt++)),
    reset: () => {
      attempt = 0;
    },
  };
}

function wrongType(name: string, expected: string, got: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${expected}, got ${String(got)} (${typeof got})`);
}
