import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRing } from '../../lib/ui/lane/ring.ts';

describe('a ring of rows', () => {
  it('keeps the newest rows, whatever was added before, and addresses them by a number that never changes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 200 }), (values) => {
        const ring = createRing<'at'>(16, ['at']);
        values.forEach((value, index) => expect(ring.push({ at: value })).toBe(index));
        expect([ring.first, ring.next]).toEqual([Math.max(0, values.length - 16), values.length]);
        const kept = Array.from({ length: ring.next - ring.first }, (_, index) => ring.get('at', ring.first + index));
        expect(kept).toEqual(values.slice(-16));
      }),
    );
  });

  it('knows nothing of rows that have given way, and does not change them', () => {
    const ring = createRing<'at' | 'to'>(2, ['at', 'to']);
    for (const at of [1, 2, 3]) ring.push({ at });
    expect(ring.get('at', 0)).toBeNaN();
    expect(ring.get('at', 3)).toBeNaN();
    expect(ring.set('to', 0, 9)).toBe(false);
    expect(ring.get('to', 2)).toBeNaN();
    expect(ring.set('to', 2, 9)).toBe(true);
    expect(ring.get('to', 2)).toBe(9);
  });

  it('finds the first row at or after a moment, as a plain search does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 40 }), fc.nat(60), (steps, wanted) => {
        const ring = createRing<'at'>(16, ['at']);
        const rising = steps.toSorted((a, b) => a - b);
        for (const at of rising) ring.push({ at });
        const plain = rising.findIndex((at, index) => index >= ring.first && at >= wanted);
        expect(ring.search('at', wanted)).toBe(plain === -1 ? ring.next : plain);
      }),
    );
  });

  it('takes a power of two for its capacity and nothing else', () => {
    for (const capacity of [0, 3, 12]) expect(() => createRing(capacity, ['at'])).toThrow(RangeError);
  });
});
