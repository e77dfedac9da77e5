import type { ManualClock } from '../../transports/manual-clock.ts';

/** Turns a clock until something has come to its end, with a bound: what waits for more than an hour waits for ever. */
export async function drive<T>(clock: ManualClock, work: Promise<T>, onTick: () => void = () => undefined): Promise<T> {
  let over = false;
  void work.catch(() => undefined).finally(() => (over = true));
  for (let tick = 0; !over; tick++) {
    if (tick > 72_000) throw new Error('Expected the work to end within an hour');
    onTick();
    clock.advance(50);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return work;
}
