import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import type { Bench, BenchSetup, BenchState } from './bench.ts';
import { startLanes } from './start-lanes.ts';

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
    const running = startLanes([transport], { prefix: 'lesson' });
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
