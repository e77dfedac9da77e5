import { createClock } from '@sinonjs/fake-timers';
import { createBackoff } from '../../../lib/transports/backoff.ts';
import type { LabMeasure } from '../claim.ts';

const WAITS = 50;

export const measure: LabMeasure = async () => {
  const clock = createClock(0);
  const backoff = createBackoff(() => 0.5);
  const beganAt = performance.now();
  let waits = 0;
  const loop = (async () => {
    while (waits < WAITS) {
      await new Promise<void>((resolve) => clock.setTimeout(() => resolve(), backoff.next()));
      waits++;
    }
  })();
  while (waits < WAITS) await clock.nextAsync();
  await loop;
  const tookMs = performance.now() - beganAt;
  // Longer on the wall, and the clock would not have been turned but waited for.
  if (tookMs >= 1_000) return { value: 0, details: { 'on the wall': `${tookMs.toFixed(1)} ms` } };
  return { value: Math.round(clock.now / 1_000), details: { 'on the wall': `${tookMs.toFixed(1)} ms` } };
};
