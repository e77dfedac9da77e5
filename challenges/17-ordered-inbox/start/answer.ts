/** What an inbox is made from. */
export interface OrderedInboxOptions<T> {
  /**
   * The number that is expected first.
   * @default 1
   */
  next?: number;
  /**
   * How many items may wait for a missing one.
   * @default 1000
   */
  maxBuffered?: number;
  /**
   * How long a gap may stay open before it is reported, in milliseconds.
   * @default 2000
   */
  gapTimeoutMs?: number;
  /** Gets each item once, in order. */
  onDeliver: (item: T, seq: number) => void;
  /** Hears once of each gap that did not close: the first and the last number that are missing. */
  onGap: (from: number, to: number) => void;
}

/** Puts numbered items into order. */
export class OrderedInbox<T> {
  readonly #options: OrderedInboxOptions<T>;

  /**
   * @throws RangeError where a number is negative or not a number
   * @throws TypeError where an option is of the wrong type
   */
  constructor(options: OrderedInboxOptions<T>) {
    this.#options = options;
  }

  /** How many items wait for a missing one. */
  get buffered(): number {
    return 0;
  }

  /** Takes an item, whenever it comes. */
  receive(_seq: number, _item: T): void {}

  /** Gives up what is missing before `seq` and goes on with it. */
  skipTo(_seq: number): void {}

  /** Ends the timer. */
  dispose(): void {}
}
