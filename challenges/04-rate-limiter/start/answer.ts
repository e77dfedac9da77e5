/** Options of a {@link TokenBucket}. */
export interface TokenBucketOptions {
  /** How many tokens it holds at most, and at first. */
  capacity: number;
  /** How many come back in a second. */
  refillPerSecond: number;
  /** The time in milliseconds. @default the platform's clock */
  now?: () => number;
}

/** Lets a burst through, and an average rate after it. */
export class TokenBucket {
  constructor(options: TokenBucketOptions) {
    void options;
  }

  /** How many tokens there are now. */
  get tokens(): number {
    return 0;
  }

  /** Takes `count` tokens if there are as many; otherwise none. */
  tryConsume(count = 1): boolean {
    void count;
    return false;
  }

  /** How many milliseconds until `tryConsume(count)` succeeds. */
  waitTimeMs(count = 1): number {
    void count;
    return NaN;
  }
}

/** Options of a {@link SlidingWindowLimiter}. */
export interface SlidingWindowOptions {
  /** How many grants a window holds. */
  limit: number;
  /** The length of the window in milliseconds. */
  windowMs: number;
  /** The time in milliseconds. @default the platform's clock */
  now?: () => number;
}

/** Never grants more than its limit in any window. */
export class SlidingWindowLimiter {
  constructor(options: SlidingWindowOptions) {
    void options;
  }

  /** Whether one more is granted now. */
  tryConsume(): boolean {
    return false;
  }

  /** How many milliseconds until `tryConsume()` succeeds. */
  waitTimeMs(): number {
    return NaN;
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
  constructor(options: KeyedLimiterOptions) {
    void options;
  }

  /** Takes a token from the bucket of this key. */
  tryConsume(key: string): boolean {
    void key;
    return false;
  }
}
