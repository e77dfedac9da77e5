import type { Progress } from './progress.ts';

/** How far somebody got with one challenge. */
export interface Standing {
  state: 'new' | 'tried' | 'solved';
  attempts: number;
  runs: number;
  /** The most hints that any attempt showed. */
  hints: number;
  /** The most tests that passed in one run, of how many; both 0 before the first run. */
  passed: number;
  tests: number;
  solutionSeen: boolean;
  /** The first time that it was solved, and the time at work of the quickest attempt that did. */
  solvedAt: number | null;
  quickestMs: number | null;
  /** When it was last worked on; `null` where it was not. */
  touchedAt: number | null;
}

/** What all attempts at a challenge come to. */
export function standingOf(progress: Progress, slug: string): Standing {
  const attempts = progress.attempts.filter((attempt) => attempt.slug === slug);
  const solved = attempts.filter(({ solvedAt }) => solvedAt !== null);
  const worked = attempts.filter(
    ({ runs, hints, endedAt, solutionSeen }) => runs > 0 || hints > 0 || endedAt !== null || solutionSeen,
  );
  const best = attempts.toSorted((a, b) => b.passed - a.passed)[0];
  return {
    state: solved.length > 0 ? 'solved' : worked.length > 0 ? 'tried' : 'new',
    attempts: worked.length,
    runs: attempts.reduce((sum, { runs }) => sum + runs, 0),
    hints: Math.max(0, ...attempts.map(({ hints }) => hints)),
    passed: best?.passed ?? 0,
    tests: best?.tests ?? 0,
    solutionSeen: attempts.some(({ solutionSeen }) => solutionSeen),
    solvedAt: least(solved.map(({ solvedAt }) => solvedAt ?? 0)),
    quickestMs: least(solved.map(({ elapsedMs }) => elapsedMs)),
    touchedAt: attempts.length === 0 ? null : Math.max(...attempts.map(({ updatedAt }) => updatedAt)),
  };
}

/**
 * Where to go on: the challenge that was last worked on, while it is unsolved; then the first unsolved one after it, and
 * then the first of all. `null` where every one is solved.
 *
 * @param slugs all challenges, in their order
 */
export function nextSlug(progress: Progress, slugs: readonly string[]): string | null {
  const isOpen = (slug: string) => standingOf(progress, slug).state !== 'solved';
  const last = progress.attempts.toSorted((a, b) => b.updatedAt - a.updatedAt).find(({ slug }) => slugs.includes(slug));
  const from = last === undefined ? 0 : slugs.indexOf(last.slug);
  return [...slugs.slice(from), ...slugs.slice(0, from)].find(isOpen) ?? null;
}

function least(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}
