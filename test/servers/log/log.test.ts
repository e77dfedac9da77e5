import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate } from '../../../servers/log/log.ts';

const BOUNDS = { topic: 't', oldest: 5, newest: 9, log: 'mine' };

describe('locate', () => {
  it('begins with the next event where no position is named', () => {
    expect(locate(BOUNDS, {})).toEqual({ after: 9, isReset: false });
    expect(locate(BOUNDS, { log: 'another' })).toEqual({ after: 9, isReset: false });
  });

  it.each([4, 5, 9])('goes on from %i, which is the position before the oldest or one that is kept', (after) => {
    expect(locate(BOUNDS, { after })).toEqual({ after, isReset: false });
    expect(locate(BOUNDS, { after, log: 'mine' })).toEqual({ after, isReset: false });
  });

  it.each([0, 3, 10, Number.MAX_SAFE_INTEGER])('resets at %i, which is older or newer than what is kept', (after) => {
    expect(locate(BOUNDS, { after })).toEqual({ after: 9, isReset: true });
  });

  it('resets at a position of another log, also where its number would do', () => {
    expect(locate(BOUNDS, { after: 7, log: 'another' })).toEqual({ after: 9, isReset: true });
  });

  it('serves exactly one position of an empty topic', () => {
    const empty = { topic: 't', oldest: 1, newest: 0, log: 'mine' };
    expect(locate(empty, { after: 0 })).toEqual({ after: 0, isReset: false });
    expect(locate(empty, { after: 1 })).toEqual({ after: 0, isReset: true });
  });

  it('always answers with a position from which the next event can be read', () => {
    const position = fc.nat(50);
    fc.assert(
      fc.property(position, position, fc.option(position, { nil: undefined }), (a, b, after) => {
        const bounds = { topic: 't', oldest: Math.min(a, b) + 1, newest: Math.max(a, b), log: 'mine' };
        const place = locate(bounds, { after });
        expect(place.after).toBeGreaterThanOrEqual(bounds.oldest - 1);
        expect(place.after).toBeLessThanOrEqual(bounds.newest);
        if (!place.isReset) expect(place.after).toBe(after ?? bounds.newest);
      }),
    );
  });
});
