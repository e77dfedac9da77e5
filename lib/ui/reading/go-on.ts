import { type LessonReading, NOT_READ, type Reading, stateOf } from '../../progress/reading.ts';

/** A lesson as a list shows it, in the order of the list. */
export interface ListedLesson {
  slug: string;
  /** What its link says. */
  title: string;
}

/** Where to go on: the address, and what leads there. */
export interface GoOn {
  href: string;
  lead: string;
  title: string;
}

/**
 * Where to go on: the place that was read last, while its lesson is not read; then the first lesson after it that is not,
 * and then the first of all. Nothing where nothing was read yet, or all was.
 */
export function goOn(reading: Reading, lessons: readonly ListedLesson[]): GoOn | undefined {
  const last = lessons
    .filter(({ slug }) => stateOf(reading[slug]) !== 'new')
    .toSorted((a, b) => lastAt(reading[b.slug]) - lastAt(reading[a.slug]))[0];
  if (last === undefined) return undefined;
  const from = lessons.indexOf(last);
  const open = [...lessons.slice(from), ...lessons.slice(0, from)].find(
    ({ slug }) => stateOf(reading[slug]) !== 'read',
  );
  if (open === undefined) return undefined;
  const { id, title } = (reading[open.slug] ?? NOT_READ).place;
  return {
    href: `/lessons/${open.slug}${id === '' ? '' : `#${id}`}`,
    lead: open === last ? 'Go on where you left off:' : 'Next:',
    title: title === '' ? open.title : `${open.title}, ${title}`,
  };
}

function lastAt({ readAt, place, seen }: LessonReading = NOT_READ): number {
  return Math.max(readAt, place.at, ...Object.values(seen));
}
