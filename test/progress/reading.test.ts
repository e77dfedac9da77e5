import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReading, mergeReading } from '../../lib/progress/reading-merge.ts';
import { type LessonReading, NOT_READ, type Reading, readReading, stateOf } from '../../lib/progress/reading.ts';

const id = fc.constantFrom('a', 'recap', 'constructor');
const time = fc.integer({ min: 1, max: 20 });
const times = fc.dictionary(id, time, { maxKeys: 3 });
const lesson: fc.Arbitrary<LessonReading> = fc.record({
  since: fc.integer({ min: 0, max: 10 }),
  readAt: fc.integer({ min: 0, max: 20 }),
  place: fc.record({ id, title: fc.constantFrom('A', 'B'), at: fc.integer({ min: 0, max: 20 }) }),
  seen: times,
  answered: times,
});
/** As they come out of a browser: what was forgotten is not in them. */
const reading: fc.Arbitrary<Reading> = fc
  .dictionary(fc.constantFrom('polling', 'constructor'), lesson, { maxKeys: 2 })
  .map((lessons) => mergeReading({}, lessons));

function same(a: Reading, b: Reading): void {
  expect(formatReading(a)).toBe(formatReading(b));
}

describe('mergeReading', () => {
  it('does not depend on who merges with whom, in which order, how often', () => {
    fc.assert(
      fc.property(reading, reading, reading, (a, b, c) => {
        same(mergeReading(a, b), mergeReading(b, a));
        same(mergeReading(mergeReading(a, b), c), mergeReading(a, mergeReading(b, c)));
        same(mergeReading(a, a), a);
      }),
    );
  });

  it('keeps the latest time of a section, so that forgetting the first does not take the second away', () => {
    const at = (when: number): Reading => ({ x: { ...NOT_READ, seen: { a: when } } });
    const forgotten: Reading = { x: { ...NOT_READ, since: 1 } };
    expect(mergeReading(mergeReading(at(1), at(2)), forgotten).x?.seen).toEqual({ a: 2 });
    expect(mergeReading(at(1), mergeReading(at(2), forgotten)).x?.seen).toEqual({ a: 2 });
  });

  it('forgets what is older than the word that it is forgotten, and keeps what came after', () => {
    const read = { x: { ...NOT_READ, readAt: 5, seen: { a: 3, b: 9 }, place: { id: 'a', title: 'A', at: 4 } } };
    const merged = mergeReading(read, { x: { ...NOT_READ, since: 6 } });
    expect(merged.x).toEqual({ ...NOT_READ, since: 6, seen: { b: 9 } });
    expect(stateOf(merged.x)).toBe('begun');
  });
});

describe('readReading', () => {
  it('reads what was written', () => {
    fc.assert(fc.property(reading, (kept) => void same(readReading(formatReading(kept)) ?? {}, kept)));
  });

  it('makes something of any text, and throws at none', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(readReading(text)).toBeDefined()));
    fc.assert(fc.property(fc.jsonValue(), (value) => void readReading(JSON.stringify({ version: 1, lessons: value }))));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void readReading(JSON.stringify({ version: 1, lessons: { a: value } }))),
    );
  });

  it('leaves out what is wrong, and keeps the rest', () => {
    const text = JSON.stringify({
      version: 1,
      lessons: {
        closing: { since: 'x', readAt: -1, place: { id: '<b>', title: 1 }, seen: { recap: 7, 'A b': 2, b: 'x' } },
        '../x': { readAt: 1 },
      },
    });
    expect(readReading(text)).toEqual({ closing: { ...NOT_READ, seen: { recap: 7 } } });
  });

  it('does not take for its own what a later version wrote', () => {
    expect(readReading('{"version":2,"lessons":{}}')).toBeUndefined();
  });
});
