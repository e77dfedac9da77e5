import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Verdict } from '../lib/grader/verdict.ts';
import { CHALLENGES, findChallenge, listChallenges } from './catalog.ts';
import { createGrader, type Grader } from './grader.ts';
import type { GradeEvent, GradeRequest } from './grading-messages.ts';
import { readAnswer, toVerdict } from './grading-verdict.ts';

/** How long a grade may go without a step, in milliseconds. */
export const LIMIT_MS = 10_000;

/** An answer, and the challenge that it is one to. */
export interface GradePair {
  /** The challenge's name, its number, or any part of its name that only it has. */
  slug: string;
  /** The file with the answer. It may lie anywhere. */
  answer: string;
}

/** How answers are graded. */
export interface GradeOptions {
  /** @default 10000 */
  limitMs?: number;
  /** Where the challenges lie. @default this project's */
  root?: string;
}

/** How one answer is graded. */
export interface GradeAnswerOptions extends GradePair, GradeOptions {
  /** The grader to use, which stays open. @default one that is closed afterwards */
  grader?: Grader;
  /** Hears of every step. */
  onEvent?: (event: GradeEvent) => void;
  /** Stops the grade. */
  signal?: AbortSignal;
  /** The addresses of the lab's servers, as JSON: its live grade is run then, instead of the grade. */
  labUrls?: string;
  /** @default false */
  reuse?: boolean;
}

/** Grades a file, in a process of its own. Whatever the answer does, it fulfils with a verdict. */
export async function gradeAnswer({
  slug: asked,
  answer,
  limitMs = LIMIT_MS,
  root = CHALLENGES,
  grader,
  onEvent,
  signal,
  labUrls,
  reuse = false,
}: GradeAnswerOptions): Promise<Verdict> {
  const found = findChallenge(asked, listChallenges(root));
  if (found.type === 'unknown') {
    const near = found.near.map(({ slug }) => slug).join(', ');
    return missing(asked, `There is no challenge ${asked}.${near === '' ? '' : ` Perhaps ${near}?`}`);
  }
  if (found.type === 'ambiguous') {
    const names = found.candidates.map(({ slug }) => slug).join(', ');
    return missing(asked, `Several challenges are called ${asked}: ${names}.`);
  }
  const { slug, folder, live } = found.challenge;
  if (labUrls !== undefined && !live) return missing(slug, `The challenge ${slug} has no live grade.`);
  const path = resolve(answer);
  const { text, error } = readAnswer(path);
  if (text === undefined) return missing(slug, `${error}.`);

  const request: GradeRequest = {
    folder,
    grade: labUrls === undefined ? 'grade.test.ts' : 'live.test.ts',
    answerPath: path,
    answerText: text,
    limitMs,
    reuse,
    ...(labUrls === undefined ? {} : { labUrls }),
  };
  const own = grader ?? createGrader();
  try {
    const outcome = await own.grade(request, { ...(onEvent && { onEvent }), ...(signal && { signal }) });
    return toVerdict({ slug, answerText: text, limitMs, ...outcome });
  } finally {
    if (grader === undefined) await own.close();
  }
}

/**
 * Grades many answers, as the project's tests do with its own: several graders side by side, and one process for many
 * answers, each with modules of its own. The verdicts are in the order of the pairs.
 */
export async function gradeMany(pairs: readonly GradePair[], options: GradeOptions = {}): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const graders = Array.from({ length: Math.min(pairs.length, availableParallelism(), 4) }, createGrader);
  let taken = 0;
  try {
    await Promise.all(
      graders.map(async (grader) => {
        for (let index = taken++; index < pairs.length; index = taken++) {
          const pair = pairs[index];
          if (pair !== undefined) verdicts[index] = await gradeAnswer({ ...pair, ...options, grader, reuse: true });
        }
      }),
    );
  } finally {
    await Promise.all(graders.map((grader) => grader.close()));
  }
  return verdicts;
}

function missing(slug: string, message: string): Verdict {
  return { slug, passed: 0, failed: 0, tests: [], error: { code: 'missing', message }, printed: '' };
}
