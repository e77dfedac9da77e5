import { type Attempt, mergeAttempts } from './attempt.ts';

/** The version of the format. It is raised when a reader of the last one would lose something. */
export const PROGRESS_VERSION = 1;

/** What a learner did: every attempt, each once, the earliest first. One format for the browser and the command line. */
export interface Progress {
  version: typeof PROGRESS_VERSION;
  attempts: readonly Attempt[];
}

/** Nothing done yet. */
export const NO_PROGRESS: Progress = { version: PROGRESS_VERSION, attempts: [] };

/**
 * What both know. Commutative, associative and idempotent, so it does not matter who brings in whose file, or how often;
 * nothing that one of them knows is lost.
 */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const attempts = new Map<string, Attempt>();
  for (const attempt of [...a.attempts, ...b.attempts]) {
    const known = attempts.get(attempt.id);
    attempts.set(attempt.id, known === undefined ? attempt : mergeAttempts(known, attempt));
  }
  return { version: PROGRESS_VERSION, attempts: [...attempts.values()].toSorted(byStart) };
}

/** Progress with a new attempt, or a newer version of one. */
export function putAttempt(progress: Progress, attempt: Attempt): Progress {
  return mergeProgress(progress, { version: PROGRESS_VERSION, attempts: [attempt] });
}

function byStart(a: Attempt, b: Attempt): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}

/** What a progress holds that another does not. */
export interface News {
  /** Attempts that the other has not, or has in an older version. */
  attempts: number;
  /** Challenges that are solved here and not there. */
  solved: readonly string[];
}

/** What `theirs` would add to `mine`. */
export function findNews(mine: Progress, theirs: Progress): News {
  const before = new Map(mine.attempts.map((attempt) => [attempt.id, JSON.stringify(attempt)]));
  const merged = mergeProgress(mine, theirs);
  const solvedBefore = solvedSlugs(mine);
  return {
    attempts: mergeProgress(mine, merged).attempts.filter((attempt) => {
      const known = before.get(attempt.id);
      return known === undefined || known !== JSON.stringify(attempt);
    }).length,
    solved: [...solvedSlugs(merged)].filter((slug) => !solvedBefore.has(slug)),
  };
}

/** The challenges that some attempt solved. */
export function solvedSlugs({ attempts }: Progress): Set<string> {
  return new Set(attempts.filter(({ solvedAt }) => solvedAt !== null).map(({ slug }) => slug));
}
