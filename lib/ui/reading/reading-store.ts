import { type LessonReading, NOT_READ, type Reading, READING_KEY, readReading } from '../../progress/reading.ts';
import { formatReading, mergeReading } from '../../progress/reading-merge.ts';

/** What keeps texts between visits, as local storage does; every call may throw. */
export type ReadingStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Keeps in the browser what was read, together with its other tabs. */
export interface ReadingStore {
  view(): Reading;
  /** Changes what is known of a lesson, as it stands in the storage, where another tab may have been since. */
  update(slug: string, change: (lesson: LessonReading, now: number) => Partial<LessonReading>): void;
  /** Nothing of these was read. */
  forget(slugs: readonly string[]): void;
  /** Takes in what another tab has written. `isCleared` where it has emptied the storage, which holds here as well. */
  receive(isCleared: boolean): void;
  /** Whether what was read last could be kept. */
  isKept(): boolean;
  subscribe(listener: () => void): () => void;
}

/** The storage of this browser. Merely asking for it can throw, so it is asked for on each use. */
const browserStorage: ReadingStorage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
};

/** A store over a storage. What cannot be written stays for as long as the page does. */
export function createReadingStore(
  storage: ReadingStorage = browserStorage,
  { now = Date.now }: { now?: () => number } = {},
): ReadingStore {
  const listeners = new Set<() => void>();
  let known: Reading = {};
  let isKept = true;
  let isReadOnly = false;

  /** What is in the storage, and what only this page knows. */
  function gather(): Reading {
    try {
      const found = readReading(storage.getItem(READING_KEY));
      isReadOnly = found === undefined;
      return mergeReading(known, found ?? {});
    } catch {
      return known;
    }
  }

  function keep(next: Reading): void {
    known = next;
    try {
      isKept = !isReadOnly;
      if (isKept) storage.setItem(READING_KEY, formatReading(next));
    } catch {
      isKept = false;
    }
    for (const listener of listeners) listener();
  }

  known = gather();
  return {
    view: () => known,
    isKept: () => isKept,
    update(slug, change) {
      const before = gather();
      const lesson = before[slug] ?? NOT_READ;
      // A clock that was put back must not make what happens now older than what was taken back.
      const at = Math.max(now(), lesson.since + 1);
      keep(mergeReading(before, { [slug]: { ...NOT_READ, ...change(lesson, at) } }));
    },
    forget(slugs) {
      const before = gather();
      const forgotten = slugs.flatMap((slug) => {
        const lesson = before[slug];
        const newest = lesson && Math.max(lesson.readAt, lesson.place.at, ...Object.values(lesson.seen), now());
        return newest === undefined ? [] : [[slug, { ...NOT_READ, since: newest }] as const];
      });
      keep(mergeReading(before, Object.fromEntries(forgotten)));
    },
    receive(isCleared) {
      if (isCleared) known = {};
      const before = formatReading(known);
      const both = gather();
      // Two tabs that wrote at once: what the other did not know is written again.
      if (formatReading(both) !== readBack()) return keep(both);
      known = both;
      if (formatReading(known) !== before || isCleared) for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  /** What is in the storage, as this page would write it. */
  function readBack(): string {
    try {
      return formatReading(readReading(storage.getItem(READING_KEY)) ?? known);
    } catch {
      return formatReading(known);
    }
  }
}
