import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'wirelab.tab-indents';
const listeners = new Set<() => void>();
/** What was chosen where it could not be kept. */
let unkept: boolean | undefined;

/** Whether Tab indents in the editor. It does not, unless its reader chose so. */
export function useTabChoice(): [boolean, (indents: boolean) => void] {
  const indents = useSyncExternalStore(subscribe, read, () => false);
  const choose = useCallback((next: boolean) => {
    unkept = next;
    try {
      localStorage.setItem(KEY, String(next));
    } catch {
      // It holds for as long as the page does.
    }
    for (const listener of listeners) listener();
  }, []);
  return [indents, choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): boolean {
  if (unkept !== undefined) return unkept;
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}
