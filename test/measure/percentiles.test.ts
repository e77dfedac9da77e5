import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSamples, percentile } from '../../lib/measure/percentiles.ts';

describe('percentiles', () => {
  it('takes the nearest rank, so that the answer is one of the samples', () => {
    expect(percentile([15, 20, 35, 40, 50], 50)).toBe(35);
    expect(percentile([15, 20, 35, 40, 50], 95)).toBe(50);
    expect(percentile([7], 1)).toBe(7);
    expect(percentile([], 50)).toBeUndefined();
  });

  it('is the smallest sample that at least so many per cent do not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const sorted = [...values].sort((a, b) => a - b);
          const found = percentile(sorted, percent) ?? Number.NaN;
          const covered = (limit: number) => sorted.filter((value) => value <= limit).length;
          expect(covered(found) * 100).toBeGreaterThanOrEqual(percent * sorted.length - 1e-9);
          const below = sorted.filter((value) => value < found).length;
          expect(below * 100).toBeLessThan(percent * sorted.length);
        },
      ),
    );
  });

  it('looks only at the window, and remembers the largest of the lifetime', () => {
    const samples = createSamples({ windowMs: 100 });
    samples.add(500, 0);
    samples.add(1, 150);
    samples.add(3, 200);
    expect(samples.summary(210)).toEqual({ count: 2, p50: 1, p95: 3, max: 3, lifetimeMax: 500, lifetimeCount: 3 });
    expect(samples.summary(1000)).toMatchObject({ count: 0, p50: undefined, max: undefined, lifetimeMax: 500 });
  });

  it('keeps the newest samples when there are more than it may hold', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.integer({ min: 1, max: 8 }), (values, capacity) => {
        const samples = createSamples({ capacity });
        values.forEach((value, at) => samples.add(value, at));
        const kept = values.slice(-capacity);
        expect(samples.recent(100)).toEqual(kept);
        expect(samples.recent(2)).toEqual(kept.slice(-2));
        expect(samples.summary(values.length).count).toBe(kept.length);
      }),
    );
  });

  it('forgets everything when it is cleared', () => {
    const samples = createSamples();
    samples.add(1, 1);
    samples.clear();
    expect(samples.summary(1)).toMatchObject({ count: 0, lifetimeCount: 0, lifetimeMax: undefined });
    expect(samples.recent(5)).toEqual([]);
  });

  it('refuses a capacity that is no whole number from 1', () => {
    expect(() => createSamples({ capacity: 0 })).toThrow('Expected `capacity` to be a whole number from 1, got 0');
    expect(() => createSamples({ capacity: 1.5 })).toThrow(RangeError);
  });
});
