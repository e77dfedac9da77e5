import type { Clock, Timer } from '../measure/clock.ts';

/** Notices when nothing has been heard for a while. */
export interface SilenceWatch {
  /** Something came: the wait begins anew. Cheap enough to be called for every message. */
  heard(): void;
  /** Shortens the present wait: an answer is due within `ms`. */
  within(ms: number): void;
  stop(): void;
}

/**
 * Calls `onSilent` each time that nothing was heard for `afterMs`. A dead peer sends nothing, not even a goodbye: without
 * such a watch a client waits for as long as its operating system does, which may be hours.
 *
 * One timer serves the whole connection: what is heard moves the deadline, and the timer is set again when it fires.
 */
export function watchSilence(clock: Clock, afterMs: number, onSilent: () => void): SilenceWatch {
  let deadline = clock.now() + afterMs;
  let timer: Timer | undefined = clock.setTimeout(check, afterMs);

  function check(): void {
    const remainingMs = deadline - clock.now();
    if (remainingMs <= 0) deadline = clock.now() + afterMs;
    timer = clock.setTimeout(check, Math.max(remainingMs, 0) || afterMs);
    if (remainingMs <= 0) onSilent();
  }

  return {
    heard() {
      deadline = clock.now() + afterMs;
    },
    within(ms) {
      if (timer === undefined || clock.now() + ms >= deadline) return;
      deadline = clock.now() + ms;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(check, ms);
    },
    stop() {
      clock.clearTimeout(timer);
      timer = undefined;
    },
  };
}
