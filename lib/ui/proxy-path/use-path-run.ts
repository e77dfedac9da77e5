import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { Cancelled, cancelled } from '../faults/scenarios/wait.ts';
import { ownTopic } from '../lab/topic.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { EVENTS, type PathRecord, PER_SECOND, runPath } from './path-run.ts';
import type { PathId } from './paths.ts';

/** How often a run is drawn, in milliseconds. */
const DRAWN_MS = 200;

/** The runs of a figure. */
export interface PathRuns {
  /** The last run of each path, or the one that runs. */
  readonly records: Readonly<Partial<Record<PathId, PathRecord>>>;
  readonly running: PathId | undefined;
  /** Why the last run gave nothing. */
  readonly failure: string | undefined;
  start(path: PathId): void;
  stop(): void;
}

/** Gives a figure its runs, one at a time. */
export function usePathRun({ ready }: FigureSession): PathRuns {
  const [records, setRecords] = useState<PathRuns['records']>({});
  const [running, setRunning] = useState<PathId>();
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const start = useCallback(
    (path: PathId) => {
      if (current.current !== undefined) return;
      const abort = new AbortController();
      current.current = abort;
      let reason: string | undefined;
      let drawnAt = 0;
      const show = (record: PathRecord): void => {
        if (current.current !== abort) return;
        drawnAt = systemClock.now();
        setRecords((now) => ({ ...now, [path]: record }));
      };
      setFailure(undefined);
      setRunning(path);
      setRecords(({ [path]: _before, ...others }) => others);

      const run = async (): Promise<PathRecord> => {
        const [session, sse, longPolling, websocket] = await Promise.race([
          Promise.all([ready(), loadTransport('sse'), loadTransport('long-polling'), loadTransport('websocket')]),
          cancelled(abort.signal),
        ]);
        const standing = session.state();
        if (abort.signal.aborted || standing.name !== 'open') throw new Cancelled('The run was cancelled');
        const topic = ownTopic('path', Math.random);
        const { urls, control, id } = standing.session;
        const stopWatch = session.subscribe(() => {
          const now = session.state();
          if (now.name === 'open' && now.session.id === id) return;
          reason = 'The session ended during the run, and its edge with it';
          abort.abort();
        });
        return runPath(
          { clock: systemClock, signal: abort.signal },
          {
            path,
            topic,
            urls,
            session,
            connects: { sse, 'long-polling': longPolling, websocket },
            random: Math.random,
            publish: () => startSource(`${control}/sources/${topic}`),
            onProgress(record) {
              if (systemClock.now() - drawnAt >= DRAWN_MS) show(record);
            },
          },
        ).finally(stopWatch);
      };

      const tell = async (): Promise<void> => {
        try {
          show(await run());
        } catch (error) {
          if (!(error instanceof Cancelled)) reason = error instanceof Error ? error.message : String(error);
          if (current.current === abort) setFailure(reason);
        }
        if (current.current !== abort) return;
        current.current = undefined;
        setRunning(undefined);
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

  return { records, running, failure, start, stop };
}

/** Has the lab publish the events of a run. */
async function startSource(url: string): Promise<void> {
  const body = JSON.stringify({ ratePerSecond: PER_SECOND, payloadBytes: 32, count: EVENTS });
  const { ok, status } = await fetch(url, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
  if (!ok) throw new Error(`The events could not be started: the lab answered ${status}`);
}
