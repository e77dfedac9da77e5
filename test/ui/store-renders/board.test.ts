import { describe, expect, it } from 'vitest';
import { applyTicks, EMPTY_BOARD, LATEST, ROWS, tickAt } from '../../../lib/ui/store-renders/board.ts';

describe('applyTicks', () => {
  it('sets the rows of the events, and lists the newest first', () => {
    const board = applyTicks(EMPTY_BOARD, [tickAt(8), tickAt(9), tickAt(10), tickAt(17)]);
    expect(board.newest).toEqual({ ...EMPTY_BOARD.newest, A: 8, B: 17, C: 10 });
    expect(board.latest.map(({ seq }) => seq)).toEqual([17, 10, 9]);
    expect(board.latest.length).toBe(LATEST);
  });

  it('hands out new objects for what changed, and the same for what did not', () => {
    const before = applyTicks(EMPTY_BOARD, [tickAt(1)]);
    const after = applyTicks(before, [tickAt(2)]);
    expect(after).not.toBe(before);
    expect(after.newest).not.toBe(before.newest);
    expect(after.title).toBe(before.title);
    expect(before.newest.C).toBe(0);
    expect(applyTicks(after, [])).toBe(after);
  });

  it('lets the rows take turns', () => {
    expect(ROWS.map((_, index) => tickAt(index + 8).row)).toEqual([...ROWS]);
  });
});
