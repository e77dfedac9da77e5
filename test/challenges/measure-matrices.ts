import { join } from 'node:path';
import { gradeMany, type GradePair } from '../../challenges/grade.ts';
import { failedTests, type GradeMatrices, type GradeMatrix } from '../../lib/grader/grade-matrix.ts';
import type { Verdict } from '../../lib/grader/verdict.ts';
import { ROOT } from '../repo/files.ts';
import { FOLDERS, listMutants } from './challenge-folders.ts';

/** What the grade of a challenge makes of everything that lies beside it. */
export interface GradedFolder {
  folder: string;
  start: Verdict;
  solution: Verdict;
  /** By the name of the mutant. */
  mutants: ReadonlyMap<string, Verdict>;
}

/** Grades the start, the solution and every mutant of every challenge, in Node. */
export async function gradeFolders(): Promise<GradedFolder[]> {
  const filesOf = (folder: string) => [
    'start/answer.ts',
    'solution/answer.ts',
    ...listMutants(folder).map(({ path }) => path),
  ];
  const pairs = FOLDERS.flatMap((folder) => filesOf(folder).map((path) => pairOf(folder, path)));
  const verdicts = new Map<string, Verdict>();
  for (const [index, verdict] of (await gradeMany(pairs)).entries()) verdicts.set(pairs[index]?.answer ?? '', verdict);
  const verdictOf = (folder: string, path: string): Verdict => {
    const verdict = verdicts.get(pairOf(folder, path).answer);
    if (verdict === undefined) throw new Error(`Expected a verdict on ${folder}/${path}`);
    return verdict;
  };
  return FOLDERS.map((folder) => ({
    folder,
    start: verdictOf(folder, 'start/answer.ts'),
    solution: verdictOf(folder, 'solution/answer.ts'),
    mutants: new Map(listMutants(folder).map(({ name, path }) => [name, verdictOf(folder, path)])),
  }));
}

/** A file of a challenge, to be graded. */
export function pairOf(folder: string, path: string): GradePair {
  return { slug: folder, answer: join(ROOT, 'challenges', folder, path) };
}

/** The matrices as `challenges/matrix.json` holds them. */
export function matricesOf(folders: readonly GradedFolder[]): GradeMatrices {
  return Object.fromEntries(folders.map((graded) => [graded.solution.slug, matrixOf(graded)]));
}

function matrixOf({ folder, start, solution, mutants }: GradedFolder): GradeMatrix {
  return {
    tests: solution.tests.map(({ name }) => name),
    start: failedTests(start),
    mutants: listMutants(folder).map(({ name, mistake, caughtBy }) => {
      const verdict = mutants.get(name);
      return { name, mistake, caughtBy, failed: verdict === undefined ? [] : failedTests(verdict) };
    }),
  };
}
