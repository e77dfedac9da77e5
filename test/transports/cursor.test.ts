import { describe, expect, it } from 'vitest';
import { createCursor } from '../../lib/transports/cursor.ts';

const bounds = (oldest: number, newest: number, log: string) => ({ topic: 't', oldest, newest, log });

describe('cursor', () => {
  it('knows nothing before the first answer, and then begins at the newest', () => {
    const cursor = createCursor({});
    expect(cursor.position()).toEqual({});
    expect(cursor.meet(bounds(1, 7, 'a'))).toBeUndefined();
    expect(cursor.position()).toEqual({ after: 7, log: 'a' });
  });

  it('keeps a position that it was given when it learns which log it is', () => {
    const cursor = createCursor({ after: 3 });
    expect(cursor.meet(bounds(1, 7, 'a'))).toBeUndefined();
    expect(cursor.position()).toEqual({ after: 3, log: 'a' });
  });

  it('lets each event through once and moves with it', () => {
    const cursor = createCursor({ after: 3 });
    expect([3, 4, 4, 6, 5].map(cursor.take)).toEqual([false, true, false, true, false]);
    expect(cursor.position()).toEqual({ after: 6 });
  });

  it('goes before the oldest event of another log, wherever the old position was', () => {
    for (const after of [0, 5, 100]) {
      const cursor = createCursor({ after, log: 'a' });
      expect(cursor.meet(bounds(4, 20, 'b'))).toEqual({ ...bounds(4, 20, 'b'), cause: 'log' });
      expect(cursor.position()).toEqual({ after: 3, log: 'b' });
      expect(cursor.meet(bounds(4, 21, 'b')), 'the same log is met once').toBeUndefined();
    }
  });

  it('goes to the newest where the position cannot be served', () => {
    const cursor = createCursor({ after: 2, log: 'a' });
    expect(cursor.skip({ topic: 't', oldest: 50, newest: 60 })).toEqual({ ...bounds(50, 60, 'a'), cause: 'gap' });
    expect(cursor.position()).toEqual({ after: 60, log: 'a' });
  });
});
