/** Options of a {@link TokenBucket}. */
export interface TokenBucketOptions {
  /** How many tokens it holds at most, and at first. */
  capacity: number;
  /** How many come back in a second. */
  refillPerSecond: number;
  /** The time in milliseconds. @default performance.now */
  now?: () => number;
}

/** Lets a burst through, and an average rate after it. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #refillPerSecond: number;
  readonly #now: () => number;
  // What there was at a time, and that time. They move when tokens are taken, not at each look: what is added up in small
  // steps is rounded in each, and ten tenths make less than one.
  #tokens: number;
  #since: number;
  #lastReading: number;

  constructor({ capacity, refillPerSecond, now = platformClock }: TokenBucketOptions) {
    this.#capacity = checked('capacity', capacity, 1);
    this.#refillPerSecond = checked('refillPerSecond', refillPerSecond, 0);
    if (refillPerSecond === 0) throw new RangeError('Expected `refillPerSecond` to be above 0, got `0`');
    this.#now = checkedFunction('now', now);
    this.#tokens = capacity;
    this.#since = now();
    this.#lastReading = this.#since;
  }

  /** How many tokens there are now. */
  get tokens(): number {
    return this.#tokensAt(this.#read());
  }

  /** Takes `count` tokens if there are as many; otherwise none. */
  tryConsume(count = 1): boolean {
    checked('count', count, 0);
    const time = this.#read();
    const tokens = this.#tokensAt(time);
    if (tokens < count) return false;
    this.#tokens = tokens - count;
    this.#since = time;
    return true;
  }

  /** How many milliseconds until `tryConsume(count)` succeeds. */
  waitTimeMs(count = 1): number {
    checked('count', count, 0);
    if (count > this.#capacity) return Infinity;
    const time = this.#read();
    const tokens = this.#tokensAt(time);
    if (tokens >= count) return 0;
    // Rounded up, and then tried with the very formula that will decide: what is right on paper may come to a hair less
    // than `count` in floating point, and a client that waited as told would be refused.
    let waitMs = Math.ceil(((count - tokens) / this.#refillPerSecond) * 1000);
    while (this.#tokensAt(time + waitMs) < count) waitMs += 1;
    return waitMs;
  }

  #tokensAt(time: number): number {
    const refilled = ((time - this.#since) * this.#refillPerSecond) / 1000;
    return Math.min(this.#capacity, this.#tokens + refilled);
  }

  #read(): number {
    const time = this.#now();
    if (time < this.#lastReading) {
      // The clock was set back. What had come until the last reading stays, and the count goes on from here. Waiting for
      // the old time to come again would stop the bucket for as long as the step was.
      this.#tokens = this.#tokensAt(this.#lastReading);
      this.#since = time;
    }
    this.#lastReading = time;
    return time;
  }
}

/** Options of a {@link SlidingWindowLimiter}. */
export interface SlidingWindowOptions {
  /** How many grants a window holds. */
  limit: number;
  /** The length of the window in milliseconds. */
  windowMs: number;
  /** The time in milliseconds. @default performance.now */
  now?: () => number;
}

/** Never grants more than its limit in any window. */
export class SlidingWindowLimiter {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  /** The times of the last `limit` grants, as a ring: the oldest stands where the next will be written. */
  readonly #grants: number[] = [];
  #next = 0;

  constructor({ limit, windowMs, now = platformClock }: SlidingWindowOptions) {
    this.#limit = checked('limit', limit, 1);
    this.#windowMs = checked('windowMs', windowMs, 0);
    this.#now = checkedFunction('now', now);
  }

  /** Whether one more is granted now. */
  tryConsume(): boolean {
    const time = this.#now();
    if (!this.#allowedAt(time)) return false;
    this.#grants[this.#next] = time;
    this.#next = (this.#next + 1) % this.#limit;
    return true;
  }

  /** How many milliseconds until `tryConsume()` succeeds. */
  waitTimeMs(): number {
    const time = this.#now();
    const oldest = this.#grants[this.#next];
    if (oldest === undefined || this.#allowedAt(time)) return 0;
    let waitMs = Math.ceil(oldest + this.#windowMs - time);
    while (!this.#allowedAt(time + waitMs)) waitMs += 1;
    return waitMs;
  }

  /** A new grant makes `limit + 1` with the last `limit` ones. The oldest of those decides: it must be out by then. */
  #allowedAt(time: number): boolean {
    const oldest = this.#grants[this.#next];
    return oldest === undefined || time - oldest >= this.#windowMs;
  }
}

/** Options of a {@link KeyedLimiter}. */
export interface KeyedLimiterOptions {
  /** Makes the bucket of a new key. */
  create: () => TokenBucket;
  /** How many keys are remembered. @default 10000 */
  maxKeys?: number;
}

/** One bucket for each key. */
export class KeyedLimiter {
  readonly #create: () => TokenBucket;
  readonly #maxKeys: number;
  /** In the order of use: a Map keeps the order in which keys were set. An object would put keys like `7` first. */
  readonly #buckets = new Map<string, TokenBucket>();

  constructor({ create, maxKeys = 10_000 }: KeyedLimiterOptions) {
    this.#create = checkedFunction('create', create);
    this.#maxKeys = checked('maxKeys', maxKeys, 1);
  }

  /** Takes a token from the bucket of this key. */
  tryConsume(key: string): boolean {
    const bucket = this.#buckets.get(key) ?? this.#create();
    // Deleted first, because setting a key that is there leaves it in its place. Granted or not, this was a use: a key
    // that is refused all the time must not be forgotten, or a flood would buy itself a new bucket.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#maxKeys) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    return bucket.tryConsume();
  }
}

/** Looked up at each call, and not bound: whoever replaces the clock for a test replaces this one too. */
function platformClock(): number {
  return performance.now();
}

function checked(name: string, value: number, least: number): number {
  if (typeof value !== 'number') {
    throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\` (${typeof value})`);
  }
  // Put this way round, so that `NaN` is refused too: every comparison with it is false.
  if (!(value >= least)) throw new RangeError(`Expected \`${name}\` to be at least ${least}, got \`${value}\``);
  return value;
}

function checkedFunction<F>(name: string, value: F): F {
  if (typeof value !== 'function') {
    throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
  }
  return value;
}
