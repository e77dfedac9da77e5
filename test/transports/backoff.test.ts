import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKOFF_MS, createBackoff } from '../../lib/transports/backoff.ts';

const almostOne = 1 - Number.EPSILON;

describe('backoff', () => {
  it('doubles its ceiling with each try, and never goes over the cap', () => {
    const backoff = createBackoff(() => almostOne);
    const waits = Array.from({ length: 9 }, () => Math.round(backoff.next()));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(backoff.attempts).toBe(9);
  });

  it('spreads every wait from zero to its ceiling, also at the cap', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: almostOne, noNaN: true }), fc.nat(2000), (random, tries) => {
        const backoff = createBackoff(() => random);
        let wait = 0;
        for (let index = 0; index <= tries; index++) wait = backoff.next();
        const ceiling = Math.min(BACKOFF_MS.cap, BACKOFF_MS.base * 2 ** tries);
        expect(wait).toBeCloseTo(random * ceiling);
      }),
    );
  });

  it('begins anew after a reset', () => {
    const backoff = createBackoff(() => almostOne);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(Math.round(backoff.next())).toBe(500);
  });

  it('never comes back before the time that the server asked for, and not all at once after it', () => {
    expect(createBackoff(() => 0).next(7000)).toBe(7000);
    expect(createBackoff(() => 0.5).next(7000)).toBe(7250);
    expect(createBackoff(() => 0).next(Number.MAX_SAFE_INTEGER)).toBe(24 * 60 * 60 * 1000);
    expect(createBackoff(() => 0).next(-5)).toBe(0);
  });

  it('takes the first ceiling from a server that names one', () => {
    const backoff = createBackoff(() => almostOne);
    backoff.setBase(3000);
    expect(Math.round(backoff.next())).toBe(3000);
    backoff.setBase(1e9);
    expect(Math.round(backoff.next())).toBe(BACKOFF_MS.cap);
  });
});
