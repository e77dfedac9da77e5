import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bucket, bucketOf } from '../../../servers/http/bucket.ts';

const LIMITS = { ratePerSecond: 100, rateBurst: 200 };

/** Takes `count` tokens at one time. @returns how many there were */
const takeAll = (bucket: Bucket, count: number, now: number) =>
  Array.from({ length: count }, () => bucket.take(LIMITS, now)).filter((waitMs) => waitMs === 0).length;

describe('a bucket', () => {
  it('lets the burst through and not one more, and says how long to wait', () => {
    const bucket = new Bucket(LIMITS, 0);
    expect(takeAll(bucket, 200, 0)).toBe(200);
    expect(bucket.take(LIMITS, 0)).toBe(10);
    expect(bucket.take(LIMITS, 4)).toBe(6);
    expect(bucket.take(LIMITS, 10)).toBe(0);
  });

  it('fills up at the rate, and never over the burst', () => {
    const bucket = new Bucket(LIMITS, 0);
    takeAll(bucket, 200, 0);
    expect(takeAll(bucket, 1000, 500)).toBe(50);
    expect(takeAll(bucket, 1000, 3_600_000)).toBe(200);
  });

  it('counts what it refused in a row', () => {
    const bucket = new Bucket(LIMITS, 0);
    takeAll(bucket, 203, 0);
    expect(bucket.refused).toBe(3);
    bucket.take(LIMITS, 1000);
    expect(bucket.refused).toBe(0);
  });

  it('is not refilled by a clock that steps back', () => {
    const bucket = new Bucket(LIMITS, 1000);
    takeAll(bucket, 200, 1000);
    expect(bucket.take(LIMITS, 0)).toBeGreaterThan(0);
  });

  it('lets through the burst and the rate at most, however the requests are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 500 }), (gaps) => {
        const bucket = new Bucket(LIMITS, 0);
        let now = 0;
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          if (bucket.take(LIMITS, now) === 0) passed++;
        }
        expect(passed).toBeLessThanOrEqual(LIMITS.rateBurst + (now / 1000) * LIMITS.ratePerSecond + 1e-6);
        expect(passed).toBeGreaterThanOrEqual(Math.min(gaps.length, LIMITS.rateBurst));
      }),
    );
  });

  it('is one for each connection', () => {
    const [one, other] = [{}, {}];
    expect(bucketOf(one, LIMITS)).toBe(bucketOf(one, LIMITS));
    expect(bucketOf(one, LIMITS)).not.toBe(bucketOf(other, LIMITS));
  });
});
