import { useSyncExternalStore } from 'react';
import { NO_PROGRESS } from '../../progress/index.ts';
import { createProgressStore, PROGRESS_KEY, type ProgressStore, type ProgressView } from './progress-store.ts';

let shared: ProgressStore | undefined;

/** The one store of this page. */
export function progressStore(): ProgressStore {
  shared ??= createProgressStore();
  return shared;
}

const NOTHING_YET: ProgressView = { progress: NO_PROGRESS, trouble: null };

/**
 * The progress that this browser knows, its other tabs included.
 *
 * @returns `undefined` while the page is as the server sent it
 */
export function useProgress(): ProgressView | undefined {
  const view = useSyncExternalStore(
    subscribe,
    () => progressStore().view(),
    () => NOTHING_YET,
  );
  return view === NOTHING_YET ? undefined : view;
}

function subscribe(listener: () => void): () => void {
  const store = progressStore();
  const undo = store.subscribe(listener);
  const onStorage = ({ key }: StorageEvent): void => {
    // The key is null where another tab cleared everything.
    if (key === PROGRESS_KEY || key === null) store.receive();
  };
  window.addEventListener('storage', onStorage);
  return () => {
    undo();
    window.removeEventListener('storage', onStorage);
  };
}
