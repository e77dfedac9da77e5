import { describe, expect, it, test } from 'vitest';
import { isWithin, sayDetail, sayRange, sayValue, sayValues } from '../../../content/claims/judge.ts';

const BYTES = { unit: 'B' };
/** As it is written: a number and its unit are never parted. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a value', () => {
  it.each([
    [6, true],
    [5.9, false],
    [8, true],
    [8.1, false],
    [Number.NaN, false],
  ])('of %d is within 6 to 8: %s', (value, expected) => {
    expect(isWithin({ holds: { min: 6, max: 8 } }, value)).toBe(expected);
  });

  it('is within what has one end, on its side', () => {
    expect([isWithin({ holds: { min: 6 } }, 1e9), isWithin({ holds: { max: 6 } }, 7)]).toEqual([true, false]);
  });

  it('is told with its unit, which it is not parted from', () => {
    expect(sayValue(BYTES, 6)).toBe('6\u00a0B');
    expect(sayValue({ unit: '' }, 1.234)).toBe('1');
    expect(sayValue({ unit: '', digits: 2 }, 1.234)).toBe('1.23');
  });

  it('has a comma in thousands from five digits: a close code is no amount', () => {
    expect([sayValue({ unit: '' }, 1002), plain(sayValue(BYTES, 65_536))]).toEqual(['1002', '65,536 B']);
  });

  it.each([
    ['connections', '1 connection'],
    ['retries', '1 retry'],
    ['matches', '1 match'],
    ['ms', '1 ms'],
    ['%', '1 %'],
  ])('of one has the unit %s in the singular', (unit, expected) => {
    expect(plain(sayValue({ unit }, 1))).toBe(expected);
    expect(plain(sayValue({ unit }, 2))).toBe(`2 ${unit}`);
  });

  it('of several runs is a range where they differ in what is told', () => {
    expect(plain(sayValues(BYTES, [6, 6, 6]))).toBe('6 B');
    expect(plain(sayValues(BYTES, [7, 5, 6]))).toBe('5 to 7 B');
    expect(plain(sayValues({ unit: 's', digits: 1 }, [1.01, 1.04]))).toBe('1.0 s');
    expect(sayValues(BYTES, [])).toBe('not measured yet');
  });
});

describe('what would be right', () => {
  it.each([
    [{ min: 6, max: 6 }, '6 B'],
    [{ min: 6, max: 8 }, '6 to 8 B'],
    [{ min: 6 }, 'at least 6 B'],
    [{ max: 8 }, 'at most 8 B'],
  ])('for %o is told as %s', (holds, expected) => {
    expect(plain(sayRange({ ...BYTES, holds }))).toBe(expected);
  });
});

test.each([
  [5_242_880, '5,242,880'],
  [1006, '1006'],
  ['QuotaExceededError', 'QuotaExceededError'],
])('what else was counted is told with its thousands parted, and a close code is not: %s', (value, said) => {
  expect(sayDetail(value)).toBe(said);
});
