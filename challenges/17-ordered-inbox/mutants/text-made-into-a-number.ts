// Mistake: A number that is given as text is converted in silence.
// Caught by: Wrong options are refused > by the constructor
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

interface Held<T> {
  seq: number;
  item: T;
}

/**
 * Puts numbered items into order.
 *
 * One number, `#next`, stands for everything that is done: what is below it is old, whether it was delivered or
 * skipped. What is above it waits in a sorted list, so that the lowest (does it fit now?) and the highest (which one
 * goes?) are at the ends.
 */
export class OrderedInbox<T> {
  readonly #maxBuffered: number;
  readonly #gapTimeoutMs: number;
  readonly #onDeliver: (item: T, seq: number) => void;
  readonly #onGap: (from: number, to: number) => void;
  readonly #held: Held<T>[] = [];
  #next: number;
  /** The end of the first gap: of the one whose time runs, or that was reported. Below `#next` where there is none. */
  #gapEnd: number;
  /** Runs for the first gap as long as it is not reported. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /**
   * @throws RangeError where a number is negative or not a number
   * @throws TypeError where a callback is no function
   */
  constructor({ next = 1, maxBuffered = 1000, gapTimeoutMs = 2000, onDeliver, onGap }: OrderedInboxOptions<T>) {
    checkFunction('onDeliver', onDeliver);
    checkFunction('onGap', onGap);
    this.#next = toNumber('next', next);
    this.#gapEnd = this.#next - 1;
    this.#maxBuffered = toNumber('maxBuffered', maxBuffered);
    this.#gapTimeoutMs = toNumber('gapTimeoutMs', gapTimeoutMs);
    this.#onDeliver = onDeliver;
    this.#onGap = onGap;
  }

  /** How many items wait for a missing one. */
  get buffered(): number {
    return this.#held.length;
  }

  /** Takes an item, whenever it comes. */
  receive(seq: number, item: T): void {
    if (this.#disposed || seq < this.#next || !this.#hold(seq, item)) return;
    this.#deliver();
    this.#watch();
    if (this.#held.length <= this.#maxBuffered) return;
    try {
      this.#report();
    } finally {
      if (this.#held.length > this.#maxBuffered) this.#held.pop();
    }
  }

  /** Gives up what is missing before `seq` and goes on with it. Never goes back. */
  skipTo(seq: number): void {
    if (this.#disposed || seq <= this.#next) return;
    this.#next = seq;
    const kept = this.#held.findIndex((held) => held.seq >= seq);
    this.#held.splice(0, kept === -1 ? this.#held.length : kept);
    this.#deliver();
    this.#watch();
  }

  /** Ends the timer. What is held is forgotten, and nothing is called any more. */
  dispose(): void {
    this.#disposed = true;
    this.#held.length = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /**
   * Puts an item into its place, unless one of that number is there. Mostly the place is at the end: look from there.
   */
  #hold(seq: number, item: T): boolean {
    const index = this.#held.findLastIndex((held) => held.seq <= seq);
    if (this.#held[index]?.seq === seq) return false;
    this.#held.splice(index + 1, 0, { seq, item });
    return true;
  }

  /** Hands over what fits. Both ends are read anew each time round: the handler may call any method of this inbox. */
  #deliver(): void {
    for (let first = this.#held[0]; first?.seq === this.#next; first = this.#held[0]) {
      this.#held.shift();
      this.#next += 1;
      this.#onDeliver(first.item, first.seq);
    }
  }

  /** Starts the time of a gap that has become the first. A gap that shrinks or is split is still the same one. */
  #watch(): void {
    if (this.#next <= this.#gapEnd || this.#disposed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [first] = this.#held;
    if (first === undefined) return;
    this.#gapEnd = first.seq - 1;
    this.#timer = setTimeout(() => this.#report(), this.#gapTimeoutMs);
  }

  /** Tells of the first gap, unless it was told of: then no timer runs. */
  #report(): void {
    const [first] = this.#held;
    if (this.#timer === undefined || first === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#gapEnd = first.seq - 1;
    this.#onGap(this.#next, this.#gapEnd);
  }
}

function toNumber(name: string, value: unknown): number {
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new RangeError(`Expected \`${name}\` to be finite and at least 0, got \`${String(value)}\``);
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') {
    throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
  }
}
