import type { Clock, Timer } from '../../../lib/measure/clock.ts';

/** A clock that stands until it is told to go on. */
export interface ManualClock extends Clock {
  /** Lets time pass; timers fire at their times, in order. */
  advance(ms: number): void;
  /** How many timers run. */
  timers(): number;
}

/** Makes one that begins at 0. */
export function createManualClock(): ManualClock {
  const timers = new Map<number, { at: number; callback: () => void }>();
  let time = 0;
  let last = 0;
  return {
    now: () => time,
    setTimeout(callback, delayMs) {
      timers.set(++last, { at: time + delayMs, callback });
      return last as unknown as Timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as unknown as number),
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const next = [...timers].sort(([, a], [, b]) => a.at - b.at).find(([, { at }]) => at <= end);
        if (next === undefined) break;
        timers.delete(next[0]);
        time = next[1].at;
        next[1].callback();
      }
      time = end;
    },
    timers: () => timers.size,
  };
}
