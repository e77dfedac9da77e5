import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { countConnections } from '../edge-count/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { askControl } from '../lab/session-requests.ts';
import { ownTopic } from '../lab/topic.ts';
import { useReplacedSession } from '../lab/use-replaced-session.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type Bench, type BenchAction, type BenchState, openBench } from './bench.tsx';
import type { Variant } from './variants.tsx';

/** How many events a burst has, and how many a second would follow each other. */
export const BURST = 50;
const BURST_PER_SECOND = 5_000;

/** How long nothing may change before the counts are judged, in milliseconds: longer than a reconnect takes. */
const SETTLED_MS = 900;

/** Both versions of a pair, as they stand. */
export interface BenchesState {
  readonly wrong: BenchState;
  readonly right: BenchState;
  /** Whether nothing has changed for a while. */
  readonly isSettled: boolean;
}

/** What a figure does with its two benches. */
export interface Benches {
  readonly state: BenchesState | undefined;
  readonly wrongPlace: RefObject<HTMLDivElement | null>;
  readonly rightPlace: RefObject<HTMLDivElement | null>;
  /** Does the same with both versions. Opens them first, where that has not happened yet. */
  act(action: BenchAction): Promise<void>;
  /** Publishes a burst to the topic that both read. */
  publish(): Promise<void>;
  /** Ends everything, and forgets what was counted. */
  reset(): void;
}

interface Run {
  session: string;
  control: string;
  topic: string;
  wrong: Bench;
  right: Bench;
  end(): void;
}

/** Gives a figure its two benches, through the page's session. */
export function useBenches({ ready, standing }: FigureSession, { Wrong, Right }: Variant): Benches {
  const [state, setState] = useState<BenchesState>();
  const run = useRef<Run>(undefined);
  const wrongPlace = useRef<HTMLDivElement>(null);
  const rightPlace = useRef<HTMLDivElement>(null);

  const reset = useCallback(() => {
    run.current?.end();
    run.current = undefined;
    setState(undefined);
  }, []);

  const opened = useCallback(async (): Promise<Run | undefined> => {
    const session = await ready();
    const now = session.state();
    const places = [wrongPlace.current, rightPlace.current];
    if (now.name !== 'open' || places[0] === null || places[1] === null) return undefined;
    const { id, control, urls } = now.session;
    if (run.current?.session === id) return run.current;
    run.current?.end();
    const topic = ownTopic('lesson', Math.random);
    const tokens = [figureToken(Math.random), figureToken(Math.random)] as const;
    const [wrong, right] = ([Wrong, Right] as const).map((Probe, index) => {
      const [place, token] = [places[index], tokens[index]];
      if (!place || token === undefined) throw new Error('Expected a place for each version');
      return openBench({ place, Probe, topic, token, url: `${urls.websocket}/events?${token}`, onChange });
    });
    if (wrong === undefined || right === undefined) return undefined;
    let frame: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (isSettled: boolean): void => {
      frame = undefined;
      setState({ wrong: wrong.state(), right: right.state(), isSettled });
    };
    function onChange(): void {
      systemClock.clearTimeout(timer);
      timer = systemClock.setTimeout(() => show(true), SETTLED_MS);
      // A loop changes something at every message; the screen follows at its own pace.
      frame ??= requestAnimationFrame(() => show(false));
    }
    const stopCounting = countConnections(session, {
      transport: 'websocket',
      tokens,
      onChange(counts) {
        const [ofWrong, ofRight] = [counts[tokens[0]], counts[tokens[1]]];
        if (ofWrong) wrong.seen(ofWrong);
        if (ofRight) right.seen(ofRight);
      },
    });
    const own: Run = {
      session: id,
      control,
      topic,
      wrong,
      right,
      end() {
        systemClock.clearTimeout(timer);
        if (frame !== undefined) cancelAnimationFrame(frame);
        stopCounting();
        wrong.close();
        right.close();
      },
    };
    run.current = own;
    return own;
  }, [ready, Wrong, Right]);

  const act = useCallback(
    async (action: BenchAction) => {
      const own = await opened();
      own?.wrong.act(action);
      own?.right.act(action);
    },
    [opened],
  );

  const publish = useCallback(async () => {
    const own = await opened();
    if (own === undefined) return;
    await askControl({
      fetch: (...request) => fetch(...request),
      url: `${own.control}/sources/${own.topic}`,
      method: 'PUT',
      body: { ratePerSecond: BURST_PER_SECOND, payloadBytes: 8, count: BURST },
    });
  }, [opened]);

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

  return { state, wrongPlace, rightPlace, act, publish, reset };
}
