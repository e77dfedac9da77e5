import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { Cancelled, cancelled } from '../faults/scenarios/wait.ts';
import { ownTopic } from '../lab/topic.ts';
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
export function useLedger({ ready }: FigureSession): LedgerHandle {
  const [runs, setRuns] = useState<LedgerHandle['runs']>({});
  const [last, setLast] = useState<LedgerRun>();
  const [progress, setProgress] = useState<LedgerProgress>();
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const start = useCallback<LedgerHandle['start']>(
    (choice) => {
      if (current.current !== undefined) return;
      const abort = new AbortController();
      current.current = abort;
      setFailure(undefined);
      setProgress(NOTHING);
      let reason: string | undefined;
      const run = async (): Promise<LedgerRun> => {
        const [session, connect] = await Promise.race([
          Promise.all([ready(), loadTransport('websocket')]),
          cancelled(abort.signal),
        ]);
        const standing = session.state();
        if (abort.signal.aborted || standing.name !== 'open') throw new Cancelled('The run was cancelled');
        const stopWatch = session.subscribe(() => {
          const now = session.state();
          if (now.name === 'open' && now.session.id === standing.session.id) return;
          reason = 'The session ended while the batch was published, and its edge with it';
          abort.abort();
        });
        return runLedger(
          { clock: systemClock, signal: abort.signal },
          {
            ...choice,
            topic: ownTopic('ledger', Math.random),
            urls: standing.session.urls,
            session,
            connect,
            fetch: (...request) => fetch(...request),
            random: Math.random,
            onProgress: (next) => setProgress((now) => (sameProgress(now, next) ? now : next)),
          },
        ).finally(stopWatch);
      };
      const tell = async (): Promise<void> => {
        try {
          const done = await run();
          setRuns((now) => ({ ...now, [done.policy]: done }));
          setLast(done);
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

  return { runs, last, progress, failure, start, stop };
}

function sameProgress(a: LedgerProgress | undefined, b: LedgerProgress): boolean {
  return (
    a?.doing === b.doing &&
    a.sent === b.sent &&
    a.sends === b.sends &&
    a.acknowledged === b.acknowledged &&
    a.drops === b.drops
  );
}
