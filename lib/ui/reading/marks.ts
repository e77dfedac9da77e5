import { type LessonReading, NOT_READ, type Reading, stateOf } from '../../progress/reading.ts';

/** A section of a lesson, and how many words it has. */
export interface CountedSection {
  id: string;
  words: number;
}

/** How many minutes of a lesson are left, by the words of the sections that were not seen. */
export function minutesLeft(
  sections: readonly CountedSection[],
  { seen, readAt }: LessonReading,
  minutes: number,
): number {
  if (readAt > 0) return 0;
  const all = sections.reduce((sum, { words }) => sum + words, 0);
  const left = sections.reduce((sum, { id, words }) => sum + (Object.hasOwn(seen, id) ? 0 : words), 0);
  return all === 0 ? minutes : Math.ceil((minutes * left) / all);
}

/** How far a lesson is read, in words; nothing where it is new. */
export function sayState(lesson: LessonReading = NOT_READ, sections = 0): string {
  const state = stateOf(lesson);
  if (state !== 'begun') return state === 'read' ? 'read' : '';
  // A section that has another name by now is in the count, but cannot be one too many.
  const seen = Math.min(Object.keys(lesson.seen).length, sections);
  return sections === 0 ? 'begun' : `${seen} of ${sections} read`;
}

/**
 * Shows in a page what was read: at each lesson that is listed (`data-lesson`), and in a lesson at each of its sections
 * (`data-toc`) and as what is left of it (`data-left`, `data-read-state`).
 *
 * @param isKept whether this browser keeps it
 */
export function showMarks(root: Document, reading: Reading, isKept: boolean): void {
  for (const row of root.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const { lesson = '', sections } = row.dataset;
    row.dataset.reading = stateOf(reading[lesson]);
    say(row.querySelectorAll('[data-state]'), sayState(reading[lesson], Number(sections ?? 0)));
  }
  const text = root.querySelector<HTMLElement>('[data-lesson-text]');
  if (text === null) return;
  const mine = reading[text.dataset.lessonText ?? ''] ?? NOT_READ;
  const { seen, answered } = mine;
  const isRead = mine.readAt > 0;
  const sections = new Map<string, number>();
  for (const link of root.querySelectorAll<HTMLAnchorElement>('[data-toc] a')) {
    const id = link.hash.slice(1);
    link.toggleAttribute('data-seen', Object.hasOwn(seen, id) || (isRead && 'words' in link.dataset));
    if (link.dataset.words) sections.set(id, Number(link.dataset.words));
  }
  const counted = [...sections].map(([id, words]) => ({ id, words }));
  const left = minutesLeft(counted, mine, Number(text.dataset.minutes));
  say(root.querySelectorAll('[data-left]'), isRead ? 'read' : `about ${left} min left`);
  say(root.querySelectorAll('[data-read-toggle]'), isRead ? 'Mark as not read' : 'Mark as read');
  const count = counted.filter(({ id }) => Object.hasOwn(seen, id)).length;
  const questions = text.querySelectorAll('[data-question]').length;
  say(
    root.querySelectorAll('[data-read-state]'),
    `${isRead ? 'Read.' : `${count} of ${counted.length} sections read.`} ${Object.keys(answered).length} of ${questions} questions answered.${isKept ? '' : ' This browser does not keep it.'}`,
  );
}

function say(places: Iterable<Element>, words: string): void {
  for (const place of places) if (place.textContent !== words) place.textContent = words;
}
