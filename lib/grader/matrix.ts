import { failedTests, type GradedMutant, type GradeMatrix } from './grade-matrix.ts';
import type { Grader } from './grader.ts';

/** A wrong answer to measure a grade with. */
export interface MutantText extends Omit<GradedMutant, 'failed'> {
  /** The answer itself. */
  text: string;
}

/** What {@link measureMatrix} measures. */
export interface MatrixRequest {
  slug: string;
  /** The text of `grade.test.ts`. */
  grade: string;
  /** The text of `start/answer.ts`. */
  start: string;
  mutants: readonly MutantText[];
  /** Hears how many of the answers have been graded. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Grades the start and every wrong answer here and now, and tells which tests reject which. It takes the grader's turn:
 * a run that is begun meanwhile ends it.
 *
 * @throws {GraderError}
 */
export async function measureMatrix(grader: Grader, request: MatrixRequest): Promise<GradeMatrix> {
  const { slug, grade, start, mutants, onProgress } = request;
  const total = mutants.length + 1;
  const measure = (answer: string) => grader.run({ slug, grade, answer });

  const first = await measure(start);
  onProgress?.(1, total);
  const graded: GradedMutant[] = [];
  for (const { text, ...mutant } of mutants) {
    graded.push({ ...mutant, failed: failedTests(await measure(text)) });
    onProgress?.(graded.length + 1, total);
  }
  return { tests: first.tests.map(({ name }) => name), start: failedTests(first), mutants: graded };
}
