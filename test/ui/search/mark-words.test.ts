import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWords, snippetOf } from '../../../lib/ui/search/mark-words.ts';

describe('markWords', () => {
  it('marks the words that were meant, whatever their case, and no parts of others', () => {
    const marked = markWords('Close, disclose; CLOSE()', ['close'])
      .filter(({ isMarked }) => isMarked)
      .map(({ text }) => text);
    expect(marked).toEqual(['Close', 'CLOSE']);
  });

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
        const pieces = markWords(text, words);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(new Set(pieces.map(({ at }) => at)).size).toBe(pieces.length);
      }),
    );
  });
});

describe('snippetOf', () => {
  const long = `${'before '.repeat(40)}needle ${'after '.repeat(40)}`;

  it('shows the word that was meant, and says where something is left out', () => {
    const snippet = snippetOf(long, ['needle']);
    expect(snippet).toMatch(/^… before .*needle after .* …$/);
    expect(snippet.length).toBeLessThan(170);
  });

  it('shows the beginning where no word was meant, and a short text whole', () => {
    expect(snippetOf(long, [])).toMatch(/^before/);
    expect(snippetOf('a short text', ['short'])).toBe('a short text');
  });
});
