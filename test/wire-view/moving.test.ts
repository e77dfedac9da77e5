import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveCursor } from '../../lib/ui/wire/move-cursor.ts';
import { placeOfId, rowWindow, stepTo, topFor } from '../../lib/ui/wire/window.ts';
import { rowsOf, script } from './records.ts';

const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, altKey: false, metaKey: false });
const forty = { length: 40, perRow: 16, page: 2 };

describe('the cursor among bytes', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 39, 39],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 19],
    ['ArrowDown', 30, 39],
    ['ArrowDown', 35, 35],
    ['ArrowUp', 19, 3],
    ['ArrowUp', 3, 3],
    ['Home', 19, 16],
    ['End', 19, 31],
    ['End', 35, 39],
    ['PageDown', 3, 35],
    ['PageUp', 35, 3],
  ])('goes with %s from %i to %i', (name, from, to) => {
    expect(moveCursor(key(name), from, forty)).toBe(to);
  });

  it('goes to either end of all bytes with Ctrl', () => {
    expect(moveCursor(key('Home', true), 20, forty)).toBe(0);
    expect(moveCursor(key('End', true), 20, forty)).toBe(39);
  });

  it('stays among the bytes, whatever is pressed', () => {
    const names = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.boolean())), fc.integer({ min: 1, max: 200 }), (pressed, length) => {
        let at = 0;
        for (const [name, ctrl] of pressed) {
          at = moveCursor(key(name, ctrl), at, { length, perRow: 8, page: 5 }) ?? Number.NaN;
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThan(length);
        }
      }),
    );
  });

  it('leaves other keys alone', () => {
    expect(moveCursor(key('a'), 0, forty)).toBeUndefined();
    expect(moveCursor(key('ArrowDown'), 0, { ...forty, length: 0 })).toBeUndefined();
  });
});

describe('the rows in view', () => {
  it('are all that are seen, and few more', () => {
    const count = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 0, max: 240_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        (rows, top, height) => {
          const { first, end } = rowWindow({ count: rows, rowPx: 24 }, { top, height });
          expect(first).toBeLessThanOrEqual(Math.min(rows, Math.floor(top / 24)));
          expect(end).toBeGreaterThanOrEqual(Math.min(rows, Math.ceil((top + height) / 24)));
          expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 24) + 14);
        },
      ),
    );
  });

  it('are brought into view with the least scrolling', () => {
    const seen = { rowPx: 24, top: 240, height: 240 };
    expect(topFor(12, seen)).toBeUndefined();
    expect(topFor(2, seen)).toBe(48);
    expect(topFor(30, seen)).toBe(31 * 24 - 240);
  });

  it('are gone through with the keys', () => {
    const list = { count: 100, page: 10 };
    const to = (name: string, from: number) => stepTo(name, from, list);
    expect([to('ArrowDown', 99), to('ArrowUp', 0), to('PageDown', 95), to('Home', 50), to('End', 50)]).toEqual([
      99, 0, 99, 0, 99,
    ]);
    expect(to('ArrowDown', -1), 'from where nothing is chosen').toBe(0);
    expect(to('x', 5)).toBeUndefined();
  });
});

it('a row is found by its id, or the next that is left', () => {
  const rows = rowsOf([1, 2, 3, 4].flatMap((connection) => script('polling', connection).opened().records));
  expect(placeOfId(rows, 3)).toBe(2);
  expect(placeOfId([...rows.slice(0, 1), ...rows.slice(2)], 2)).toBe(1);
  expect(placeOfId(rows, 99)).toBe(4);
});
