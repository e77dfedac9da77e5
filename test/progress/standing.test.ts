import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  NO_PROGRESS,
  nextSlug,
  type Progress,
  putAttempt,
  recordHints,
  recordRun,
  recordTime,
  standingOf,
  startAttempt,
} from '../../lib/progress/index.ts';

const SLUGS = ['event-emitter', 'backoff', 'rpc'];

function attemptAt(slug: string, now: number): Attempt {
  return startAttempt({ slug, door: 'browser', mode: 'practice' }, { now, id: `${slug}-${now}` });
}

const progressOf = (...attempts: Attempt[]): Progress => attempts.reduce(putAttempt, NO_PROGRESS);
const solved = (attempt: Attempt) => recordRun(attempt, { passed: 3, failed: 0 }, attempt.startedAt + 100);

describe('the standing of a challenge', () => {
  it('is new where nothing was done, also where it was only opened', () => {
    expect(standingOf(NO_PROGRESS, 'rpc')).toMatchObject({ state: 'new', attempts: 0, touchedAt: null });
    expect(standingOf(progressOf(attemptAt('rpc', 5)), 'rpc')).toMatchObject({
      state: 'new',
      attempts: 0,
      touchedAt: 5,
    });
  });

  it('is tried after a run that failed, and keeps the best run', () => {
    const attempt = recordRun(recordRun(attemptAt('rpc', 5), { passed: 4, failed: 2 }, 6), { passed: 1, failed: 5 }, 7);
    expect(standingOf(progressOf(attempt), 'rpc')).toMatchObject({ state: 'tried', runs: 2, passed: 4, tests: 6 });
  });

  it('stays solved after a later run that fails, and keeps the quickest time', () => {
    const slow = recordTime(solved(attemptAt('rpc', 5)), 9_000, 200);
    const quick = recordTime(solved(attemptAt('rpc', 500)), 4_000, 900);
    const broken = recordRun(slow, { passed: 0, failed: 3 }, 300);
    const standing = standingOf(progressOf(broken, quick), 'rpc');
    expect(standing).toMatchObject({ state: 'solved', solvedAt: 105, quickestMs: 4_000, attempts: 2, touchedAt: 900 });
  });

  it('does not count an empty run as solved', () => {
    expect(standingOf(progressOf(recordRun(attemptAt('rpc', 1), { passed: 0, failed: 0 }, 2)), 'rpc').state).toBe(
      'tried',
    );
  });

  it('counts the hints that were shown at most', () => {
    const attempt = recordHints(recordHints(attemptAt('rpc', 1), 3, 2), 1, 3);
    expect(standingOf(progressOf(attempt), 'rpc').hints).toBe(3);
  });
});

describe('where to go on', () => {
  it('is at the first challenge for a newcomer', () => {
    expect(nextSlug(NO_PROGRESS, SLUGS)).toBe('event-emitter');
  });

  it('is at what was last worked on, until it is solved, and then after it', () => {
    const begun = attemptAt('backoff', 10);
    expect(nextSlug(progressOf(begun), SLUGS)).toBe('backoff');
    expect(nextSlug(progressOf(solved(begun)), SLUGS)).toBe('rpc');
  });

  it('comes back to what was left out, and is nowhere when all are solved', () => {
    const [first, second, third] = SLUGS.map((slug, index) => solved(attemptAt(slug, index)));
    if (!first || !second || !third) throw new Error('Expected three');
    expect(nextSlug(progressOf(second, third), SLUGS)).toBe('event-emitter');
    expect(nextSlug(progressOf(first, second, third), SLUGS)).toBeNull();
  });

  it('does not stop at a challenge that is no longer there', () => {
    expect(nextSlug(progressOf(attemptAt('gone', 99)), SLUGS)).toBe('event-emitter');
  });
});
