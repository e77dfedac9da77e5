import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { Cancelled, cancelled } from '../faults/scenarios/wait.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type HerdProgress, type HerdRun, runHerd } from './herd-run.ts';
import type { StrategyId } from './strategies.ts';

/** The last run of each strategy. */
export type HerdRuns = Readonly<Partial<Record<StrategyId, HerdRun>>>;

/** The runs of a figure. */
export interface HerdHandle {
  readonly runs: HerdRuns;
  /** How the present run goes on; absent while there is none. */
  readonly progress: HerdProgress | undefined;
  /** Why the last run gave nothing. */
  readonly failure: string | undefined;
  start(choice: { strategy: StrategyId; clients: number; downMs: number }): void;
  stop(): void;
}

/** Gives a figure its runs, one at a time. */
export function useHerd({ ready }: FigureSession): HerdHandle {
  const [runs, setRuns] = useState<HerdRuns>({});
  const [progress, setProgress] = useState<HerdProgress>();
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const start = useCallback<HerdHandle['start']>(
    (choice) => {
      if (current.current !== undefined) return;
      const abort = new AbortController();
      current.current = abort;
      setFailure(undefined);
      setProgress({ doing: 'connecting', open: 0 });
      let reason: string | undefined;
      const run = async (): Promise<HerdRun> => {
        const session = await Promise.race([ready(), cancelled(abort.signal)]);
        const standing = session.state();
        if (abort.signal.aborted || standing.name !== 'open') throw new Cancelled('The run was cancelled');
        const stopWatch = session.subscribe(() => {
          const now = session.state();
          if (now.name === 'open' && now.session.id === standing.session.id) return;
          reason = 'The session ended while the herd ran, and its server with it';
          abort.abort();
        });
        const url = `${standing.session.urls.websocket}/events?${figureToken(Math.random)}`;
        const onProgress = (next: HerdProgress): void =>
          setProgress((now) => (now?.doing === next.doing && now.open === next.open ? now : next));
        return runHerd(
          { clock: systemClock, signal: abort.signal },
          { ...choice, url, session, random: Math.random, onProgress },
        ).finally(stopWatch);
      };
      const tell = async (): Promise<void> => {
        try {
          const done = await run();
          setRuns((now) => ({ ...now, [done.strategy]: done }));
        } catch (error) {
          if (!(error instanceof Cancelled)) reason = error instanceof Error ? error.message : String(error);
          setFailure(reason);
        }
        if (current.current !== abort) return;
        current.current = undefined;
        setProgress(undefined);
      };
      void tell();
    },
    [ready],
  );

  // What it has set and opened is put back first: the run itself says when it is over.
  const stop = useCallback(() => current.current?.abort(), []);

  useEffect(
    () => () => {
      current.current?.abort();
      current.current = undefined;
    },
    [],
  );

  return { runs, progress, failure, start, stop };
}
