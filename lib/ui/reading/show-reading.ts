import { READING_KEY, readReading, type Reading } from '../../progress/reading.ts';
import { showMarks } from './marks.ts';

/**
 * Shows in a page what this browser knows to have been read, and follows what other tabs add. What notes it is loaded when
 * there is something to note: in a lesson with the first scroll, in the lists of lessons at once, since they can forget it.
 * All of it is plain markup, which says what it has to say without script as well.
 *
 * @returns its undo
 */
export function showReading(root: Document): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  let stop: (() => void) | undefined;
  let isNoting = false;

  const show = (): void => showMarks(root, readKept(), true);
  const note = async (): Promise<void> => {
    if (isNoting) return;
    isNoting = true;
    const { noteReading } = await import('./note-reading.ts');
    if (!signal.aborted) stop = noteReading(root);
  };
  addEventListener('storage', ({ key }) => (key === null || key === READING_KEY) && !isNoting && show(), { signal });
  show();
  // Whoever comes by the address of a section has scrolled before this is there.
  if (scrollY > 0 || root.querySelector('[data-resume]')) void note();
  else {
    addEventListener('scroll', () => void note(), { signal, once: true, passive: true });
    // A screen that holds the whole lesson is never scrolled: the button is pressed again once it has its script.
    const toggle = root.querySelector<HTMLElement>('[data-read-toggle]');
    toggle?.addEventListener('click', () => void (isNoting || note().then(() => toggle.click())), {
      signal,
      once: true,
    });
  }
  return () => {
    gone.abort();
    stop?.();
  };
}

function readKept(): Reading {
  try {
    return readReading(localStorage.getItem(READING_KEY)) ?? {};
  } catch {
    return {};
  }
}
