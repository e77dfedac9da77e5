import { describe, expect, it } from 'vitest';
import { FIGURE_MS, WAITS } from '../../../lib/ui/reconnect-herd/strategies.ts';

const lowest = () => 0;
const highest = () => 1 - 2 ** -30;

describe('the waits', () => {
  it('double up to the cap, and stay there, however many tries there were', () => {
    const waits = [0, 1, 2, 3, 4, 2_000].map((tries) => WAITS.exponential(tries, lowest));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it('are one and the same for a fixed wait', () => {
    expect([0, 5, 50].map((tries) => WAITS.fixed(tries, highest))).toEqual([1_000, 1_000, 1_000]);
  });

  it('exceed the cap where jitter comes after it', () => {
    expect(WAITS['late-jitter'](9, highest)).toBeGreaterThan(FIGURE_MS.cap * 1.24);
    expect(WAITS['late-jitter'](9, lowest)).toBe(FIGURE_MS.cap * 0.75);
  });

  it('lie between nothing and the ceiling with full jitter', () => {
    for (const tries of [0, 3, 9]) {
      expect(WAITS['full-jitter'](tries, lowest)).toBe(0);
      expect(WAITS['full-jitter'](tries, highest)).toBeLessThan(WAITS.exponential(tries, lowest));
      expect(WAITS['full-jitter'](tries, () => 0.5)).toBe(WAITS.exponential(tries, lowest) / 2);
    }
  });
});
