/** How long one look lasts at least, in milliseconds, and how many there are of each. */
const LOOK_MS = 3;
const LOOKS = 12;

/** How long some work takes, as a multiple of how long the yardstick takes in the same run. */
export async function paceOf(
  work: () => unknown,
  yardstick: () => unknown,
  { now, pause }: { now: () => number; pause: () => Promise<void> },
): Promise<number> {
  let [workMs, yardstickMs] = [Infinity, Infinity];
  for (let look = 0; look < LOOKS; look++) {
    // By turns, and the fastest look of each: whatever else the machine does only ever makes one slower.
    workMs = Math.min(workMs, eachMs(work, now));
    yardstickMs = Math.min(yardstickMs, eachMs(yardstick, now));
    await pause();
  }
  return workMs / yardstickMs;
}

function eachMs(work: () => unknown, now: () => number): number {
  const beganAt = now();
  let times = 0;
  let tookMs: number;
  do {
    work();
    times++;
    tookMs = now() - beganAt;
  } while (tookMs < LOOK_MS);
  return tookMs / times;
}
