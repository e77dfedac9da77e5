/** What a broadcaster needs of a client; a WebSocket has it. */
export interface BroadcastClient {
  send: (text: string) => void;
  /** Bytes that were handed to the client and are not on their way yet. */
  readonly bufferedAmount: number;
  close: (code: number, reason: string) => void;
}

/** What happens to a message that a client has no room for. */
export type OverflowPolicy = 'drop-oldest' | 'latest' | 'disconnect';

/** What a broadcaster is made from. */
export interface BroadcasterOptions<T> {
  /** Makes the text that is sent. */
  encode: (item: T) => string;
  /**
   * How many bytes may wait in a client, and how many in its queue here.
   * @default 65536
   */
  highWaterBytes?: number;
  policy: OverflowPolicy;
}

/** What has happened so far, over all clients. */
export interface BroadcasterStats {
  sent: number;
  dropped: number;
  disconnected: number;
}

/** Sends messages to many clients, none of which may hold up another. */
export class Broadcaster<T> {
  readonly #options: BroadcasterOptions<T>;

  /**
   * @throws RangeError where `highWaterBytes` is negative or not a number
   * @throws TypeError where an option is of the wrong type
   */
  constructor(options: BroadcasterOptions<T>) {
    this.#options = options;
  }

  get stats(): BroadcasterStats {
    return { sent: 0, dropped: 0, disconnected: 0 };
  }

  /** Takes a client in. Returns a function that takes it out again. */
  add(_client: BroadcastClient): () => void {
    return () => {};
  }

  /** Sends an item to every client, or does with it what the policy says. */
  broadcast(_item: T): void {}

  /** Sends what waits and fits now. */
  drain(): void {}
}
