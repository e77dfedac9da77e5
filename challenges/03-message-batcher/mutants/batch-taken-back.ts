// Mistake: The array that onFlush got is emptied as soon as onFlush has returned, while it may still be read.
// Caught by: One batch at a time, in order > a batch stays whole while it is delivered
/** What a batcher is made with. */
export interface MessageBatcherOptions<T> {
  /** A batch with so many items leaves at once; a whole number from 1. @default 10 */
  maxBatchSize?: number;
  /** How long the first item of a batch waits at most, and the pause after a failure, in ms. @default 100 */
  maxWaitMs?: number;
  /** Delivers a batch. It has failed when this throws or what it returns rejects. */
  onFlush: (batch: T[]) => void | Promise<void>;
  /** Hears of every failed delivery. */
  onError?: (error: unknown, batch: T[]) => void;
}

/** An item, and when it came: a batch is as old as its first item. */
interface Entry<T> {
  item: T;
  addedAtMs: number;
}

/** A promise of `flush()` that has not been kept yet. */
interface Waiter {
  /** How many items at the head of the line (in flight first, then waiting) must still be delivered. */
  remaining: number;
  fulfil: () => void;
}

/** Collects items and hands them on in batches, one batch at a time. */
export class MessageBatcher<T> {
  readonly #maxBatchSize: number;
  readonly #maxWaitMs: number;
  readonly #onFlush: (batch: T[]) => void | Promise<void>;
  readonly #onError: ((error: unknown, batch: T[]) => void) | undefined;

  #queue: Entry<T>[] = [];
  #inFlight: Entry<T>[] = [];
  #waiters: Waiter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After a failure nothing leaves until the timer has run out, or somebody asks with `flush()`. */
  #paused = false;
  #closed = false;

  constructor({ maxBatchSize = 10, maxWaitMs = 100, onFlush, onError }: MessageBatcherOptions<T>) {
    // Types are gone at run time, and a NaN from a config file would make a batch that never leaves.
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

  /** How many items wait; those of the batch that is being delivered do not count. */
  get pendingCount(): number {
    return this.#queue.length;
  }

  /** Takes an item. @throws once `close()` has been called */
  add(item: T): void {
    if (this.#closed) throw new Error('This batcher is closed');
    this.#queue.push({ item, addedAtMs: performance.now() });
    this.#next();
  }

  /** Sends what waits; fulfils when all of it has been delivered. */
  flush(): Promise<void> {
    // The line keeps its order: batches leave from the front, and a failed one goes back there. So "all that is pending now"
    // is a number, and no item needs a mark: whatever is added later stands behind.
    const remaining = this.#inFlight.length + this.#queue.length;
    if (remaining === 0) return Promise.resolve();
    return new Promise((fulfil) => {
      this.#waiters.push({ remaining, fulfil });
      this.#paused = false;
      this.#next();
    });
  }

  /** Drops what waits. The batch in flight has left and cannot be called back. */
  clear(): void {
    this.#queue = [];
    this.#paused = false;
    for (const waiter of this.#waiters) waiter.remaining = Math.min(waiter.remaining, this.#inFlight.length);
    this.#release();
    this.#next();
  }

  /** Takes nothing more; fulfils when all that waited has been delivered. */
  close(): Promise<void> {
    this.#closed = true;
    // Nothing else to do: the pause after a failure ends in a retry for as long as items wait, and an empty queue has no timer.
    return this.flush();
  }

  /**
   * Decides what happens next. Every change of state ends here, so that the rules stand in one place: one batch at a time,
   * none during a pause, at once when full or asked for, else by the age of the first item.
   */
  #next(): void {
    if (this.#inFlight.length > 0 || this.#paused) return;
    // A timer that was set for an item that has left since would send the next batch too early.
    clearTimeout(this.#timer);
    const [first] = this.#queue;
    if (first === undefined) return;
    const waitMs = first.addedAtMs + this.#maxWaitMs - performance.now();
    // A waiter asks only for the head of the line, which is what leaves now.
    if (this.#queue.length >= this.#maxBatchSize || this.#waiters.length > 0 || waitMs <= 0) {
      void this.#send();
    } else {
      this.#timer = setTimeout(() => void this.#send(), waitMs);
    }
  }

  async #send(): Promise<void> {
    const entries = this.#queue.splice(0, this.#maxBatchSize);
    const batch = entries.map(({ item }) => item);
    // Before the call, not after it: `onFlush` may call `add`, and must find that a batch is under way.
    this.#inFlight = entries;
    try {
      const lent = [...batch];
      const delivery = this.#onFlush(lent);
      lent.length = 0;
      await delivery;
    } catch (error) {
      this.#inFlight = [];
      this.#queue.unshift(...entries);
      this.#paused = true;
      this.#timer = setTimeout(() => {
        this.#paused = false;
        void this.#send();
      }, this.#maxWaitMs);
      // Last, when all is in order again: it may call any of our methods.
      this.#onError?.(error, batch);
      return;
    }
    this.#inFlight = [];
    for (const waiter of this.#waiters) waiter.remaining -= entries.length;
    this.#release();
    this.#next();
  }

  /** Keeps the promises that have come true. */
  #release(): void {
    const kept = this.#waiters.filter(({ remaining }) => remaining <= 0);
    this.#waiters = this.#waiters.filter(({ remaining }) => remaining > 0);
    for (const { fulfil } of kept) fulfil();
  }
}
