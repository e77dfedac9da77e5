import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { countConnections } from '../edge-count/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { askControl } from '../lab/session-requests.ts';
import { ownTopic } from '../lab/topic.ts';
import { useReplacedSession } from '../lab/use-replaced-session.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { openReaderBench, type ReaderBench, type ReaderBenchState } from './reader-bench.tsx';
import type { Sharing } from './readers.tsx';

/** The letters that the topics are called by. */
export const TOPICS = ['a', 'b', 'c', 'd'] as const;

/** How fast events follow each other that are published together. */
const PER_SECOND = 5_000;

/** What a figure does with its readers. */
export interface Readers {
  readonly state: ReaderBenchState | undefined;
  readonly place: RefObject<HTMLDivElement | null>;
  /** Shows as many readers as this; the first time, it opens what they need. */
  show(count: number): Promise<void>;
  /** Publishes events to the first topic. */
  publish(count: number): Promise<void>;
  reset(): void;
}

interface Run {
  session: string;
  control: string;
  topics: readonly string[];
  bench: ReaderBench;
  end(): void;
}

/** Gives a figure its readers, through the page's session. */
export function useReaderBench({ ready, standing }: FigureSession, sharing: Sharing): Readers {
  const [state, setState] = useState<ReaderBenchState>();
  const run = useRef<Run>(undefined);
  const place = useRef<HTMLDivElement>(null);

  const reset = useCallback(() => {
    run.current?.end();
    run.current = undefined;
    setState(undefined);
  }, []);

  const opened = useCallback(async (): Promise<Run | undefined> => {
    const session = await ready();
    const now = session.state();
    if (now.name !== 'open' || place.current === null) return undefined;
    const { id, control, urls } = now.session;
    if (run.current?.session === id) return run.current;
    run.current?.end();
    const prefix = ownTopic('lesson', Math.random);
    const topics = TOPICS.map((letter) => `${prefix}.${letter}`);
    const token = figureToken(Math.random);
    let frame: number | undefined;
    const bench = openReaderBench({
      place: place.current,
      sharing,
      url: `${urls.websocket}/events?${token}`,
      token,
      topics,
      onChange() {
        frame ??= requestAnimationFrame(() => {
          frame = undefined;
          setState(bench.state());
        });
      },
    });
    const stopCounting = countConnections(session, {
      transport: 'websocket',
      tokens: [token],
      onChange: ({ [token]: edge }) => edge && bench.seen(edge),
    });
    run.current = {
      session: id,
      control,
      topics,
      bench,
      end() {
        stopCounting();
        bench.close();
        if (frame !== undefined) cancelAnimationFrame(frame);
      },
    };
    return run.current;
  }, [ready, sharing]);

  const show = useCallback(async (count: number) => (await opened())?.bench.show(count), [opened]);

  const publish = useCallback(
    async (count: number) => {
      const own = await opened();
      if (own === undefined) return;
      own.bench.mark();
      await askControl({
        fetch: (...request) => fetch(...request),
        url: `${own.control}/sources/${own.topics[0]}`,
        method: 'PUT',
        body: { ratePerSecond: PER_SECOND, payloadBytes: 8, count },
      });
    },
    [opened],
  );

  useReplacedSession(standing, run, reset);

  useEffect(
    () => () => {
      const own = run.current;
      run.current = undefined;
      // React is taking this figure down, and may not take another root down meanwhile.
      queueMicrotask(() => own?.end());
    },
    [],
  );

  return { state, place, show, publish, reset };
}
