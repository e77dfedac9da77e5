// Mistake: The timer of a gap that closed goes on running for the next one.
// Caught by: The time of a gap runs from when it is the first > the second starts when the first closes
export interface OrderedInboxOptions<T> {
  next?: number;
  maxBuffered?: number;
  gapTimeoutMs?: number;
  onDeliver: (item: T, seq: number) => void;
  onGap: (from: number, to: number) => void;
}

interface Held<T> {
  seq: number;
  item: T;
}

export class OrderedInbox<T> {
  readonly #maxBuffered: number;
  readonly #gapTimeoutMs: number;
  readonly #onDeliver: (item: T, seq: number) => void;
  readonly #onGap: (from: number, to: number) => void;
  readonly #held: Held<T>[] = [];
  #next: number;
  #gapEnd: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor({ next = 1, maxBuffered = 1000, gapTimeoutMs = 2000, onDeliver, onGap }: OrderedInboxOptions<T>) {
    checkNumber('next', next);
    checkNumber('maxBuffered', maxBuffered);
    checkNumber('gapTimeoutMs', gapTimeoutMs);
    checkFunction('onDeliver', onDeliver);
    checkFunction('onGap', onGap);
    this.#next = next;
    this.#gapEnd = next - 1;
    this.#maxBuffered = maxBuffered;
    this.#gapTimeoutMs = gapTimeoutMs;
    this.#onDeliver = onDeliver;
    this.#onGap = onGap;
  }

  get buffered(): number {
    return this.#held.length;
  }

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

  skipTo(seq: number): void {
    if (this.#disposed || seq <= this.#next) return;
    this.#next = seq;
    const kept = this.#held.findIndex((held) => held.seq >= seq);
    this.#held.splice(0, kept === -1 ? this.#held.length : kept);
    this.#deliver();
    this.#watch();
  }

  dispose(): void {
    this.#disposed = true;
    this.#held.length = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #hold(seq: number, item: T): boolean {
    const index = this.#held.findLastIndex((held) => held.seq <= seq);
    if (this.#held[index]?.seq === seq) return false;
    this.#held.splice(index + 1, 0, { seq, item });
    return true;
  }

  #deliver(): void {
    for (let first = this.#held[0]; first?.seq === this.#next; first = this.#held[0]) {
      this.#held.shift();
      this.#next += 1;
      this.#onDeliver(first.item, first.seq);
    }
  }

  #watch(): void {
    if (this.#next <= this.#gapEnd || this.#disposed) return;
    const [first] = this.#held;
    if (first === undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#gapEnd = first.seq - 1;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#report(), this.#gapTimeoutMs);
  }

  #report(): void {
    const [first] = this.#held;
    if (this.#timer === undefined || first === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onGap(this.#next, first.seq - 1);
  }
}

function checkNumber(name: string, value: unknown): void {
  if (typeof value !== 'number') {
    throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\` (${typeof value})`);
  }
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`Expected \`${name}\` to be finite and at least 0, got \`${value}\``);
  }
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') {
    throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
  }
}
