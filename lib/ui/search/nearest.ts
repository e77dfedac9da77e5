/** A page, as something that an address may have meant. */
export interface Place {
  href: string;
  title: string;
}

/** How many are offered. */
const MAX_OFFERED = 4;

/**
 * The places that an address probably meant, the nearest first: those whose last part is alike but for a few letters, and
 * those that have a word of it.
 */
export function nearestPlaces(path: string, places: readonly Place[]): Place[] {
  const meant = lastPart(path);
  if (meant === '') return [];
  const words = meant.split('-').filter((word) => word.length > 2);
  return places
    .map((place) => ({ place, score: scoreOf(meant, words, place) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_OFFERED)
    .map(({ place }) => place);
}

function scoreOf(meant: string, words: readonly string[], { href, title }: Place): number {
  const name = lastPart(href);
  const apart = countEdits(meant, name);
  // Up to a third of the letters may be wrong.
  const alike = apart <= Math.max(1, Math.floor(Math.max(meant.length, name.length) / 3)) ? 2 - apart / 10 : 0;
  const own = [...name.split('-'), ...(title.toLowerCase().match(/[a-z]+/g) ?? [])];
  const shared = words.filter((word) =>
    own.some((other) => other === word || (word.length > 4 && countEdits(word, other) <= 1)),
  );
  return alike + (words.length === 0 ? 0 : shared.length / words.length);
}

/** The last part of an address, in small letters, without what an old address may have had: a number before it. */
function lastPart(path: string): string {
  const part =
    path
      .split(/[?#]/)[0]
      ?.split('/')
      .findLast((each) => each !== '') ?? '';
  return part
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replaceAll(/[_\s%]+|20/g, '-')
    .replace(/^\d+-/, '')
    .slice(0, 60);
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour to make one word of the other. */
export function countEdits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
