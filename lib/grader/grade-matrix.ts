import type { Verdict } from './verdict.ts';

/** A wrong answer that comes with a challenge, and what its grade made of it. */
export interface GradedMutant {
  /** The name of its file, without the ending. */
  name: string;
  /** What is wrong with it, in a sentence. */
  mistake: string;
  /** The test that it is there for, as `rule > test`. */
  caughtBy: string;
  /** The tests that reject it, as `rule > test`, in the grade's order. */
  failed: readonly string[];
}

/** How good a grade is: which of its tests reject which wrong answer. Measured, never written by hand. */
export interface GradeMatrix {
  /** Every test of the grade, as `rule > test`, in its order. */
  tests: readonly string[];
  /** What the start fails. */
  start: readonly string[];
  mutants: readonly GradedMutant[];
}

/** The matrices of all challenges by slug: what `challenges/matrix.json` holds, measured in Node. */
export type GradeMatrices = Readonly<Record<string, GradeMatrix>>;

/** The rule that a test belongs to: what stands before the first ` > `. */
export function ruleOf(test: string): string {
  return test.split(' > ', 1)[0] ?? test;
}

/** The rules of a grade, each once, in its order. */
export function rulesOf({ tests }: Pick<GradeMatrix, 'tests'>): string[] {
  return [...new Set(tests.map(ruleOf))];
}

/** The names of the tests that failed. */
export function failedTests(verdict: Verdict): string[] {
  return verdict.tests.filter(({ status }) => status === 'failed').map(({ name }) => name);
}
