/** The ceiling of the first wait, and the ceiling that later ones grow to, in milliseconds. */
export const BACKOFF_MS = { base: 500, cap: 30_000 } as const;

/** The longest wait that a server may ask for. `setTimeout` itself takes no more than about 24 days. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** Says how long to wait before the next try. */
export interface Backoff {
  /** How many waits were handed out since the last {@link reset}. */
  readonly attempts: number;
  /**
   * The next wait in milliseconds. Where the server said how long to stay away, it is never shorter than that.
   *
   * @param retryAfterMs what the server asked for
   */
  next(retryAfterMs?: number): number;
  /** Starts over, once a connection has proven itself. */
  reset(): void;
  /** Sets the ceiling of the first wait, where a server names one (`retry:` of an event stream). */
  setBase(baseMs: number): void;
}

// #region backoff
/**
 * Makes an exponential backoff with full jitter: a wait is drawn evenly from zero to a ceiling that doubles with each
 * try, up to a cap. The jitter lies inside the cap, so that clients which lost one server at the same moment do not come
 * back at the same moment, however long the outage.
 */
export function createBackoff(random: () => number): Backoff {
  let baseMs: number = BACKOFF_MS.base;
  let attempts = 0;

  return {
    get attempts() {
      return attempts;
    },
    next(retryAfterMs = 0) {
      const ceilingMs = Math.min(BACKOFF_MS.cap, baseMs * 2 ** attempts);
      attempts++;
      return Math.min(MAX_RETRY_AFTER_MS, Math.max(0, retryAfterMs)) + random() * ceilingMs;
    },
    reset() {
      attempts = 0;
    },
    setBase(ms) {
      baseMs = Math.min(BACKOFF_MS.cap, Math.max(0, ms));
    },
  };
}
// #endregion backoff
