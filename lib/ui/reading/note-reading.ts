import { READING_KEY, stateOf } from '../../progress/reading.ts';
import { followLesson } from './follow-lesson.ts';
import { type GoOn, goOn, type ListedLesson } from './go-on.ts';
import { showMarks } from './marks.ts';
import { createReadingStore } from './reading-store.ts';

/**
 * Shows what was read, notes what is read of a lesson, and in the lists of lessons shows where to go on (`data-resume`) and how much is read
 * (`data-total`), and forgets it when asked (`data-forget`).
 *
 * @returns its undo
 */
export function noteReading(root: Document): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  const store = createReadingStore();
  const lessons: ListedLesson[] = [...root.querySelectorAll<HTMLElement>('[data-lesson]')].map((row) => ({
    slug: row.dataset.lesson ?? '',
    title: row.querySelector('a')?.textContent ?? '',
  }));

  function show(): void {
    const reading = store.view();
    showMarks(root, reading, store.isKept());
    const read = lessons.filter(({ slug }) => stateOf(reading[slug]) === 'read').length;
    for (const total of root.querySelectorAll('[data-total]')) {
      total.textContent = `${read} of ${lessons.length} lessons read${store.isKept() ? '' : '; this browser does not keep it'}.`;
    }
    for (const place of root.querySelectorAll<HTMLElement>('[data-resume]')) showPlace(place, goOn(reading, lessons));
  }

  show();
  const undo = store.subscribe(show);
  const lesson = root.querySelector<HTMLElement>('[data-lesson-text]');
  // Until here nothing could be pressed in vain.
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-forget]')) button.disabled = false;
  const leave = lesson ? followLesson(lesson, store) : undefined;
  addEventListener(
    'storage',
    ({ key, newValue }) => (key === null || key === READING_KEY) && store.receive(newValue === null),
    { signal },
  );
  // A page that comes back from the browser's cache has heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => persisted && store.receive(false), { signal });
  root.addEventListener(
    'click',
    ({ target }) =>
      target instanceof Element && target.closest('[data-forget]') && store.forget(lessons.map(({ slug }) => slug)),
    { signal },
  );
  return () => {
    gone.abort();
    undo();
    leave?.();
  };
}

/** What a place said before anything was read: it is said again once that is forgotten. */
const said = new WeakMap<HTMLElement, readonly Node[]>();

function showPlace(place: HTMLElement, next: GoOn | undefined): void {
  if (!said.has(place)) said.set(place, [...place.childNodes]);
  if (next === undefined) return place.replaceChildren(...(said.get(place) ?? []));
  const link = place.ownerDocument.createElement('a');
  link.href = next.href;
  link.textContent = next.title;
  place.replaceChildren(`${next.lead} `, link);
}
