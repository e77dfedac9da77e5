import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { StreamToxics, Toxics } from '../../protocol/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { cancelled } from '../faults/scenarios/wait.ts';
import type { SessionHandle, SessionState } from '../lab/session.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { ownTopic } from '../lab/topic.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type BatchRun, runBatches, WAY_IDS, type WayId } from './batch-run.ts';
import { FAST_SOURCE, type ReaderRun, startReaderRun } from './reader-run.ts';
import { LINE_RATE, type SenderRun, startSenderRun } from './sender-run.ts';
import type { SenderId } from './senders.ts';

/** What the batches are slowed down by, in milliseconds each way: without a distance, waiting would cost nothing. */
export const BATCH_LATENCY_MS = 25;

type Open = Extract<SessionState, { name: 'open' }>['session'];

/** What a part of the figure is started with. Resolves when it is over. */
type Part = (start: { session: SessionHandle; lab: Open; signal: AbortSignal }) => Promise<void>;

/** The runs of a figure. */
export interface BackpressureHandle {
  readonly senders: Readonly<Partial<Record<SenderId, SenderRun>>>;
  readonly readers: Readonly<Partial<Record<number, ReaderRun>>>;
  readonly batches: Readonly<Partial<Record<WayId, BatchRun>>>;
  readonly busy: 'sender' | 'reader' | 'batches' | undefined;
  /** What ran last, or runs now. */
  readonly last: 'sender' | 'reader' | 'batches' | undefined;
  /** Why the last run gave nothing, or ended before it was done. */
  readonly failure: string | undefined;
  runSender(id: SenderId): void;
  runReader(rate: number): void;
  runBatches(): void;
  stop(): void;
}

/** Gives a figure its runs, one at a time; what a run has set at the edge is taken back when it is over. */
export function useBackpressure({ ready }: FigureSession): BackpressureHandle {
  const [senders, setSenders] = useState<BackpressureHandle['senders']>({});
  const [readers, setReaders] = useState<BackpressureHandle['readers']>({});
  const [batches, setBatches] = useState<BackpressureHandle['batches']>({});
  const [busy, setBusy] = useState<BackpressureHandle['busy']>();
  const [last, setLast] = useState<BackpressureHandle['last']>();
  const [failure, setFailure] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const begin = useCallback(
    (kind: NonNullable<BackpressureHandle['busy']>, { toxics, part }: { toxics: Toxics; part: Part }): void => {
      if (current.current !== undefined) return;
      const abort = new AbortController();
      current.current = abort;
      setBusy(kind);
      setLast(kind);
      setFailure(undefined);
      const run = async (): Promise<void> => {
        const session = await Promise.race([ready(), cancelled(abort.signal)]);
        const standing = session.state();
        if (standing.name !== 'open') throw new Error('The session ended before the run began');
        const lab = standing.session;
        const unwatch = session.subscribe(() => {
          const now = session.state();
          if (now.name === 'open' && now.session.id === lab.id) return;
          setFailure('The session ended in the middle of the run, and its edge with it.');
          abort.abort();
        });
        try {
          await session.setToxics('websocket', toxics);
          if (!abort.signal.aborted) await part({ session, lab, signal: abort.signal });
        } finally {
          unwatch();
          // Where the session is gone, so are its toxics.
          await session.setToxics('websocket', {}).catch(() => undefined);
        }
      };
      run()
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
        })
        .finally(() => {
          if (current.current !== abort) return;
          current.current = undefined;
          setBusy(undefined);
        });
    },
    [ready],
  );

  const runSender = useCallback(
    (id: SenderId) =>
      begin('sender', {
        toxics: { upstream: { bandwidth: { rate: LINE_RATE } } },
        part: ({ lab, signal }) =>
          until(signal, (done) =>
            startSenderRun({
              id,
              socket: new WebSocket(`${lab.urls.websocket}/events?${figureToken(Math.random)}`),
              topic: ownTopic('backpressure', Math.random),
              clock: systemClock,
              onChange(run) {
                setSenders((now) => ({ ...now, [id]: run }));
                if (run.state === 'ended') setFailure((now) => now ?? earlyEndOf(run));
                if (run.state !== 'running') done();
              },
            }),
          ),
      }),
    [begin],
  );

  const runReader = useCallback(
    (rate: number) =>
      begin('reader', {
        toxics: rate === 0 ? {} : { downstream: { bandwidth: { rate } } },
        part: async ({ lab, signal }) => {
          const topic = ownTopic('fast', Math.random);
          const ask: typeof globalThis.fetch = (...request) => fetch(...request);
          const source = createSourceDriver(topic, { fetch: ask, clock: systemClock });
          source.run(lab.control, { ...FAST_SOURCE, burst: 0 });
          await until(signal, (done) =>
            startReaderRun({
              rate,
              socket: new WebSocket(`${lab.urls.websocket}/events?${figureToken(Math.random)}`),
              topic,
              clock: systemClock,
              newest: () => newestOf(`${lab.urls.polling}/events?topic=${topic}`),
              onChange(run) {
                setReaders((now) => ({ ...now, [rate]: run }));
                if (run.state === 'ended') setFailure((now) => now ?? earlyEndOf(run));
                if (run.state !== 'running') done();
              },
            }),
          ).finally(() => source.stop());
        },
      }),
    [begin],
  );

  const startBatches = useCallback(() => {
    const away: StreamToxics = { latency: { latency: BATCH_LATENCY_MS } };
    setBatches({});
    begin('batches', {
      toxics: { upstream: away, downstream: away },
      async part({ session, signal }) {
        for (const way of WAY_IDS) {
          const topic = ownTopic('batches', Math.random);
          const run = await runBatches(way, { session, token: figureToken(Math.random), topic, signal });
          setBatches((now) => ({ ...now, [way]: run }));
        }
      },
    });
  }, [begin]);

  const stop = useCallback(() => current.current?.abort(), []);
  useEffect(() => () => current.current?.abort(), []);

  return { senders, readers, batches, busy, last, failure, runSender, runReader, runBatches: startBatches, stop };
}

function earlyEndOf({ reason = 'nobody knows why' }: Pick<SenderRun | ReaderRun, 'reason'>): string {
  return `A run ended early: ${reason}.`;
}

/** Starts something that says when it is done, and stops it when the signal says so. */
function until(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = start(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    const onAbort = (): void => stop();
    signal.addEventListener('abort', onAbort);
  });
}

/** The position from which the next events will come: the newest that there is. */
async function newestOf(url: string): Promise<number> {
  const answer: unknown = await (await fetch(url)).json();
  const next = typeof answer === 'object' && answer !== null && 'next' in answer ? answer.next : undefined;
  if (typeof next !== 'number') throw new TypeError('Expected the lab to answer with a position');
  return next;
}
