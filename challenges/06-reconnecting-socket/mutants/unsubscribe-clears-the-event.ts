// Mistake: What on() returns removes every handler of the event, not only its own.
// Caught by: Handlers hear of everything > unsubscribing removes that one handler
export type SocketState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed' | 'failed';

export type SendResult = 'sent' | 'queued' | 'dropped';

export type SocketData = Parameters<WebSocket['send']>[0];

export interface ReconnectBackoff {
  next(): number | null;
  reset(): void;
}

export interface SocketEvents {
  open: Event;
  message: MessageEvent;
  close: CloseEvent;
  state: SocketState;
  failed: undefined;
}

export interface ReconnectingSocketOptions {
  url: string | (() => string);
  createSocket?: (url: string) => WebSocket;
  backoff?: ReconnectBackoff;
  maxQueue?: number;
  shouldReconnect?: (event: CloseEvent) => boolean;
}

const STABLE_MS = 5000;

const FINAL_CODES: readonly number[] = [1000, 1008, 4001];

export class ReconnectingSocket {
  readonly #url: () => string;
  readonly #createSocket: (url: string) => WebSocket;
  readonly #backoff: ReconnectBackoff;
  readonly #maxQueue: number;
  readonly #shouldReconnect: (event: CloseEvent) => boolean;

  #state: SocketState = 'idle';
  #socket: WebSocket | undefined;
  #queue: SocketData[] = [];
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stableTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #handlers: { [K in keyof SocketEvents]: Set<(detail: SocketEvents[K]) => void> } = {
    open: new Set(),
    message: new Set(),
    close: new Set(),
    state: new Set(),
    failed: new Set(),
  };

  constructor(options: ReconnectingSocketOptions) {
    const { url, maxQueue = 100, backoff = createBackoff(), shouldReconnect = () => true } = options;
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

  connect(): void {
    if (this.#state === 'connecting' || this.#state === 'open' || this.#state === 'waiting') return;
    this.#open();
  }

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

  close(code = 1000, reason = ''): void {
    if (this.#state === 'closed') return;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#stableTimer);
    this.#queue = [];
    const socket = this.#socket;
    this.#setState('closed');
    socket?.close(code, reason);
  }

  on<K extends keyof SocketEvents>(event: K, handler: (detail: SocketEvents[K]) => void): () => void {
    this.#handlers[event].add(handler);
    return () => {
      this.#handlers[event].clear();
    };
  }

  #open(): void {
    const socket = this.#createSocket(this.#url());
    this.#socket = socket;
    socket.addEventListener('open', (event) => this.#onOpen(socket, event));
    socket.addEventListener('message', (event) => this.#onMessage(socket, event));
    socket.addEventListener('close', (event) => this.#onClose(socket, event));
    this.#setState('connecting');
  }

  #onOpen(socket: WebSocket, event: Event): void {
    if (socket !== this.#socket || this.#state !== 'connecting') return;
    this.#stableTimer = setTimeout(() => this.#backoff.reset(), STABLE_MS);
    const waiting = this.#queue;
    this.#queue = [];
    for (const data of waiting) socket.send(data);
    this.#setState('open');
    if (this.#is('open')) this.#emit('open', event);
  }

  #onMessage(socket: WebSocket, event: MessageEvent): void {
    if (socket !== this.#socket || this.#state !== 'open') return;
    clearTimeout(this.#stableTimer);
    this.#backoff.reset();
    this.#emit('message', event);
  }

  #onClose(socket: WebSocket, event: CloseEvent): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    clearTimeout(this.#stableTimer);
    const isOver = this.#is('closed') || FINAL_CODES.includes(event.code) || !this.#shouldReconnect(event);
    if (isOver || this.#is('closed')) this.#setState('closed');
    else this.#retryLater();
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
