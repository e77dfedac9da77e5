import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { type ConnectionState, loadTransport } from '../../transports/index.ts';
import { ownTopic } from '../lab/topic.ts';
import { useReplacedSession } from '../lab/use-replaced-session.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type BenchRun, openBenchRun } from './bench-run.ts';
import { nextFrame } from './feed.ts';
import { createTally, type Tally, type Way, type WayCount, WAYS } from './tally.ts';

/** How often the counts are shown, in milliseconds: seldom, so that showing them costs the boards nothing. */
const SHOW_MS = 250;

/** How long each way is measured, where all are measured one after the other. */
export const EACH_WAY_MS = 4_000;

/** The figure's state and what its buttons do. */
export interface Bench {
  readonly run: BenchRun | undefined;
  readonly isRunning: boolean;
  readonly tally: Tally;
  readonly counts: Readonly<Partial<Record<Way, WayCount>>>;
  readonly way: Way;
  readonly ratePerSecond: number;
  readonly connection: ConnectionState['name'];
  /** What went wrong, for readers. */
  readonly said: string | undefined;
  setWay(way: Way): void;
  setRate(ratePerSecond: number): void;
  start(): void;
  /** Each way for {@link EACH_WAY_MS}, then stop. */
  measureAll(): void;
  stop(): void;
}

/** Runs the stores on a stream, through the page's session. */
export function useBench(figure: FigureSession): Bench {
  const [tally] = useState(createTally);
  const [run, setRun] = useState<BenchRun>();
  const [isRunning, setRunning] = useState(false);
  const [isTour, setTour] = useState(false);
  const [counts, setCounts] = useState<Bench['counts']>({});
  const [way, setWay] = useState<Way>('whole');
  const [ratePerSecond, setRatePerSecond] = useState(100);
  const [connection, setConnection] = useState<ConnectionState['name']>('idle');
  const [said, setSaid] = useState<string>();
  const open = useRef<{ run: BenchRun; session: string }>(undefined);
  const wanted = useRef(0);
  const { ready, standing } = figure;

  const stop = useCallback(() => {
    wanted.current++;
    open.current?.run.close();
    open.current = undefined;
    tally.pause();
    setCounts(tally.read());
    setRunning(false);
    setTour(false);
    setConnection('closed');
  }, [tally]);

  const start = useCallback(async () => {
    const own = ++wanted.current;
    setSaid(undefined);
    const [session, connect] = await Promise.all([ready(), loadTransport('websocket')]);
    const state = session.state();
    if (own !== wanted.current || state.name !== 'open') return;
    const { id, urls, control } = state.session;
    const next = openBenchRun({
      connect,
      url: urls.websocket,
      control,
      topic: ownTopic('stores', Math.random),
      ratePerSecond,
      tally,
      fetch: (...request) => fetch(...request),
      clock: systemClock,
      later: nextFrame,
      onState: ({ name }) => setConnection(name),
    });
    open.current = { run: next, session: id };
    setRun(next);
    setRunning(true);
  }, [ready, ratePerSecond, tally]);

  const begin = (): void => {
    start().catch((error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };

  // A way begins once its boards stand, so that what it took to put them there is not counted.
  useEffect(() => {
    if (!isRunning || run === undefined) return undefined;
    run.feed.setPerFrame(way === 'frame');
    tally.pause();
    const cancel = nextFrame(() => tally.begin(way));
    const show = setInterval(() => {
      setCounts(tally.read());
      setSaid(run.problem);
    }, SHOW_MS);
    let frame = requestAnimationFrame(function next() {
      tally.frame();
      frame = requestAnimationFrame(next);
    });
    return () => {
      cancel();
      clearInterval(show);
      cancelAnimationFrame(frame);
    };
  }, [isRunning, run, way, tally]);

  useEffect(() => {
    if (!isTour || !isRunning) return undefined;
    const timer = setTimeout(() => {
      const next = WAYS[WAYS.indexOf(way) + 1];
      if (next === undefined) stop();
      else setWay(next);
    }, EACH_WAY_MS);
    return () => clearTimeout(timer);
  }, [isTour, isRunning, way, stop]);

  const onReplaced = useCallback(() => {
    stop();
    setSaid('The lab was restarted, and the stream ended with it. Start again.');
  }, [stop]);
  useReplacedSession(standing, open, onReplaced);

  useEffect(() => {
    const asked = wanted;
    const leave = (): void => open.current?.run.close();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      asked.current++;
      leave();
      open.current = undefined;
    };
  }, []);

  return {
    run,
    isRunning,
    tally,
    counts,
    way,
    ratePerSecond,
    connection,
    said,
    setWay(next) {
      setTour(false);
      setWay(next);
    },
    setRate(rate) {
      setRatePerSecond(rate);
      open.current?.run.setRate(rate);
    },
    start: begin,
    measureAll() {
      setWay('whole');
      setTour(true);
      if (!isRunning) begin();
      else if (way === 'whole') tally.begin('whole');
    },
    stop,
  };
}
