import {
  formatProgress,
  mergeProgress,
  NO_PROGRESS,
  type Progress,
  ProgressError,
  readProgress,
} from '../../progress/index.ts';
import {
  browserStorage,
  mustStay,
  putAside,
  readText,
  type StorageTrouble,
  type TextStorage,
  writeText,
} from './storage.ts';

/** Where the progress is kept in a browser. */
export const PROGRESS_KEY = 'wirelab.progress';

/** What is known, and what hinders keeping it. */
export interface ProgressView {
  progress: Progress;
  trouble: StorageTrouble | null;
}

/** Keeps a learner's progress in the browser, together with its other tabs. */
export interface ProgressStore {
  /** The same object until something changes. */
  view(): ProgressView;
  /** Changes the progress as it stands in the storage, where another tab may have been since. */
  update(change: (progress: Progress) => Progress): void;
  /** Takes in what another tab has written. */
  receive(): void;
  subscribe(listener: () => void): () => void;
}

/**
 * A store over a storage. What cannot be read is put aside under a name with the time, and said; what cannot be written
 * stays for as long as the page does.
 */
export function createProgressStore(
  storage: TextStorage = browserStorage,
  { now = Date.now }: { now?: () => number } = {},
): ProgressStore {
  const listeners = new Set<() => void>();
  let current: ProgressView | undefined;

  function read(): ProgressView {
    const { text, trouble } = readText(storage, PROGRESS_KEY);
    if (text === null) return { progress: NO_PROGRESS, trouble };
    try {
      return { progress: readProgress(text), trouble: null };
    } catch (error) {
      if (!(error instanceof ProgressError)) throw error;
      const aside = putAside(storage, { key: PROGRESS_KEY, text, reason: error.message, now: now() });
      return { progress: NO_PROGRESS, trouble: aside };
    }
  }

  /** What is in the storage, and what only this page knows. */
  function gather(): ProgressView {
    if (current === undefined) return read();
    const found = read();
    return {
      progress: mergeProgress(current.progress, found.progress),
      trouble: found.trouble ?? (current.trouble?.kind === 'unreadable' ? current.trouble : null),
    };
  }

  function show(next: ProgressView): void {
    current = next;
    for (const listener of listeners) listener();
  }

  return {
    view: () => (current ??= read()),
    update(change) {
      const { progress, trouble } = gather();
      const changed = change(progress);
      const failed = mustStay(trouble) ? trouble : writeText(storage, PROGRESS_KEY, formatProgress(changed));
      show({ progress: changed, trouble: failed ?? (trouble?.kind === 'unreadable' ? trouble : null) });
    },
    receive: () => show(gather()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
