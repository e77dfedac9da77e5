import { BACKOFF_MS, createBackoff } from '../../../lib/transports/backoff.ts';
import type { LabMeasure } from '../claim.ts';

const CLIENTS = 1_000;
const TRIES = 10;
const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** As it is commonly written: first the cap, then a quarter more or less. */
function lateWaitMs(tries: number): number {
  const delayMs = Math.min(BASE_MS * 2 ** tries, CAP_MS);
  return delayMs + delayMs * 0.25 * (Math.random() * 2 - 1);
}

export const measure: LabMeasure = async () => {
  let latest = 0;
  let inside = 0;
  for (let client = 0; client < CLIENTS; client++) {
    const backoff = createBackoff(Math.random);
    for (let tries = 0; tries < TRIES; tries++) {
      latest = Math.max(latest, lateWaitMs(tries));
      inside = Math.max(inside, backoff.next());
    }
  }
  return {
    // Draws that leave their own cap would prove nothing about jitter behind one.
    value: inside > BACKOFF_MS.cap ? 1 : latest / CAP_MS,
    details: {
      'longest, ms': Math.round(latest),
      'longest of the course’s own, ms': Math.round(inside),
      'its cap, ms': BACKOFF_MS.cap,
    },
  };
};
