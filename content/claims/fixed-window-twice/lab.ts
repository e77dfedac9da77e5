import type { LabMeasure } from '../claim.ts';

const LIMIT = 100;
const WINDOW_MS = 60_000;

/** When the messages come: before the boundary, and after it. */
const TIMES = [WINDOW_MS - 1_000, WINDOW_MS + 1_000].flatMap((at) => Array.from({ length: LIMIT }, () => at));

export const measure: LabMeasure = () => {
  const fixed = fixedWindow();
  const bucket = tokenBucket();
  return Promise.resolve({
    value: TIMES.filter((at) => fixed(at)).length,
    details: { 'a token bucket of the same rate': TIMES.filter((at) => bucket(at)).length },
  });
};

function fixedWindow(): (at: number) => boolean {
  let window = 0;
  let count = 0;
  return (at) => {
    const now = Math.floor(at / WINDOW_MS);
    if (now !== window) [window, count] = [now, 0];
    return ++count <= LIMIT;
  };
}

function tokenBucket(): (at: number) => boolean {
  let tokens = LIMIT;
  let countedAt = 0;
  return (at) => {
    tokens = Math.min(LIMIT, tokens + ((at - countedAt) / WINDOW_MS) * LIMIT);
    countedAt = at;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}
