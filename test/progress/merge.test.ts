import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findNews,
  mergeProgress,
  NO_PROGRESS,
  putAttempt,
  solvedSlugs,
  startAttempt,
} from '../../lib/progress/index.ts';
import { anyProgress } from './arbitraries.ts';

describe('merging progress', () => {
  it('gives the same whoever brings in whose', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a));
      }),
    );
  });

  it('gives the same in whatever order several are brought in', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
        expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        const once = mergeProgress(a, b);
        expect(mergeProgress(once, b)).toEqual(once);
        expect(mergeProgress(once, once)).toEqual(once);
      }),
    );
  });

  it('loses nothing: each attempt is there once, no count is lower, and what was solved stays solved', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        const merged = mergeProgress(a, b);
        expect(new Set(merged.attempts.map(({ id }) => id)).size).toBe(merged.attempts.length);
        for (const before of [...a.attempts, ...b.attempts]) {
          const after = merged.attempts.find(({ id }) => id === before.id);
          expect(after?.runs).toBeGreaterThanOrEqual(before.runs);
          expect(after?.hints).toBeGreaterThanOrEqual(before.hints);
          expect(after?.elapsedMs).toBeGreaterThanOrEqual(before.elapsedMs);
          expect(after?.passed).toBeGreaterThanOrEqual(before.passed);
          if (before.solvedAt !== null) expect(after?.solvedAt).toBeLessThanOrEqual(before.solvedAt);
          if (before.solutionSeen) expect(after?.solutionSeen).toBe(true);
        }
      }),
    );
  });

  it('takes the notes and the review of the later version', () => {
    const early = {
      ...startAttempt({ slug: 'rpc', door: 'browser', mode: 'interview' }, { now: 5, id: 'x' }),
      notes: 'draft',
    };
    const late = { ...early, updatedAt: 9, notes: 'final', review: [{ point: 'ids', mark: 'yes' as const }] };
    const merged = mergeProgress(putAttempt(NO_PROGRESS, late), putAttempt(NO_PROGRESS, early));
    expect(merged.attempts).toEqual([late]);
  });

  it('puts the attempts in the order in which they began', () => {
    const at = (now: number) =>
      startAttempt({ slug: 'rpc', door: 'terminal', mode: 'practice' }, { now, id: `id-${now}` });
    const progress = [at(30), at(10), at(20)].reduce(putAttempt, NO_PROGRESS);
    expect(progress.attempts.map(({ startedAt }) => startedAt)).toEqual([10, 20, 30]);
  });
});

describe('the news of another progress', () => {
  it('is nothing exactly where merging it changes nothing', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (mine, theirs) => {
        const changed = JSON.stringify(mergeProgress(mine, theirs)) !== JSON.stringify(mine);
        expect(findNews(mine, theirs).attempts > 0).toBe(changed);
      }),
    );
  });

  it('names the challenges that are solved there and not here', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (mine, theirs) => {
        const both = solvedSlugs(mergeProgress(mine, theirs));
        expect(new Set([...solvedSlugs(mine), ...findNews(mine, theirs).solved])).toEqual(both);
      }),
    );
  });
});
