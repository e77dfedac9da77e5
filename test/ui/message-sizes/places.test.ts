import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../lib/ui/message-sizes/merge-patch.ts';
import { fromPlaces, shapeOf, toPlaces } from '../../../lib/ui/message-sizes/places.ts';

describe('values in their places', () => {
  it('leave out the keys that all messages have, in lists as well', () => {
    const messages = [
      {
        at: 1,
        list: [
          { id: 1, n: 2 },
          { id: 2, n: 3 },
        ],
      },
      { at: 2, list: [{ n: 5, id: 9 }] },
    ];
    const shape = shapeOf(messages);
    expect(messages.map((message) => toPlaces(message, shape))).toEqual([
      [
        1,
        [
          [1, 2],
          [2, 3],
        ],
      ],
      [2, [[9, 5]]],
    ]);
  });

  it('keep what messages do not have in common', () => {
    const messages = [
      { a: 1, b: { c: 1 } },
      { a: 2, b: 'text' },
    ];
    const shape = shapeOf(messages);
    expect(toPlaces(messages[0] ?? null, shape)).toEqual([1, { c: 1 }]);
    expect(toPlaces({ x: 1 }, shapeOf([{ x: 1 }, { y: 1 }]))).toEqual({ x: 1 });
  });

  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (values) => {
        const messages = JSON.parse(JSON.stringify(values)) as Json[];
        const shape = shapeOf(messages);
        for (const message of messages) expect(fromPlaces(toPlaces(message, shape), shape)).toEqual(message);
      }),
    );
  });

  it('are refused where one is missing', () => {
    expect(() => fromPlaces([1], shapeOf([{ a: 1, b: 2 }]))).toThrow('Expected 2 values in their places, got 1');
  });
});
