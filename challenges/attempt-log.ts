import {
  type Attempt,
  NO_PROGRESS,
  type Progress,
  putAttempt,
  recordHints,
  recordRun,
  recordTime,
  startAttempt,
} from '../lib/progress/index.ts';
import type { ProgressStore } from './progress-store.ts';

/** Who did nothing for longer than this was not at work. */
const IDLE_MS = 10 * 60_000;

/** Writes down what a learner does with one challenge. */
export interface AttemptLog {
  /** What is known by now, also of other attempts. */
  readonly progress: Progress;
  readonly attempt: Attempt;
  run(verdict: { passed: number; failed: number }): Promise<void>;
  hints(shown: number): Promise<void>;
  solutionSeen(): Promise<void>;
  /** Ends this attempt, and begins another. */
  restart(): Promise<void>;
  /** Writes down the time at work. */
  save(): Promise<void>;
}

/** Goes on with the last attempt that was neither solved nor ended, or begins one. */
export async function openAttempt(
  slug: string,
  store: ProgressStore,
  { now = Date.now }: { now?: () => number } = {},
): Promise<AttemptLog> {
  const fresh = () => startAttempt({ slug, door: 'terminal', mode: 'practice' }, { now: now() });
  let progress = await store.read();
  const open = progress.attempts.findLast(
    (attempt) =>
      attempt.slug === slug &&
      attempt.door === 'terminal' &&
      attempt.mode === 'practice' &&
      attempt.solvedAt === null &&
      attempt.endedAt === null,
  );
  let attempt = open ?? fresh();
  let touchedAt = now();

  const keep = async (change: (attempt: Attempt) => Attempt) => {
    const sinceMs = Math.min(Math.max(0, now() - touchedAt), IDLE_MS);
    touchedAt = now();
    // What comes after the solution is no longer part of the time that it took.
    if (attempt.solvedAt === null) attempt = recordTime(attempt, attempt.elapsedMs + sinceMs, now());
    attempt = change(attempt);
    progress = putAttempt(progress, attempt);
    progress = await store.add(putAttempt(NO_PROGRESS, attempt));
  };

  return {
    get progress() {
      return progress;
    },
    get attempt() {
      return attempt;
    },
    run: (verdict) => keep((attempt) => recordRun(attempt, verdict, now())),
    hints: (shown) => keep((attempt) => recordHints(attempt, shown, now())),
    solutionSeen: () =>
      keep((attempt) => (attempt.solutionSeen ? attempt : { ...attempt, solutionSeen: true, updatedAt: now() })),
    async restart() {
      await keep((attempt) => (attempt.endedAt === null ? { ...attempt, endedAt: now(), updatedAt: now() } : attempt));
      attempt = fresh();
    },
    save: () => keep((attempt) => attempt),
  };
}
