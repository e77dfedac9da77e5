import { useEffect, useState } from 'react';
import { openIndex, type Search } from './search-index.ts';

/** The index as it stands: being loaded, there, or not to be had. */
export type Index = { name: 'loading' } | { name: 'ready'; search: Search } | { name: 'failed' };

/** Kept for as long as the page is: it works on when the pages' server has gone. */
let opened: Search | undefined;

/** Loads the index once. `retry` tries again after a failure. */
export function useSearchIndex(): { index: Index; retry: () => void } {
  const [index, setIndex] = useState<Index>(() => (opened ? { name: 'ready', search: opened } : { name: 'loading' }));
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (opened !== undefined) return undefined;
    const gone = new AbortController();
    loadIndex({ signal: gone.signal, cache: tries > 0 ? 'reload' : 'default' }).then(
      (search) => setIndex({ name: 'ready', search: (opened = search) }),
      () => {
        if (!gone.signal.aborted) setIndex({ name: 'failed' });
      },
    );
    return () => gone.abort();
  }, [tries]);
  const retry = (): void => {
    setIndex({ name: 'loading' });
    setTries((count) => count + 1);
  };
  return { index, retry };
}

async function loadIndex(options: RequestInit): Promise<Search> {
  const answer = await fetch('/search.json', options);
  if (!answer.ok) throw new Error(`/search.json answered ${answer.status}`);
  return openIndex(await answer.text());
}
