/** Where an attempt was made. */
export type Door = 'terminal' | 'browser';

/** `interview` runs a clock and shows neither hints nor the solution. */
export type AttemptMode = 'practice' | 'interview';

export type ReviewMark = 'yes' | 'partly' | 'no';

/** How somebody judged their own attempt against one point of the challenge's `interviewers`. */
export interface ReviewPoint {
  point: string;
  mark: ReviewMark;
}

/** One sitting at one challenge. Times are milliseconds since 1970, durations milliseconds. */
export interface Attempt {
  /** 1 to 64 of `A-Za-z0-9-`, unique over all attempts of all machines. */
  id: string;
  /** The challenge's name without its number. */
  slug: string;
  door: Door;
  mode: AttemptMode;
  startedAt: number;
  /** When anything in it last changed: the later version's `notes` and `review` stand. */
  updatedAt: number;
  /** Time at work, without pauses. */
  elapsedMs: number;
  /** How often the grade ran. */
  runs: number;
  /** How many hints were shown. */
  hints: number;
  solutionSeen: boolean;
  /** The most tests that passed in one run, and how many there were; both 0 before the first run. */
  passed: number;
  tests: number;
  /** When every test passed for the first time. */
  solvedAt: number | null;
  /** When it was ended by hand; an attempt that was left is never ended. */
  endedAt: number | null;
  notes: string;
  review: readonly ReviewPoint[];
}

/** What a field for notes takes, in UTF-16 units; a file that holds more is read whole. */
export const MAX_NOTES_LENGTH = 20_000;

/** An attempt that begins now. */
export function startAttempt(
  { slug, door, mode }: Pick<Attempt, 'slug' | 'door' | 'mode'>,
  { now = Date.now(), id = crypto.randomUUID() }: { now?: number; id?: string } = {},
): Attempt {
  return {
    id,
    slug,
    door,
    mode,
    startedAt: now,
    updatedAt: now,
    elapsedMs: 0,
    runs: 0,
    hints: 0,
    solutionSeen: false,
    passed: 0,
    tests: 0,
    solvedAt: null,
    endedAt: null,
    notes: '',
    review: [],
  };
}

/** The attempt after one more run of the grade. */
export function recordRun(attempt: Attempt, verdict: { passed: number; failed: number }, now = Date.now()): Attempt {
  const tests = verdict.passed + verdict.failed;
  const solved = verdict.failed === 0 && verdict.passed > 0;
  return {
    ...attempt,
    updatedAt: now,
    runs: attempt.runs + 1,
    passed: Math.max(attempt.passed, verdict.passed),
    tests: Math.max(attempt.tests, tests),
    solvedAt: attempt.solvedAt ?? (solved ? now : null),
  };
}

/** The attempt after so many hints have been shown; fewer than before change nothing. */
export function recordHints(attempt: Attempt, shown: number, now = Date.now()): Attempt {
  return shown <= attempt.hints ? attempt : { ...attempt, updatedAt: now, hints: shown };
}

/** The attempt after more time at work. */
export function recordTime(attempt: Attempt, elapsedMs: number, now = Date.now()): Attempt {
  return { ...attempt, updatedAt: now, elapsedMs: Math.max(attempt.elapsedMs, Math.round(elapsedMs)) };
}

/**
 * The join of two versions of one attempt, in any order and as often as one likes: counts and times only grow, what was
 * reached stays reached, and of two texts the later stands.
 */
export function mergeAttempts(a: Attempt, b: Attempt): Attempt {
  const [, later] = orderVersions(a, b);
  return {
    ...later,
    startedAt: Math.min(a.startedAt, b.startedAt),
    elapsedMs: Math.max(a.elapsedMs, b.elapsedMs),
    runs: Math.max(a.runs, b.runs),
    hints: Math.max(a.hints, b.hints),
    solutionSeen: a.solutionSeen || b.solutionSeen,
    passed: Math.max(a.passed, b.passed),
    tests: Math.max(a.tests, b.tests),
    solvedAt: earliest(a.solvedAt, b.solvedAt),
    endedAt: earliest(a.endedAt, b.endedAt),
  };
}

/** Earlier and later; where the clock does not tell, the texts themselves do, so that both sides choose alike. */
function orderVersions(a: Attempt, b: Attempt): [Attempt, Attempt] {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? [a, b] : [b, a];
  return wordsOf(a) <= wordsOf(b) ? [a, b] : [b, a];
}

function wordsOf({ slug, door, mode, notes, review }: Attempt): string {
  return JSON.stringify([slug, door, mode, notes, review.map(({ point, mark }) => [point, mark])]);
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
