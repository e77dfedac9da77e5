import { NOT_READ } from '../../progress/reading.ts';
import type { ReadingStore } from './reading-store.ts';

/** How long the end of a section stays on the screen before the section counts as read, in milliseconds. */
const DWELL_MS = 1000;

/** A heading whose top is above this share of the screen is the one that is being read. */
const READING_LINE = 0.3;

/**
 * Follows a reader through a lesson: marks the section that is being read wherever the sections are listed (`data-toc`),
 * and notes in the store which were on the screen down to their ends, and where the reader is. A section ends where the
 * next one begins; who leaps over it has not read it.
 *
 * @returns its undo
 */
export function followLesson(lesson: HTMLElement, store: ReadingStore): () => void {
  const { lessonText: slug = '' } = lesson.dataset;
  const root = lesson.ownerDocument;
  const links = [...root.querySelectorAll<HTMLAnchorElement>('[data-toc] a')];
  const sections = [...new Map(links.map((link) => [link.hash.slice(1), link])).entries()].flatMap(([id, link]) => {
    const heading = root.getElementById(id);
    return heading ? [{ id, heading, title: link.textContent, words: Number(link.dataset.words ?? 0) }] : [];
  });
  /** Those that are to be read: not the lists below the text. Each has another below it, which is where it ends. */
  const texts = sections.filter(({ words }) => words > 0);
  const questions = lesson.querySelectorAll('[data-question]');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let frame = 0;
  let current = '';

  const mine = () => store.view()[slug] ?? NOT_READ;

  /** Does something once a second has passed in which `isSo` never ended. */
  function dwell(name: string, isSo: boolean, then: () => void): void {
    const timer = timers.get(name);
    if (!isSo || root.hidden) {
      clearTimeout(timer);
      timers.delete(name);
    } else if (timer === undefined) timers.set(name, setTimeout(then, DWELL_MS));
  }

  function look(): void {
    frame = 0;
    const isAtEnd = scrollY + innerHeight >= root.documentElement.scrollHeight - 2;
    const above = sections.filter(({ heading }) => heading.getBoundingClientRect().top < innerHeight * READING_LINE);
    const reading = isAtEnd && scrollY > 0 ? sections.at(-1) : (above.at(-1) ?? sections[0]);
    if (reading !== undefined && reading.id !== current) {
      dwell(`at ${current}`, false, () => undefined);
      current = reading.id;
      for (const link of links) {
        if (link.hash === `#${current}`) link.ariaCurrent = 'true';
        else link.ariaCurrent = null;
      }
      keepInSight(links.find(({ hash, offsetParent }) => hash === `#${current}` && offsetParent !== null));
    }
    if (reading !== undefined) {
      dwell(`at ${current}`, true, () => {
        const { id, title } = reading;
        store.update(slug, (_, at) => ({ place: { id, title, at } }));
      });
    }
    for (const section of texts) {
      const { id } = section;
      const top = sections[sections.indexOf(section) + 1]?.heading.getBoundingClientRect().top ?? -1;
      dwell(id, top >= 0 && top <= innerHeight && !Object.hasOwn(mine().seen, id), () => note(id));
    }
  }

  function note(id: string): void {
    store.update(slug, ({ seen }, at) => ({
      seen: { [id]: at },
      ...(texts.every((section) => section.id === id || Object.hasOwn(seen, section.id)) ? { readAt: at } : {}),
    }));
  }

  const onScroll = (): void => {
    frame ||= requestAnimationFrame(look);
  };
  const onClick = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-read-toggle]')) {
      if (mine().readAt > 0) store.forget([slug]);
      else store.update(slug, (_, at) => ({ readAt: at }));
    }
    // Only what is opened by hand is an answer: a page that is printed opens all of them.
    const question = target.closest('[data-right=true] > summary')?.closest('[data-question]');
    const number = question ? [...questions].indexOf(question) + 1 : 0;
    if (number > 0) store.update(slug, (_, at) => ({ answered: { [number]: at } }));
  };
  look();
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('resize', onScroll);
  root.addEventListener('visibilitychange', onScroll);
  root.addEventListener('click', onClick);
  return () => {
    cancelAnimationFrame(frame);
    for (const timer of timers.values()) clearTimeout(timer);
    removeEventListener('scroll', onScroll);
    removeEventListener('resize', onScroll);
    root.removeEventListener('visibilitychange', onScroll);
    root.removeEventListener('click', onClick);
  };
}

/** Scrolls a list that is longer than the screen, and nothing else. */
function keepInSight(link: HTMLElement | undefined): void {
  const list = link?.closest('nav');
  if (!link || !list || list.scrollHeight <= list.clientHeight) return;
  const place = link.getBoundingClientRect();
  const room = list.getBoundingClientRect();
  if (place.top < room.top || place.bottom > room.bottom) list.scrollTop += place.top - room.top - room.height / 3;
}
