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
  /** @throws {RangeError} a limit that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(_options: OfflineQueueOptions<T>) {}

  /** How many entries are not delivered yet. */
  get size(): number {
    return 0;
  }

  /** Puts something at the end, and into the storage. Gives its id. @throws what the storage throws */
  enqueue(_body: T): string {
    return '';
  }

  /** Tells whether there is a network. */
  setOnline(_isOnline: boolean): void {}

  /** Fulfils when nothing is left, or when being offline stops it. */
  flush(): Promise<void> {
    return Promise.resolve();
  }

  on(_event: 'sent' | 'failed', _handler: QueueHandler<T>): void {}
}
