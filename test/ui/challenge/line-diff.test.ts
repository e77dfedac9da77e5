import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffLine, diffLines } from '../../../lib/ui/challenge/line-diff.ts';

const show = (lines: readonly DiffLine[]): string[] =>
  lines.map(({ kind, text }) => `${{ same: ' ', expected: '-', actual: '+' }[kind]}${text}`);

describe('diffLines', () => {
  it('shows what both texts share once, and what differs on its side', () => {
    expect(show(diffLines('[\n  "a",\n  "b",\n]', '[\n  "a",\n  "c",\n]'))).toEqual([
      ' [',
      '   "a",',
      '-  "b",',
      '+  "c",',
      ' ]',
    ]);
  });

  it('finds a line that is there in one of them only', () => {
    expect(show(diffLines('a\nb\nc', 'a\nc'))).toEqual([' a', '-b', ' c']);
    expect(show(diffLines('a\nc', 'a\nb\nc'))).toEqual([' a', '+b', ' c']);
  });

  it('numbers its lines', () => {
    expect(diffLines('a', 'b').map(({ number }) => number)).toEqual([0, 1]);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
      .map((it) => it.join('\n'));
    fc.assert(
      fc.property(text, text, (expected, actual) => {
        const lines = diffLines(expected, actual);
        const side = (kind: DiffLine['kind']) =>
          lines
            .filter((line) => line.kind === 'same' || line.kind === kind)
            .map((line) => line.text)
            .join('\n');
        expect(side('expected')).toBe(expected);
        expect(side('actual')).toBe(actual);
      }),
    );
  });

  it('puts texts one after the other where a comparison would take too long', () => {
    const many = (word: string) => Array.from({ length: 1500 }, (_, index) => `${word} ${index}`).join('\n');
    const lines = diffLines(many('a'), many('b'));
    expect(lines).toHaveLength(3000);
    expect(lines[0]?.kind).toBe('expected');
  });
});
