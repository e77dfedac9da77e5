// Mistake: A number of the wrong type is refused with a RangeError, like one out of range.
// Caught by: A wrong argument is refused > a wrong type is a TypeError
export interface TokenBucketOptions {
  capacity: number;
  refillPerSecond: number;
  now?: () => number;
}

export class TokenBucket {
  readonly #capacity: number;
  readonly #refillPerSecond: number;
  readonly #now: () => number;
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

  get tokens(): number {
    return this.#tokensAt(this.#read());
  }

  tryConsume(count = 1): boolean {
    checked('count', count, 0);
    const time = this.#read();
    const tokens = this.#tokensAt(time);
    if (tokens < count) return false;
    this.#tokens = tokens - count;
    this.#since = time;
    return true;
  }

  waitTimeMs(count = 1): number {
    checked('count', count, 0);
    if (count > this.#capacity) return Infinity;
    const time = this.#read();
    const tokens = this.#tokensAt(time);
    if (tokens >= count) return 0;
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
      this.#tokens = this.#tokensAt(this.#lastReading);
      this.#since = time;
    }
    this.#lastReading = time;
    return time;
  }
}

export interface SlidingWindowOptions {
  limit: number;
  windowMs: number;
  now?: () => number;
}

export class SlidingWindowLimiter {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #grants: number[] = [];
  #next = 0;

  constructor({ limit, windowMs, now = platformClock }: SlidingWindowOptions) {
    this.#limit = checked('limit', limit, 1);
    this.#windowMs = checked('windowMs', windowMs, 0);
    this.#now = checkedFunction('now', now);
  }

  tryConsume(): boolean {
    const time = this.#now();
    if (!this.#allowedAt(time)) return false;
    this.#grants[this.#next] = time;
    this.#next = (this.#next + 1) % this.#limit;
    return true;
  }

  waitTimeMs(): number {
    const time = this.#now();
    const oldest = this.#grants[this.#next];
    if (oldest === undefined || this.#allowedAt(time)) return 0;
    let waitMs = Math.ceil(oldest + this.#windowMs - time);
    while (!this.#allowedAt(time + waitMs)) waitMs += 1;
    return waitMs;
  }

  #allowedAt(time: number): boolean {
    const oldest = this.#grants[this.#next];
    return oldest === undefined || time - oldest >= this.#windowMs;
  }
}

export interface KeyedLimiterOptions {
  create: () => TokenBucket;
  maxKeys?: number;
}

export class KeyedLimiter {
  readonly #create: () => TokenBucket;
  readonly #maxKeys: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor({ create, maxKeys = 10_000 }: KeyedLimiterOptions) {
    this.#create = checkedFunction('create', create);
    this.#maxKeys = checked('maxKeys', maxKeys, 1);
  }

  tryConsume(key: string): boolean {
    const bucket = this.#buckets.get(key) ?? this.#create();
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#maxKeys) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    return bucket.tryConsume();
  }
}

function platformClock(): number {
  return performance.now();
}

function checked(name: string, value: number, least: number): number {
  if (typeof value !== 'number' || !(value >= least))
    throw new RangeError(`Expected \`${name}\` to be at least ${least}, got \`${String(value)}\``);
  return value;
}

function checkedFunction<F>(name: string, value: F): F {
  if (typeof value !== 'function') {
    throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
  }
  return value;
}
