import { useEffect, useState } from 'react';
import { systemClock } from '../../lib/measure/clock.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import { createFaultBoard, type FaultBoard } from '../../lib/ui/faults/fault-board.ts';
import type { ScenarioDesk } from '../../lib/ui/faults/scenarios/index.ts';
import { watchLab } from '../../lib/ui/lab/lab-watch.ts';
import { openPageSession } from '../../lib/ui/lab/page-session.ts';
import { createSourceDriver } from '../../lib/ui/lab/sources.ts';
import { lockTopic } from '../../lib/ui/lab/topic-lock.ts';
import { type Bench, type BenchState, createBench } from '../../lib/ui/lane/bench.ts';
import { followVisibility } from '../../lib/ui/lane/follow-visibility.ts';
import { createDesk } from './scenarios/create-desk.ts';
import { loadDecoder } from '../../lib/ui/lane/load-decoder.ts';
import { formatSetup, parseSetup, type Setup } from './setup.ts';

/**
 * How long a tab waits before it starts the source that another tab left, in milliseconds: that tab's last request ends
 * the source, and may still be on its way.
 */
const HANDOVER_MS = 500;

/** The bench of this page, whose set-up is its address. */
export type CompareBench = Bench<Setup>;

/** What it shows. */
export type CompareState = BenchState<Setup>;

/** A bench as the page's components use it. */
export interface UsedBench {
  bench: CompareBench;
  /** What is broken on purpose. */
  faults: FaultBoard;
  /** Where scenarios are run. */
  desk: ScenarioDesk;
  /** What was wrong in the address, in words. */
  problems: readonly string[];
  /** Whether this tab runs the source; another tab of this browser may. */
  driving: boolean;
  /** Makes this tab run it. */
  takeOver: () => void;
}

/** Makes the page's bench from its address, and ends everything when the page is left. `undefined` before the first effect. */
export function useBench(): UsedBench | undefined {
  const [used, setUsed] = useState<UsedBench>();
  useEffect(() => {
    const { setup, problems } = parseSetup(location.search, Math.random);
    replaceAddress(setup);
    const fetchHere: typeof fetch = (...request) => fetch(...request);
    const watch = watchLab({ fetch: fetchHere, clock: systemClock, pageUrl: location.href });
    const source = createSourceDriver(setup.topic, { fetch: fetchHere, clock: systemClock });
    const session = openPageSession();
    const bench = createBench({ setup, watch, session, source, clock: systemClock, loadTransport, loadDecoder });
    const faults = createFaultBoard({
      session,
      lane: (id) => bench.state().lanes.find((lane) => lane.session.transport === id)?.session,
      clock: systemClock,
    });
    let isLeft = false;
    const desk = createDesk({
      bench,
      faults,
      clock: systemClock,
      random: Math.random,
      // A run that ends because the page is left must not set its source going again.
      setPace: (pace) => {
        if (!isLeft) changeSetup(bench, pace);
      },
    });
    const takeOver = (): void => lock.take();
    let handover: ReturnType<typeof setTimeout> | undefined;
    const lock = lockTopic(setup.topic, (driving, waited) => {
      clearTimeout(handover);
      if (driving && waited) handover = setTimeout(() => bench.setDriving(true), HANDOVER_MS);
      else bench.setDriving(driving);
      setUsed({ bench, faults, desk, problems, driving, takeOver });
    });

    const stopShowing = followVisibility(bench);
    // The scale is also changed on the pictures themselves, by key and by wheel.
    const stopFollowing = bench.viewport.subscribe(() => {
      const { spanMs } = bench.viewport;
      if (spanMs !== bench.state().setup.spanMs) changeSetup(bench, { spanMs });
    });
    // A page that is left runs no effects' clean-up, and one that the browser kept is shown again as it was.
    const onLeave = (): void => source.stop();
    const onReturn = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) bench.setDriving(lock.held);
    };
    addEventListener('pagehide', onLeave);
    addEventListener('pageshow', onReturn);
    return () => {
      removeEventListener('pagehide', onLeave);
      removeEventListener('pageshow', onReturn);
      clearTimeout(handover);
      stopFollowing();
      stopShowing();
      lock.release();
      isLeft = true;
      desk.close();
      faults.close();
      bench.close();
      watch.close();
    };
  }, []);
  return used;
}

/** Applies a change to the set-up, and writes it into the address. */
export function changeSetup(bench: CompareBench, change: Partial<Setup>): void {
  const setup = { ...bench.state().setup, ...change };
  replaceAddress(setup);
  bench.apply(setup);
}

/** Without a new entry in the history: going back leads to the page before, not through every rate that was tried. */
function replaceAddress(setup: Setup): void {
  history.replaceState(history.state, '', `?${formatSetup(setup)}${location.hash}`);
}
