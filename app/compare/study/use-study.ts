import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../../lib/measure/clock.ts';
import { loadTransport } from '../../../lib/transports/index.ts';
import { formatStudy, parseStudy, type StudySettings } from '../../../lib/ui/study/settings.ts';
import type { StudyResult } from '../../../lib/ui/study/study-result.ts';
import { runStudy, type StudyProgress } from '../../../lib/ui/study/study-run.ts';

/** How many runs the page keeps; the oldest go. */
const MAX_RUNS = 8;

/** A run that is over, with its number on this page. */
export interface StudyRun {
  number: number;
  result: StudyResult;
}

/** The study as the page's components use it. */
export interface UsedStudy {
  settings: StudySettings;
  change: (part: Partial<StudySettings>) => void;
  /** Present while a run is under way. */
  progress: StudyProgress | undefined;
  /** Why the last run gave nothing. */
  problem: string | undefined;
  /** The newest first. */
  runs: readonly StudyRun[];
  start: () => void;
  cancel: () => void;
}

/** The settings are the page's address, and nowhere else. Holds the runs of this page. A page that is left ends its run. */
export function useStudy(): UsedStudy {
  const settings = parseStudy(useSearchParams().toString());
  const [progress, setProgress] = useState<StudyProgress>();
  const [problem, setProblem] = useState<string>();
  const [runs, setRuns] = useState<readonly StudyRun[]>([]);
  const running = useRef<AbortController>(undefined);

  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => {
    addEventListener('pagehide', cancel);
    return () => {
      removeEventListener('pagehide', cancel);
      cancel();
    };
  }, [cancel]);

  function change(part: Partial<StudySettings>): void {
    const query = formatStudy({ ...parseStudy(location.search), ...part });
    history.replaceState(history.state, '', query === '' ? location.pathname : `?${query}`);
  }

  async function start(): Promise<void> {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    setProblem(undefined);
    try {
      const result = await runStudy(
        // The address is ahead of what is shown by a moment.
        parseStudy(location.search),
        {
          fetch: (...request) => fetch(...request),
          clock: systemClock,
          random: Math.random,
          pageUrl: location.href,
          jar: document,
          loadTransport,
        },
        { signal: abort.signal, onProgress: setProgress },
      );
      setRuns((before) => [{ number: (before[0]?.number ?? 0) + 1, result }, ...before].slice(0, MAX_RUNS));
    } catch (error) {
      if (!abort.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      running.current = undefined;
      setProgress(undefined);
    }
  }

  return { settings, change, progress, problem, runs, start: () => void start(), cancel };
}
