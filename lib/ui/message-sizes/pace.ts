/** How long one look lasts at least, in milliseconds, and how many there are of each. */
const LOOK_MS = 8;
const LOOKS = 5;

/** How long some work takes, as a multiple of how long the yardstick takes in the same run: the median of five looks. */
export async function paceOf(
  work: () => unknown,
  yardstick: () => unknown,
  { now, pause }: { now: () => number; pause: () => Promise<void> },
): Promise<number> {
  const ratios: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    // By turns, so that a machine that is busy for a moment slows both.
    ratios.push(eachMs(work, now) / eachMs(yardstick, now));
    await pause();
  }
  return ratios.sort((a, b) => a - b)[Math.floor(LOOKS / 2)] ?? Number.NaN;
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
