import type { Measured } from '../../../lib/ui/faults/scenarios/measured.ts';
import type { HerdFacts, WallFacts } from '../../../lib/ui/faults/scenarios/scenario.ts';

/** What is measured of a lane that nothing happens to, changed by what a test is about. */
export const measured = (change: Partial<Measured> = {}): Measured => ({
  transport: 'sse',
  received: 50,
  lost: 0,
  skipped: 0,
  duplicated: 0,
  reordered: 0,
  late: 0,
  lateMs: 2_000,
  worstMs: 20,
  noticedMs: undefined,
  recoveredMs: undefined,
  interrupted: false,
  deliveredDuring: 40,
  faultMs: 8_000,
  caughtUpMs: 100,
  watchedMs: 8_100,
  bytes: { up: 100, down: 1_000 },
  ...change,
});

/** What is measured of the wall where all streams open. */
export const wallFacts = (change: Partial<WallFacts> = {}): WallFacts => ({
  asked: 7,
  opened: 7,
  waiting: 0,
  errors: 0,
  before: 0,
  nextAfterMs: undefined,
  ...change,
});

/** What is measured of a herd that comes back evenly. */
export const herdFacts = (change: Partial<HerdFacts> = {}): HerdFacts => ({
  clients: 200,
  jitter: true,
  asked: [0, 250, 500],
  reached: [1, 251, 501],
  allOpenMs: 700,
  peakAsked: 15,
  peakReached: 15,
  ...change,
});
