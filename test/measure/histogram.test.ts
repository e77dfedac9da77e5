import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf, MAX_BINS, peakWithin } from '../../lib/measure/histogram.ts';

test('a value on an edge belongs to the bin that begins there', () => {
  expect(histogramOf([0, 99, 100, 199.9, 200, 450], 100)).toEqual({ binWidth: 100, bins: [2, 2, 1, 0, 1] });
});

test('nothing makes no bins', () => {
  expect(histogramOf([], 100).bins).toEqual([]);
  expect(peakWithin([], 100)).toBe(0);
});

test('every value is in a bin, however far out it lies', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e12, noNaN: true })), (values) => {
      const { bins } = histogramOf(values, 100);
      expect(bins.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(bins.length).toBeLessThanOrEqual(MAX_BINS);
    }),
  );
});

test('the peak is that of any stretch, not of the bins', () => {
  expect(peakWithin([90, 95, 105, 110, 300], 100)).toBe(4);
  expect(peakWithin([0, 100, 200], 100)).toBe(1);
  expect(peakWithin([110, 90, 300, 95, 105], 100)).toBe(4);
});

test('the peak is what counting around every value finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 })), fc.integer({ min: 1, max: 300 }), (values, width) => {
      const counted = values.map((from) => values.filter((value) => value >= from && value < from + width).length);
      expect(peakWithin(values, width)).toBe(Math.max(0, ...counted));
    }),
  );
});

test('a width that is none is refused', () => {
  expect(() => histogramOf([1], 0)).toThrow(RangeError);
  expect(() => histogramOf([1], Number.NaN)).toThrow(RangeError);
});
