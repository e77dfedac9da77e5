import { useEffect, useState } from 'react';

/** What the command line has written on this machine. */
export type CommandLine = { kind: 'none' } | { kind: 'text'; text: string } | { kind: 'unreadable' };

/** Asks the site what the command line knows; nothing, where the pages run elsewhere or it was never used. */
export function useCommandLine(): CommandLine {
  const [known, setKnown] = useState<CommandLine>({ kind: 'none' });
  useEffect(() => {
    const abort = new AbortController();
    const find = async (): Promise<void> => {
      const found = await ask(abort.signal);
      if (!abort.signal.aborted) setKnown(found);
    };
    void find();
    return () => abort.abort();
  }, []);
  return known;
}

async function ask(signal: AbortSignal): Promise<CommandLine> {
  try {
    const answer = await fetch('/challenges/progress.json', { signal });
    if (answer.status === 204) return { kind: 'none' };
    return answer.ok ? { kind: 'text', text: await answer.text() } : { kind: 'unreadable' };
  } catch {
    // The pages are gone, or the reader is; the list stands without it.
    return { kind: 'none' };
  }
}
