import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
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
export function usePathRun(figure: FigureSession): PathRuns {
  const [records, setRecords] = useState<PathRuns['records']>({});
  const [last, setLast] = useState<PathId>();
  const run = useSessionRun(figure, 'The session ended during the run, and its edge with it');
  const { isRunning, failure, start: begin, stop } = run;

  const start = useCallback(
    (path: PathId) => {
      const hasBegun = begin(async ({ session, lab, signal }) => {
        let drawnAt = 0;
        const show = (record: PathRecord): void => {
          drawnAt = systemClock.now();
          setRecords((now) => ({ ...now, [path]: record }));
        };
        const [sse, longPolling, websocket] = await Promise.all([
          loadTransport('sse'),
          loadTransport('long-polling'),
          loadTransport('websocket'),
        ]);
        const topic = ownTopic('path', Math.random);
        const done = await runPath(
          { clock: systemClock, signal },
          {
            path,
            topic,
            urls: lab.urls,
            session,
            connects: { sse, 'long-polling': longPolling, websocket },
            random: Math.random,
            publish: () => startSource(`${lab.control}/sources/${topic}`),
            onProgress(record) {
              if (systemClock.now() - drawnAt >= DRAWN_MS) show(record);
            },
          },
        );
        show(done);
      });
      if (!hasBegun) return;
      setLast(path);
      setRecords(({ [path]: _before, ...others }) => others);
    },
    [begin],
  );

  return { records, running: isRunning ? last : undefined, failure, start, stop };
}

/** Has the lab publish the events of a run. */
async function startSource(url: string): Promise<void> {
  const body = JSON.stringify({ ratePerSecond: PER_SECOND, payloadBytes: 32, count: EVENTS });
  const { ok, status } = await fetch(url, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
  if (!ok) throw new Error(`The events could not be started: the lab answered ${status}`);
}
