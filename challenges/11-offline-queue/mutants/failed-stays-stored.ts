// Mistake: What has failed is forgotten, but not taken out of the storage.
// Caught by: It survives a reload > the last that failed is gone, too
/** What `localStorage` and `sessionStorage` offer. */
export interface QueueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Something to be delivered. The id is the same on every try. */
export interface QueueEntry<T> {
  id: string;
  body: T;
}

/** How long to wait before the next attempt. `null` means: give up. */
export interface QueueBackoff {
  next(): number | null;
  reset(): void;
}

export interface OfflineQueueOptions<T> {
  storage: QueueStorage;
  /** Where in the storage the queue lives. */
  key: string;
  /** Delivers one entry. Fulfils when the other side has it. */
  send: (entry: QueueEntry<T>) => Promise<void>;
  /** How often an entry is tried before it is reported as failed. @default 5 */
  maxAttempts?: number;
  /** @default full jitter, from 1 s up to 30 s, without an end */
  backoff?: QueueBackoff;
  /** @default () => crypto.randomUUID() */
  createId?: () => string;
}

export type QueueHandler<T> = (entry: QueueEntry<T>, error?: unknown) => void;

/** Keeps what is to be sent until it has been sent. */
export class OfflineQueue<T> {
  readonly #storage: QueueStorage;
  readonly #key: string;
  readonly #send: (entry: QueueEntry<T>) => Promise<void>;
  readonly #maxAttempts: number;
  readonly #backoff: QueueBackoff;
  readonly #createId: () => string;
  readonly #handlers: Record<'sent' | 'failed', QueueHandler<T>[]> = { sent: [], failed: [] };

  /** What the storage holds as well, always. The first one stays here until its fate is known. */
  #entries: QueueEntry<T>[];
  /** How often the first entry has failed. */
  #failures = 0;
  #isOnline = true;
  /** The one loop that sends, while there is one. */
  #sending: Promise<void> | undefined;
  /** Ends the pause before the next attempt. */
  #endPause: (() => void) | undefined;

  /** @throws {RangeError} a limit that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(options: OfflineQueueOptions<T>) {
    const { storage, key, send, maxAttempts = 5, backoff = createBackoff() } = options;
    const { createId = () => crypto.randomUUID() } = options;
    if (typeof storage?.getItem !== 'function' || typeof storage.setItem !== 'function') {
      throw wrongType('storage', 'a storage', storage);
    }
    if (typeof key !== 'string') throw wrongType('key', 'a string', key);
    if (typeof send !== 'function') throw wrongType('send', 'a function', send);
    if (typeof createId !== 'function') throw wrongType('createId', 'a function', createId);
    if (typeof backoff?.next !== 'function' || typeof backoff.reset !== 'function') {
      throw wrongType('backoff', 'an object with `next` and `reset`', backoff);
    }
    if (typeof maxAttempts !== 'number') throw wrongType('maxAttempts', 'a number', maxAttempts);
    if (!(maxAttempts >= 0)) throw new RangeError(`Expected \`maxAttempts\` to be 0 or more, got ${maxAttempts}`);
    this.#storage = storage;
    this.#key = key;
    this.#send = send;
    this.#maxAttempts = maxAttempts;
    this.#backoff = backoff;
    this.#createId = createId;
    this.#entries = this.#load();
    // The loop begins with an `await`, so whoever made this can add handlers before anything happens.
    void this.flush();
  }

  /** How many entries are not delivered yet. */
  get size(): number {
    return this.#entries.length;
  }

  /** Puts something at the end, and into the storage. Gives its id. @throws what the storage throws */
  enqueue(body: T): string {
    const entry = { id: this.#createId(), body };
    const entries = [...this.#entries, entry];
    // First, and before anything has changed: where the storage is full, this throws, and nothing has happened.
    this.#storage.setItem(this.#key, JSON.stringify(entries));
    this.#entries = entries;
    void this.flush();
    return entry.id;
  }

  /** Tells whether there is a network. */
  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    // Offline, the loop must not sit in a pause and then try. Online again, what was wrong may be over: try at once.
    this.#endPause?.();
    if (isOnline) void this.flush();
  }

  /** Fulfils when nothing is left, or when being offline stops it. */
  async flush(): Promise<void> {
    if (!this.#isOnline || this.#entries.length === 0) return;
    // Whoever calls joins the loop that runs. This line is why there is never more than one in flight.
    this.#sending ??= this.#sendAll();
    await this.#sending;
  }

  on(event: 'sent' | 'failed', handler: QueueHandler<T>): () => void {
    this.#handlers[event].push(handler);
    return () => {
      this.#handlers[event] = this.#handlers[event].filter((other) => other !== handler);
    };
  }

  async #sendAll(): Promise<void> {
    // Until here nobody has been called. Without it, a `send` that enqueues would come back while `#sending` is unset.
    await undefined;
    for (;;) {
      const [entry] = this.#entries;
      if (entry === undefined || !this.#isOnline) break;
      await this.#try(entry);
    }
    // In the same turn as the last look at the entries, so that nothing can be enqueued in between.
    this.#sending = undefined;
  }

  async #try(entry: QueueEntry<T>): Promise<void> {
    try {
      await this.#send({ id: entry.id, body: entry.body });
    } catch (error) {
      // That a send fails without a network says nothing about the entry.
      if (!this.#isOnline) return;
      this.#failures++;
      const delayMs = this.#failures < this.#maxAttempts ? this.#backoff.next() : null;
      if (delayMs === null) this.#leave(entry, 'failed', error);
      else await this.#pause(delayMs);
      return;
    }
    // Also where we went offline meanwhile: it has arrived.
    this.#leave(entry, 'sent');
  }

  /** The first entry is done with, for better or worse. */
  #leave(entry: QueueEntry<T>, event: 'sent' | 'failed', error?: unknown): void {
    this.#entries = this.#entries.slice(1);
    this.#failures = 0;
    this.#backoff.reset();
    try {
      if (event === 'sent' && this.#entries.length === 0) this.#storage.removeItem(this.#key);
      else if (event === 'sent') this.#storage.setItem(this.#key, JSON.stringify(this.#entries));
    } catch {
      // After a reload it will be sent once more. The id is the same, so the other side can discard it.
    }
    for (const handler of this.#handlers[event]) {
      try {
        handler({ id: entry.id, body: entry.body }, error);
      } catch (thrown) {
        // Reported as an EventTarget does it, and no reason to end the loop.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#endPause = undefined;
        resolve();
      };
      const timer = setTimeout(end, delayMs);
      this.#endPause = end;
    });
  }

  #load(): QueueEntry<T>[] {
    const text = this.#storage.getItem(this.#key);
    if (text === null) return [];
    const value = parse(text);
    if (isQueue<T>(value)) return value;
    // Removed first: two copies might be more than the storage has room for.
    this.#storage.removeItem(this.#key);
    this.#storage.setItem(`${this.#key}.corrupt`, text);
    return [];
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a body nothing can be known here but that it is there. */
function isQueue<T>(value: unknown): value is QueueEntry<T>[] {
  const isEntry = (entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' && 'body' in entry;
  return Array.isArray(value) && value.every(isEntry);
}

/** Full jitter: anything from nothing to a delay that doubles, so that a thousand clients do not come back at once. */
function createBackoff(): QueueBackoff {
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
