// Mistake: onFlush is called in a microtask, so a full batch leaves only after add has returned.
// Caught by: A full batch leaves within add > the last item that fits makes the call
export interface MessageBatcherOptions<T> {
  maxBatchSize?: number;
  maxWaitMs?: number;
  onFlush: (batch: T[]) => void | Promise<void>;
  onError?: (error: unknown, batch: T[]) => void;
}

interface Entry<T> {
  item: T;
  addedAtMs: number;
}

interface Waiter {
  remaining: number;
  fulfil: () => void;
}

export class MessageBatcher<T> {
  readonly #maxBatchSize: number;
  readonly #maxWaitMs: number;
  readonly #onFlush: (batch: T[]) => void | Promise<void>;
  readonly #onError: ((error: unknown, batch: T[]) => void) | undefined;

  #queue: Entry<T>[] = [];
  #inFlight: Entry<T>[] = [];
  #waiters: Waiter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused = false;
  #closed = false;

  constructor({ maxBatchSize = 10, maxWaitMs = 100, onFlush, onError }: MessageBatcherOptions<T>) {
    if (typeof maxBatchSize !== 'number') throw new TypeError('Expected `maxBatchSize` to be a number');
    if (!Number.isInteger(maxBatchSize) || maxBatchSize < 1) {
      throw new RangeError(`Expected \`maxBatchSize\` to be a whole number from 1, got ${maxBatchSize}`);
    }
    if (typeof maxWaitMs !== 'number') throw new TypeError('Expected `maxWaitMs` to be a number');
    if (!Number.isFinite(maxWaitMs) || maxWaitMs < 0) {
      throw new RangeError(`Expected \`maxWaitMs\` to be finite and not negative, got ${maxWaitMs}`);
    }
    if (typeof onFlush !== 'function') throw new TypeError('Expected `onFlush` to be a function');
    if (onError !== undefined && typeof onError !== 'function') {
      throw new TypeError('Expected `onError` to be a function');
    }
    this.#maxBatchSize = maxBatchSize;
    this.#maxWaitMs = maxWaitMs;
    this.#onFlush = onFlush;
    this.#onError = onError;
  }

  get pendingCount(): number {
    return this.#queue.length;
  }

  add(item: T): void {
    if (this.#closed) throw new Error('This batcher is closed');
    this.#queue.push({ item, addedAtMs: performance.now() });
    this.#next();
  }

  flush(): Promise<void> {
    const remaining = this.#inFlight.length + this.#queue.length;
    if (remaining === 0) return Promise.resolve();
    return new Promise((fulfil) => {
      this.#waiters.push({ remaining, fulfil });
      this.#paused = false;
      this.#next();
    });
  }

  clear(): void {
    this.#queue = [];
    this.#paused = false;
    for (const waiter of this.#waiters) waiter.remaining = Math.min(waiter.remaining, this.#inFlight.length);
    this.#release();
    this.#next();
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.flush();
  }

  #next(): void {
    if (this.#inFlight.length > 0 || this.#paused) return;
    clearTimeout(this.#timer);
    const [first] = this.#queue;
    if (first === undefined) return;
    const waitMs = first.addedAtMs + this.#maxWaitMs - performance.now();
    if (this.#queue.length >= this.#maxBatchSize || this.#waiters.length > 0 || waitMs <= 0) {
      void this.#send();
    } else {
      this.#timer = setTimeout(() => void this.#send(), waitMs);
    }
  }

  async #send(): Promise<void> {
    const entries = this.#queue.splice(0, this.#maxBatchSize);
    const batch = entries.map(({ item }) => item);
    this.#inFlight = entries;
    try {
      await Promise.resolve().then(() => this.#onFlush([...batch]));
    } catch (error) {
      this.#inFlight = [];
      this.#queue.unshift(...entries);
      this.#paused = true;
      this.#timer = setTimeout(() => {
        this.#paused = false;
        void this.#send();
      }, this.#maxWaitMs);
      this.#onError?.(error, batch);
      return;
    }
    this.#inFlight = [];
    for (const waiter of this.#waiters) waiter.remaining -= entries.length;
    this.#release();
    this.#next();
  }

  #release(): void {
    const kept = this.#waiters.filter(({ remaining }) => remaining <= 0);
    this.#waiters = this.#waiters.filter(({ remaining }) => remaining > 0);
    for (const { fulfil } of kept) fulfil();
  }
}
