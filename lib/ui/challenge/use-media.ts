import { useCallback, useSyncExternalStore } from 'react';

/** Where brief and editor stand beside each other. */
export const WIDE = '(min-width: 64rem)';

/** Whether a media query holds; `undefined` while the page is as the server sent it. */
export function useMedia(query: string): boolean | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore<boolean | undefined>(
    subscribe,
    () => matchMedia(query).matches,
    () => undefined,
  );
}
