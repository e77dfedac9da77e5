import type { Clock } from '../../../measure/clock.ts';

/** How often a condition is looked at, in milliseconds: how exactly the moment is known at which it became true. */
export const LOOK_MS = 50;

/** The run was cancelled by the reader. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Waiting in a run, which its reader may cancel. */
export interface Waiting {
  clock: Clock;
  signal: AbortSignal;
}

/** Never fulfils. @throws {Cancelled} as a rejection, once the run is cancelled */
export function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(new Cancelled('The run was cancelled'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Lets `ms` pass. @throws {Cancelled} as a rejection, as soon as the run is cancelled */
export function pass({ clock, signal }: Waiting, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Cancelled('The run was cancelled'));
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      reject(new Cancelled('The run was cancelled'));
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * Waits until something is so.
 *
 * @returns whether it became so within `boundMs`
 * @throws {Cancelled} as a rejection
 */
export async function until(waiting: Waiting, boundMs: number, holds: () => boolean): Promise<boolean> {
  const deadline = waiting.clock.now() + boundMs;
  while (!holds()) {
    if (waiting.clock.now() >= deadline) return false;
    await pass(waiting, LOOK_MS);
  }
  return true;
}
