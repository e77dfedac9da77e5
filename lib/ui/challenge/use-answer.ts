import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { answerKey, type AnswerStore, type AnswerView, createAnswerStore } from './answer-store.ts';
import { newId } from '../lab/new-id.ts';
import { browserStorage } from './storage.ts';

/** How long typing has to rest before it is written, in milliseconds. */
const REST_MS = 300;

/** The answer to a challenge, kept in this browser: written while it is typed, and when the page is left. */
export function useAnswer({ slug, mode, start }: { slug: string; mode: 'practice' | 'interview'; start: string }): {
  answer: AnswerView;
  store: AnswerStore | undefined;
} {
  const key = answerKey(slug, mode);
  const [store] = useState(() =>
    typeof window === 'undefined'
      ? undefined
      : createAnswerStore({ key, start, storage: browserStorage, writer: newId() }),
  );
  const asSent = useMemo(() => viewOf(start), [start]);
  const answer = useSyncExternalStore(
    (listener) => store?.subscribe(listener) ?? noop,
    () => store?.view() ?? asSent,
    () => asSent,
  );

  useEffect(() => {
    if (!answer.isPending) return undefined;
    const timer = setTimeout(() => store?.flush(), REST_MS);
    return () => clearTimeout(timer);
  }, [store, answer]);

  useEffect(() => {
    if (store === undefined) return undefined;
    const onStorage = (event: StorageEvent): void => {
      if (event.key === key) store.receive();
    };
    const onHide = (): void => store.flush();
    const onVisibility = (): void => (document.visibilityState === 'hidden' ? store.flush() : store.receive());
    window.addEventListener('storage', onStorage);
    window.addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      store.flush();
      window.removeEventListener('storage', onStorage);
      window.removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [store, key]);

  return { answer, store };
}

function viewOf(code: string): AnswerView {
  return { code, kept: [], savedAt: null, isPending: false, trouble: null, otherTab: null, replaced: 0 };
}

function noop(): void {
  // Nothing is watched while the page is built.
}
