import type { Limits } from '../options.ts';
import { now } from './exchange.ts';

/**
 * A token bucket: `rateBurst` requests at once, `ratePerSecond` in the long run. One for each TCP connection.
 *
 * Tokens are counted when somebody asks, so a bucket costs two numbers and no timer.
 */
export class Bucket {
  #tokens: number;
  #countedAt: number;
  /**
   * How many were refused lately: each counts one, and time takes `ratePerSecond` of them back. So it stays near 0 for
   * whoever is somewhat too fast, and grows where more than twice the rate keeps coming: a flood shows here.
   */
  refused = 0;

  constructor(limits: Pick<Limits, 'rateBurst'>, now: number) {
    this.#tokens = limits.rateBurst;
    this.#countedAt = now;
  }

  // #region bucket
  /** Takes a token. @returns 0, or the milliseconds until there is one */
  take({ ratePerSecond, rateBurst }: Pick<Limits, 'ratePerSecond' | 'rateBurst'>, now: number): number {
    const earned = (Math.max(0, now - this.#countedAt) / 1000) * ratePerSecond;
    this.#tokens = Math.min(rateBurst, this.#tokens + earned);
    this.refused = Math.max(0, this.refused - earned);
    this.#countedAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    this.refused++;
    return Math.max(1, Math.ceil(((1 - this.#tokens) / ratePerSecond) * 1000));
  }
  // #endregion bucket
}

const BUCKET = Symbol('bucket');

/**
 * The bucket of a connection, made when it is first asked for. That of a TCP connection is the same for its requests and,
 * after an upgrade, for its messages.
 */
export function bucketOf(connection: object & { [BUCKET]?: Bucket }, limits: Pick<Limits, 'rateBurst'>): Bucket {
  return (connection[BUCKET] ??= new Bucket(limits, now()));
}
