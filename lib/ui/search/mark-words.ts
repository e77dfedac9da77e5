/** A piece of a text, and whether it is a word that was searched for. */
export interface Piece {
  /** Where it begins. */
  at: number;
  text: string;
  isMarked: boolean;
}

/** Letters and digits of any language: what the index takes for a word. */
const WORD = /[\p{L}\p{N}]+/gu;

/** Splits a text at the words that were meant. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const meant = new Set(words);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!meant.has(word.toLowerCase())) continue;
    if (index > end) pieces.push({ at: end, text: text.slice(end, index), isMarked: false });
    pieces.push({ at: index, text: word, isMarked: true });
    end = index + word.length;
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end), isMarked: false });
  return pieces;
}

/** How long the text beside a result is, in UTF-16 units. */
const SNIPPET_LENGTH = 150;
const BEFORE = 40;

/** The part of a text in which the first word that was meant stands, cut between words. */
export function snippetOf(text: string, words: readonly string[]): string {
  const meant = new Set(words);
  const at = [...text.matchAll(WORD)].find(([word]) => meant.has(word.toLowerCase()))?.index ?? 0;
  const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
  if (from + SNIPPET_LENGTH >= text.length) return `${from > 0 ? '… ' : ''}${text.slice(from)}`;
  const to = text.lastIndexOf(' ', from + SNIPPET_LENGTH);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to > at ? to : from + SNIPPET_LENGTH)} …`;
}
