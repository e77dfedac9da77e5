/** A running timer, to be given back to {@link Clock.clearTimeout}. */
export type Timer = ReturnType<typeof setTimeout>;

/** Time, as it is injected everywhere: the platform's, or a test's. */
export interface Clock {
  /** Milliseconds since the epoch, with fractions, never stepping back. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer | undefined): void;
}

/**
 * The platform's clock. It is read from `performance`, so it has fractions and does not follow when the computer's time
 * is set while the page is open.
 */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer),
};
