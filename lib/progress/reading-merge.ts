import { type LessonReading, NOT_READ, type Reading, READING_VERSION } from './reading.ts';

/**
 * What both know. Commutative, associative and idempotent, so it does not matter which tab writes when: the later "nothing
 * of it was read" takes away what is older, and of all else nothing is lost.
 */
export function mergeReading(a: Reading, b: Reading): Reading {
  const merged: Record<string, LessonReading> = { ...a };
  for (const [slug, theirs] of Object.entries(b)) merged[slug] = mergeLesson(own(merged, slug) ?? NOT_READ, theirs);
  return merged;
}

/** A lesson or a section may be called `constructor`. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function mergeLesson(a: LessonReading, b: LessonReading): LessonReading {
  const since = Math.max(a.since, b.since);
  const after = (at: number): number => (at > since ? at : 0);
  const place = isLater(a.place, b.place) ? a.place : b.place;
  return {
    since,
    readAt: Math.max(after(a.readAt), after(b.readAt)),
    place: place.at > since ? place : NOT_READ.place,
    seen: latest(a.seen, b.seen, since),
    answered: latest(a.answered, b.answered, since),
  };
}

/** Where the clock does not tell, the words do, so that both sides choose alike. */
function isLater(a: LessonReading['place'], b: LessonReading['place']): boolean {
  return a.at === b.at ? `${a.id} ${a.title}` > `${b.id} ${b.title}` : a.at > b.at;
}

/** The latest counts: the earliest may be one that was forgotten since, and then the order of merging would matter. */
function latest(a: LessonReading['seen'], b: LessonReading['seen'], since: number): Record<string, number> {
  const joined: Record<string, number> = {};
  for (const [id, at] of [...Object.entries(a), ...Object.entries(b)]) {
    if (at > since) joined[id] = Math.max(at, own(joined, id) ?? at);
  }
  return joined;
}

/** The text that is kept, the same for the same reading: two tabs compare what they have by it. */
export function formatReading(reading: Reading): string {
  return JSON.stringify({ version: READING_VERSION, lessons: reading }, (_, value: unknown) =>
    typeof value === 'object'
      ? Object.fromEntries(Object.entries(value ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
