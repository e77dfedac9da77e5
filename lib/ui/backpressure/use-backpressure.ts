import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { StreamToxics, Toxics } from '../../protocol/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import type { SessionStage } from '../lab/in-session.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type BatchRun, runBatches, WAY_IDS, type WayId } from './batch-run.ts';
import { FAST_SOURCE, type ReaderRun, startReaderRun } from './reader-run.ts';
import { LINE_RATE, type SenderRun, startSenderRun } from './sender-run.ts';
import type { SenderId } from './senders.ts';

/** What the batches are slowed down by, in milliseconds each way: without a distance, waiting would cost nothing. */
export const BATCH_LATENCY_MS = 25;

/** What a part of the figure is started with. Resolves when it is over. */
type Part = (stage: SessionStage) => Promise<void>;

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
export function useBackpressure(figure: FigureSession): BackpressureHandle {
  const [senders, setSenders] = useState<BackpressureHandle['senders']>({});
  const [readers, setReaders] = useState<BackpressureHandle['readers']>({});
  const [batches, setBatches] = useState<BackpressureHandle['batches']>({});
  const [last, setLast] = useState<BackpressureHandle['last']>();
  const run = useSessionRun(figure, 'The session ended in the middle of the run, and its edge with it');
  const { isRunning, failure, start, stop } = run;

  const begin = useCallback(
    (kind: NonNullable<BackpressureHandle['last']>, { toxics, part }: { toxics: Toxics; part: Part }): void => {
      const hasBegun = start(async (stage) => {
        const { session, signal } = stage;
        try {
          await session.setToxics('websocket', toxics);
          if (!signal.aborted) await part(stage);
        } finally {
          // Where the session is gone, so are its toxics.
          await session.setToxics('websocket', {}).catch(() => undefined);
        }
      });
      if (hasBegun) setLast(kind);
    },
    [start],
  );

  const runSender = useCallback(
    (id: SenderId) =>
      begin('sender', {
        toxics: { upstream: { bandwidth: { rate: LINE_RATE } } },
        part: ({ lab, signal }) =>
          untilDone(signal, (tell) =>
            startSenderRun({
              id,
              socket: new WebSocket(`${lab.urls.websocket}/events?${figureToken(Math.random)}`),
              topic: ownTopic('backpressure', Math.random),
              clock: systemClock,
              onChange(run) {
                setSenders((now) => ({ ...now, [id]: run }));
                tell(run);
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
          await untilDone(signal, (tell) =>
            startReaderRun({
              rate,
              socket: new WebSocket(`${lab.urls.websocket}/events?${figureToken(Math.random)}`),
              topic,
              clock: systemClock,
              newest: () => newestOf(`${lab.urls.polling}/events?topic=${topic}`),
              onChange(run) {
                setReaders((now) => ({ ...now, [rate]: run }));
                tell(run);
              },
            }),
          ).finally(() => source.stop());
        },
      }),
    [begin],
  );

  const startBatches = useCallback(() => {
    const away: StreamToxics = { latency: { latency: BATCH_LATENCY_MS } };
    begin('batches', {
      toxics: { upstream: away, downstream: away },
      async part({ session, signal }) {
        setBatches({});
        for (const way of WAY_IDS) {
          const topic = ownTopic('batches', Math.random);
          const run = await runBatches(way, { session, token: figureToken(Math.random), topic, signal });
          setBatches((now) => ({ ...now, [way]: run }));
        }
      },
    });
  }, [begin]);

  const busy = isRunning ? last : undefined;
  return { senders, readers, batches, busy, last, failure, runSender, runReader, runBatches: startBatches, stop };
}

/** Starts something that tells how it stands, and stops it when the signal says so. @throws where it ended early */
function untilDone(
  signal: AbortSignal,
  start: (tell: (run: Pick<SenderRun | ReaderRun, 'state' | 'reason'>) => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = start(({ state, reason = 'nobody knows why' }) => {
      if (state === 'running') return;
      signal.removeEventListener('abort', onAbort);
      if (state === 'done') resolve();
      else reject(new Error(`A run ended early: ${reason}`));
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
