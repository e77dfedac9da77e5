import { useCallback, useEffect, useRef, useState } from 'react';
import { Cancelled } from '../faults/scenarios/wait.ts';
import { inSession, type SessionStage } from './in-session.ts';
import type { FigureSession } from './use-standing.ts';

/** What a figure does over the page's session: one run at a time. */
export interface SessionRun {
  readonly isRunning: boolean;
  /** Why the last run gave nothing, without a full stop; absent also where it was stopped. */
  readonly failure: string | undefined;
  /** Begins a run as soon as there is a session. @returns false while another one runs: then nothing happens */
  start(work: (stage: SessionStage) => Promise<void>): boolean;
  /** Cancels what runs. It is over when what it has set and opened is put back. */
  stop(): void;
}

/**
 * Gives a figure its runs, each cancelled with its session and with the figure.
 *
 * @param lost what is said where the session ends in the middle, without a full stop
 */
export function useSessionRun({ ready }: FigureSession, lost: string): SessionRun {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const start = useCallback<SessionRun['start']>(
    (work) => {
      if (current.current !== undefined) return false;
      const abort = new AbortController();
      current.current = abort;
      setFailure(undefined);
      setRunning(true);
      inSession(ready, { abort, lost }, work)
        .catch((error: unknown) => {
          if (error instanceof Cancelled || current.current !== abort) return;
          setFailure(error instanceof Error ? error.message : String(error));
        })
        .finally(() => {
          if (current.current !== abort) return;
          current.current = undefined;
          setRunning(false);
        });
      return true;
    },
    [ready, lost],
  );

  const stop = useCallback(() => current.current?.abort(new Cancelled('The run was stopped')), []);

  useEffect(
    () => () => {
      current.current?.abort(new Cancelled('The page was left'));
      current.current = undefined;
    },
    [],
  );

  return { isRunning, failure, start, stop };
}
