import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
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

const BEGINNING: HerdProgress = { doing: 'connecting', open: 0 };

/** Gives a figure its runs, one at a time. */
export function useHerd(figure: FigureSession): HerdHandle {
  const [runs, setRuns] = useState<HerdRuns>({});
  const [progress, setProgress] = useState(BEGINNING);
  const run = useSessionRun(figure, 'The session ended while the herd ran, and its server with it');
  const { isRunning, failure, start: begin, stop } = run;

  const start = useCallback<HerdHandle['start']>(
    (choice) => {
      const hasBegun = begin(async ({ session, lab, signal }) => {
        const url = `${lab.urls.websocket}/events?${figureToken(Math.random)}`;
        const onProgress = (next: HerdProgress): void =>
          setProgress((now) => (now.doing === next.doing && now.open === next.open ? now : next));
        const done = await runHerd(
          { clock: systemClock, signal },
          { ...choice, url, session, random: Math.random, onProgress },
        );
        setRuns((now) => ({ ...now, [done.strategy]: done }));
      });
      if (hasBegun) setProgress(BEGINNING);
    },
    [begin],
  );

  return { runs, progress: isRunning ? progress : undefined, failure, start, stop };
}
