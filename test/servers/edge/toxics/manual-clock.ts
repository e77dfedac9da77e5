import type { Clock } from '../../../../servers/edge/toxics/clock.ts';

/** Time that goes on when a test says so. */
export interface ManualClock extends Clock {
  /** Lets time pass; what is due happens on the way, each at its time. */
  advance(ms: number): void;
  /** How many timers wait. */
  timers(): number;
}

/** Makes a clock that stands at 0. */
export function createManualClock(): ManualClock {
  const timers = new Set<{ at: number; run: () => void }>();
  let now = 0;
  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
    timers: () => timers.size,
  };
}
