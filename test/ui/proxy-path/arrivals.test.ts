import { describe, expect, it } from 'vitest';
import { awayMs, countPieces } from '../../../lib/ui/proxy-path/arrivals.ts';

describe('the pieces in which events came', () => {
  it('are as many as the events where each came for itself', () => {
    expect(countPieces([100, 200, 300])).toEqual({ count: 3, largest: 1, longestMs: 100 });
  });

  it('hold what came together, however long the whole piece took', () => {
    expect(countPieces([2_000, 2_010, 2_040, 5_000, 5_000])).toEqual({ count: 2, largest: 3, longestMs: 2_960 });
  });

  it('are none where nothing came', () => {
    expect(countPieces([])).toEqual({ count: 0, largest: 0, longestMs: 0 });
  });

  it('keep apart what came just after the time that counts as together', () => {
    expect(countPieces([0, 30, 61]).count).toBe(2);
  });
});

describe('how long a reader was away', () => {
  it('is added up, with what lasts until now', () => {
    const absences = [
      { from: 1_000, to: 1_500, reason: 'a' },
      { from: 4_000, to: undefined, reason: 'b' },
    ];
    expect(awayMs(absences, 4_250)).toBe(750);
  });

  it('is nothing for one that was never cut off', () => {
    expect(awayMs([], 9_000)).toBe(0);
  });
});
