import { describe, expect, it } from 'vitest';
import { BATCH, dropPoints } from '../../../lib/ui/delivery-ledger/ledger-run.ts';
import { countLog, numberOf } from '../../../lib/ui/delivery-ledger/reading.ts';

const kinds = (numbers: readonly number[], count: number) => countLog(numbers, count).order.map(({ kind }) => kind);

describe('countLog', () => {
  it('finds nothing wrong with a batch that is complete and in order', () => {
    expect(countLog([1, 2, 3], 3)).toMatchObject({ entries: 3, lost: 0, doubled: 0, reordered: 0 });
  });

  it('counts what has no entry as lost, also at the end', () => {
    expect(countLog([1, 3], 5)).toMatchObject({ entries: 2, lost: 3, doubled: 0, reordered: 0 });
    expect(countLog([], 5).lost).toBe(5);
  });

  it('counts each further entry of a message as doubled, and as nothing else', () => {
    expect(countLog([1, 2, 2, 3, 1, 2], 3)).toMatchObject({ entries: 6, lost: 0, doubled: 3, reordered: 0 });
    expect(kinds([1, 2, 2, 3], 3)).toEqual(['next', 'next', 'again', 'next']);
  });

  it('counts a message as out of order whose first entry comes after a higher number', () => {
    expect(countLog([1, 4, 2, 3], 4)).toMatchObject({ entries: 4, lost: 0, doubled: 0, reordered: 2 });
    expect(kinds([1, 4, 2, 3, 4], 4)).toEqual(['next', 'next', 'late', 'late', 'again']);
  });
});

describe('numberOf', () => {
  const event = { topic: 'a', seq: 1, at: 0 };

  it('reads the number of a message, and of nothing else', () => {
    expect(numberOf({ ...event, type: 'note', data: { n: 7 } })).toBe(7);
    expect(numberOf({ ...event, type: 'end', data: { n: 7 } })).toBeUndefined();
    expect(numberOf({ ...event, type: 'note', data: null })).toBeUndefined();
    expect(numberOf({ ...event, type: 'note', data: { n: '7' } })).toBeUndefined();
  });
});

describe('dropPoints', () => {
  it('are as many as asked for, each another message, and none at the edges of the batch', () => {
    for (const random of [() => 0, () => 0.5, () => 1 - 2 ** -30]) {
      const points = dropPoints(6, random);
      expect(new Set(points).size).toBe(6);
      expect(Math.min(...points)).toBeGreaterThan(5);
      expect(Math.max(...points)).toBeLessThan(BATCH - 3);
    }
  });
});
