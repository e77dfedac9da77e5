/**
 * What somebody read of the lessons. It is a format of its own beside the attempts at challenges: those are shared with
 * the command line, which knows no reading and would drop it, and this has to be small enough for every lesson to load.
 * Times are milliseconds since 1970; 0 is never.
 */

/** The version of the format. It is raised when a reader of the last one would lose something. */
export const READING_VERSION = 1;

/** Where it is kept in a browser. */
export const READING_KEY = 'wirelab.reading';

/** What was read of one lesson. */
export interface LessonReading {
  /** When it was last said that nothing of it was read; what is older does not count. */
  since: number;
  /** When it was read to its end, or said to be. */
  readAt: number;
  /** Where the reader was last, and when. The title is kept, so that a page can say it without the lesson. */
  place: { id: string; title: string; at: number };
  /** Sections that were on the screen down to their ends, by their ids, and when last noted. */
  seen: Readonly<Record<string, number>>;
  /** Questions whose right answer was opened, by their numbers, and when last noted. */
  answered: Readonly<Record<string, number>>;
}

/** What was read, by the slugs of the lessons. */
export type Reading = Readonly<Record<string, LessonReading>>;

/** Nothing read yet. */
export const NOT_READ: LessonReading = {
  since: 0,
  readAt: 0,
  place: { id: '', title: '', at: 0 },
  seen: {},
  answered: {},
};

/** How much of a text is looked at; a whole course has a hundredth of it. UTF-16 units. */
const MAX_LENGTH = 400_000;
const MAX_TITLE = 120;
const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** How far a lesson is read. */
export function stateOf({ readAt, seen, place }: LessonReading = NOT_READ): 'new' | 'begun' | 'read' {
  if (readAt > 0) return 'read';
  return place.at > 0 || Object.keys(seen).length > 0 ? 'begun' : 'new';
}

/**
 * Reads a text that was kept. What is wrong in it is left out, piece by piece: it is a note of where somebody was, and
 * half of it is better than none.
 *
 * @returns `undefined` where a later version of the pages wrote it, which is not to be written over
 */
export function readReading(text: string | null): Reading | undefined {
  if (text === null || text.length > MAX_LENGTH) return {};
  let file;
  try {
    file = fields(JSON.parse(text));
  } catch {
    return {};
  }
  if (time(file.version) > READING_VERSION) return undefined;
  const lessons: Record<string, LessonReading> = {};
  for (const [slug, value] of Object.entries(fields(file.lessons))) {
    const { readAt, place, seen, answered, ...rest } = fields(value);
    const { id, title, at } = fields(place);
    const since = time(rest.since);
    const isPlace = typeof id === 'string' && (id === '' || ID.test(id)) && typeof title === 'string';
    if (!ID.test(slug)) continue;
    lessons[slug] = {
      since,
      readAt: time(readAt, since),
      place: isPlace && time(at, since) > 0 ? { id, title: title.slice(0, MAX_TITLE), at: time(at) } : NOT_READ.place,
      seen: times(seen, since),
      answered: times(answered, since),
    };
  }
  return lessons;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A time that counts: after what was said to be forgotten. */
function time(value: unknown, since = 0): number {
  return typeof value === 'number' && Number.isFinite(value) && value > since ? value : 0;
}

function times(value: unknown, since: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields(value)).flatMap(([id, at]) => (ID.test(id) && time(at, since) > 0 ? [[id, time(at)]] : [])),
  );
}
