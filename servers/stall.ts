import type { Timing } from './timing.ts';

/** Whoever is written to, and may not take it. */
export interface Taker {
  /** How many bytes wait in this process to be taken. */
  waitingBytes(): number;
  /** A number that changes whenever some of them have been taken. */
  progress(): number;
  /** Ends the connection. */
  cut(): void;
}

/**
 * Cuts off who takes nothing of what waits for it for `stallMs`. Looks every `checkMs`, with one timer for all of them.
 *
 * @param takers all of them, asked for at every look; the same one has to be the same object or the same socket
 * @returns how to stop
 */
export function watchStalls<Key extends object>(
  takers: () => Iterable<readonly [Key, Taker]>,
  { stallMs, checkMs }: Pick<Timing, 'stallMs' | 'checkMs'>,
): () => void {
  const stalled = new WeakMap<Key, { progress: number; since: number }>();

  // #region look
  function look(): void {
    const now = performance.now();
    for (const [key, taker] of takers()) {
      if (taker.waitingBytes() === 0) {
        stalled.delete(key);
        continue;
      }
      const progress = taker.progress();
      const seen = stalled.get(key);
      if (seen?.progress !== progress) stalled.set(key, { progress, since: now });
      else if (now - seen.since >= stallMs) taker.cut();
    }
  }
  // #endregion look

  const timer = setInterval(look, checkMs);
  timer.unref();
  return () => clearInterval(timer);
}
