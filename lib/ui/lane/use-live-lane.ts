import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { TransportId } from '../../protocol/index.ts';
import { loadTransport } from '../../transports/index.ts';
import { watchLab } from '../lab/lab-watch.ts';
import { openPageSession } from '../lab/page-session.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { ownTopic } from '../lab/topic.ts';
import { type Bench, type BenchSetup, type BenchState, createBench } from './bench.ts';
import { followVisibility } from './follow-visibility.ts';
import { loadDecoder } from './load-decoder.ts';
import { DEFAULT_SPAN_MS } from './time-scale.ts';

/** A lane that its reader starts and stops. `bench` is there while it runs. */
export interface LiveLaneHandle {
  bench: Bench | undefined;
  start: () => void;
  stop: () => void;
}

/** Starts a lane of one transport on a topic of its own, and ends it when it is stopped or its page is left. */
export function useLiveLane(transport: TransportId): LiveLaneHandle {
  const [bench, setBench] = useState<Bench>();
  const end = useRef<() => void>(undefined);

  const stop = useCallback(() => {
    end.current?.();
    end.current = undefined;
    setBench(undefined);
  }, []);

  const start = useCallback(() => {
    if (end.current) return;
    const running = startLane(transport);
    end.current = running.end;
    setBench(running.bench);
  }, [transport]);

  useEffect(() => () => end.current?.(), []);
  return { bench, start, stop };
}

/** What a bench shows; changes a few times a second, while the picture is drawn by itself. */
export function useBenchState<Setup extends BenchSetup>(bench: Bench<Setup>): BenchState<Setup> {
  return useSyncExternalStore(bench.subscribe, bench.state, bench.state);
}

function startLane(transport: TransportId): { bench: Bench; end: () => void } {
  const setup: BenchSetup = {
    topic: ownTopic('lesson', Math.random),
    ratePerSecond: 1,
    payloadBytes: 64,
    burst: 0,
    intervalMs: 1_000,
    waitMs: 25_000,
    lanes: [transport],
    noResume: [],
    spanMs: DEFAULT_SPAN_MS,
  };
  const fetchHere: typeof fetch = (...request) => fetch(...request);
  const watch = watchLab({ fetch: fetchHere, clock: systemClock, pageUrl: location.href });
  const source = createSourceDriver(setup.topic, { fetch: fetchHere, clock: systemClock });
  const session = openPageSession();
  const bench = createBench({ setup, watch, session, source, clock: systemClock, loadTransport, loadDecoder });
  bench.setDriving(true);
  const stopShowing = followVisibility(bench);

  // A page that is left runs no effects' clean-up, and one that the browser kept is shown again as it was.
  const onLeave = (): void => source.stop();
  const onReturn = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) bench.setDriving(true);
  };
  addEventListener('pagehide', onLeave);
  addEventListener('pageshow', onReturn);
  return {
    bench,
    end() {
      stopShowing();
      removeEventListener('pagehide', onLeave);
      removeEventListener('pageshow', onReturn);
      bench.close();
      watch.close();
    },
  };
}
