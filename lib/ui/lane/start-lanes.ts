import { systemClock } from '../../measure/clock.ts';
import type { TransportId } from '../../protocol/index.ts';
import { loadTransport } from '../../transports/index.ts';
import { watchLab } from '../lab/lab-watch.ts';
import { openPageSession } from '../lab/page-session.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { ownTopic } from '../lab/topic.ts';
import { type Bench, type BenchSetup, createBench } from './bench.ts';
import { followVisibility } from './follow-visibility.ts';
import { loadDecoder } from './load-decoder.ts';
import { DEFAULT_SPAN_MS } from './time-scale.ts';

/** Lanes that run, and how to end them. */
export interface RunningLanes {
  bench: Bench;
  end: () => void;
}

/** Starts lanes on a topic of their own, in a session of their own, and runs the topic's source. */
export function startLanes(
  lanes: readonly TransportId[],
  { prefix }: { /** What the topic is for; also the beginning of its name. */ prefix: string },
): RunningLanes {
  const setup: BenchSetup = {
    topic: ownTopic(prefix, Math.random),
    ratePerSecond: 1,
    payloadBytes: 64,
    burst: 0,
    intervalMs: 1_000,
    waitMs: 25_000,
    lanes,
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
