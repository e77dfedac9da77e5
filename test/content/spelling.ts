import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import dictionary from 'dictionary-en-gb';
import nspell from 'nspell';

/** The words of the field, which no dictionary has: one a line, in the order of the alphabet. */
const OWN_WORDS = join('content', 'words.txt');

/** Tells which words of a text are in neither the dictionary of British English nor the project's own list. */
export function createSpelling(): (text: string) => string[] {
  const known = nspell({ aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic) });
  for (const word of readFileSync(OWN_WORDS, 'utf8').split('\n')) if (word !== '') known.add(word);
  const cache = new Map<string, boolean>();
  const isRight = (word: string): boolean => {
    const cached = cache.get(word);
    if (cached !== undefined) return cached;
    const right = known.correct(word);
    cache.set(word, right);
    return right;
  };
  return (text) => [...new Set(wordsOf(text))].filter((word) => !isRight(word));
}

/** Words as a dictionary has them: without the ’s of a genitive, and no names such as bufferedAmount or SHA-1. */
function wordsOf(text: string): string[] {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .split(/[^\p{L}\p{N}’'_]+/u)
    .map((word) =>
      word
        .replace(/^['’]+|['’]+$/g, '')
        .replace(/[’']s$/, '')
        .replace(/’/g, "'"),
    )
    .filter(
      (word) => word.length > 1 && !/[\d_]/.test(word) && !/\p{Ll}\p{Lu}/u.test(word) && !/^\p{Lu}+s?$/u.test(word),
    );
}
