import type { Clock, Timer } from '../../lib/measure/clock.ts';

/** A clock that a test turns by hand. */
export interface ManualClock extends Clock {
  /** Lets `ms` pass, running what falls due on the way, in order. */
  advance(ms: number): void;
  /** How many timers are set. */
  readonly timers: number;
}

/** Makes a clock that stands at 0. */
export function createManualClock(): ManualClock {
  const timers = new Map<number, { at: number; callback: () => void }>();
  let now = 0;
  let lastId = 0;

  function nextDue(until: number): number | undefined {
    const due = [...timers].filter(([, { at }]) => at <= until).sort(([a, one], [b, two]) => one.at - two.at || a - b);
    return due[0]?.[0];
  }

  return {
    now: () => now,
    setTimeout(callback, delayMs) {
      timers.set(++lastId, { at: now + Math.max(0, delayMs), callback });
      return lastId as unknown as Timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as unknown as number),
    advance(ms) {
      const until = now + ms;
      for (let id = nextDue(until); id !== undefined; id = nextDue(until)) {
        const entry = timers.get(id);
        timers.delete(id);
        now = Math.max(now, entry?.at ?? now);
        entry?.callback();
      }
      now = until;
    },
    get timers() {
      return timers.size;
    },
  };
}
