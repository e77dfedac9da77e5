import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type LedgerProgress, type LedgerRun, runLedger } from './ledger-run.ts';
import type { PolicyId } from './policies.ts';

/** The runs of a figure. */
export interface LedgerHandle {
  /** The last run of each policy. */
  readonly runs: Readonly<Partial<Record<PolicyId, LedgerRun>>>;
  /** The last run of all. */
  readonly last: LedgerRun | undefined;
  /** How the present run goes on; absent while there is none. */
  readonly progress: LedgerProgress | undefined;
  /** Why the last run gave nothing. */
  readonly failure: string | undefined;
  start(choice: { policy: PolicyId; drops: number }): void;
  stop(): void;
}

const NOTHING: LedgerProgress = { doing: 'connecting', sent: 0, sends: 0, acknowledged: 0, drops: 0 };

/** Gives a figure its runs, one at a time. */
export function useLedger(figure: FigureSession): LedgerHandle {
  const [runs, setRuns] = useState<LedgerHandle['runs']>({});
  const [last, setLast] = useState<LedgerRun>();
  const [progress, setProgress] = useState(NOTHING);
  const run = useSessionRun(figure, 'The session ended while the batch was published, and its edge with it');
  const { isRunning, failure, start: begin, stop } = run;

  const start = useCallback<LedgerHandle['start']>(
    (choice) => {
      const hasBegun = begin(async ({ session, lab, signal }) => {
        const connect = await loadTransport('websocket');
        const done = await runLedger(
          { clock: systemClock, signal },
          {
            ...choice,
            topic: ownTopic('ledger', Math.random),
            urls: lab.urls,
            session,
            connect,
            fetch: (...request) => fetch(...request),
            random: Math.random,
            onProgress: (next) => setProgress((now) => (sameProgress(now, next) ? now : next)),
          },
        );
        setRuns((now) => ({ ...now, [done.policy]: done }));
        setLast(done);
      });
      if (hasBegun) setProgress(NOTHING);
    },
    [begin],
  );

  return { runs, last, progress: isRunning ? progress : undefined, failure, start, stop };
}

function sameProgress(a: LedgerProgress, b: LedgerProgress): boolean {
  return (
    a.doing === b.doing &&
    a.sent === b.sent &&
    a.sends === b.sends &&
    a.acknowledged === b.acknowledged &&
    a.drops === b.drops
  );
}
