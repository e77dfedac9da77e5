import { useEffect, useState } from 'react';

/** A file of this site that is fetched when it is wanted. */
export type Fetched<T> = { state: 'idle' } | { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed' };

/** Fetches a file of JSON once `isWanted`, and again when it failed and is wanted anew. */
export function useFetched<T>(url: string, isWanted: boolean): Fetched<T> {
  const [fetched, setFetched] = useState<Fetched<T>>({ state: 'idle' });
  useEffect(() => {
    if (!isWanted) return undefined;
    const abort = new AbortController();
    fetch(url, { signal: abort.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
        const value = (await answer.json()) as T;
        if (!abort.signal.aborted) setFetched({ state: 'ready', value });
      })
      .catch(() => {
        if (!abort.signal.aborted) setFetched({ state: 'failed' });
      });
    return () => abort.abort();
  }, [url, isWanted]);
  return isWanted && fetched.state === 'idle' ? { state: 'loading' } : fetched;
}
