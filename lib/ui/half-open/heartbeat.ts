import type { Clock, Timer } from '../../measure/clock.ts';

/** A timer that fires this much too late was held up: the page slept, or its timers are throttled. In milliseconds. */
const LATE_MS = 1_000;

/** How often is asked, and how long an answer may take, in milliseconds. */
export interface Pulse {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** A heartbeat that runs. */
export interface Heartbeat {
  /** Something came from the other side: whatever it was, it is a sign of life. */
  heard(): void;
  stop(): void;
}

/** What a heartbeat is started with. */
export interface HeartbeatOptions extends Pulse {
  clock: Clock;
  /** Puts question 1, 2, 3 … to the other side. */
  ask: (number: number) => void;
  /** Called once when nothing has come in time. */
  onDead: () => void;
}

// #region heartbeat
/** Asks after `intervalMs` of silence, and calls the other side dead if `timeoutMs` later nothing has come. */
export function startHeartbeat({ clock, intervalMs, timeoutMs, ask, onDead }: HeartbeatOptions): Heartbeat {
  let timer: Timer | undefined;
  let dueAt = 0;
  let asked = 0;
  let isOver = false;

  /** There is one timer. Setting it takes the place of the one before, so that none is ever forgotten. */
  function set(ms: number, then: () => void): void {
    clock.clearTimeout(timer);
    if (isOver) return;
    dueAt = clock.now() + ms;
    timer = clock.setTimeout(then, ms);
  }

  function question(): void {
    set(timeoutMs, judge);
    ask(++asked);
  }

  function judge(): void {
    // The page slept, and what came meanwhile may still wait to be read: one more question before the verdict.
    if (clock.now() - dueAt > LATE_MS) return question();
    isOver = true;
    onDead();
  }

  set(intervalMs, question);
  return {
    heard: () => set(intervalMs, question),
    stop() {
      isOver = true;
      clock.clearTimeout(timer);
    },
  };
}
// #endregion heartbeat
