import fc from 'fast-check';
import { type Attempt, mergeProgress, NO_PROGRESS, type Progress, PROGRESS_VERSION } from '../../lib/progress/index.ts';

const time = fc.integer({ min: 0, max: 50 });
const count = fc.nat({ max: 9 });
const mark = fc.constantFrom('yes' as const, 'partly' as const, 'no' as const);

/** An attempt stays with its challenge. */
const anyName = fc.constantFrom(
  { id: 'a', slug: 'backoff' },
  { id: 'b', slug: 'backoff' },
  { id: 'c', slug: 'constructor' },
);

const anyVersion = fc.record({
  door: fc.constantFrom('terminal' as const, 'browser' as const),
  mode: fc.constantFrom('practice' as const, 'interview' as const),
  startedAt: time,
  updatedAt: time,
  elapsedMs: count,
  runs: count,
  hints: count,
  solutionSeen: fc.boolean(),
  passed: count,
  tests: count,
  solvedAt: fc.option(time),
  endedAt: fc.option(time),
  notes: fc.string({ maxLength: 4 }),
  review: fc.array(fc.record({ point: fc.string({ maxLength: 3 }), mark }), { maxLength: 2 }),
});

/** Attempts with few ids and few times, so that versions of the same one meet, at the same moment as well. */
export const anyAttempt: fc.Arbitrary<Attempt> = fc
  .tuple(anyName, anyVersion)
  .map(([name, version]) => ({ ...name, ...version }));

/** Progress as the site or the command line may have it. */
export const anyProgress: fc.Arbitrary<Progress> = fc
  .array(anyAttempt, { maxLength: 5 })
  .map((attempts) => mergeProgress(NO_PROGRESS, { version: PROGRESS_VERSION, attempts }));
