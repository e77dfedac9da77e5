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

/** Collects items and hands them on in batches, one batch at a time. */
export class MessageBatcher<T> {
  constructor(options: MessageBatcherOptions<T>) {
    void options;
  }

  /** How many items wait; those of the batch that is being delivered do not count. */
  get pendingCount(): number {
    return 0;
  }

  /** Takes an item. @throws once `close()` has been called */
  add(item: T): void {
    void item;
  }

  /** Sends what waits; fulfils when all of it has been delivered. */
  flush(): Promise<void> {
    return Promise.resolve();
  }

  /** Drops what waits. */
  clear(): void {}

  /** Takes nothing more; fulfils when all that waited has been delivered. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
