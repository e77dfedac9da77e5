/**
 * How a test failed: an assertion of the grade did not hold, something else was thrown, it was ended at the limit, or it was
 * never begun because the grade had ended before.
 */
export type FailureKind = 'assertion' | 'thrown' | 'ended' | 'not-reached';

/** One graded behaviour. */
export interface GradedTest {
  /** `<rule> > <test>`: the title of the `describe` in the grade, and that of the test in it. */
  name: string;
  /** Not reached counts as failed, with a message that says so. */
  status: 'passed' | 'failed';
  /** `null` where it passed. */
  failure: FailureKind | null;
  /** Why it failed, for the learner; empty where it passed. */
  message: string;
  /** Both sides of the assertion that failed, printed for a line diff, where it compared two values. */
  expected?: string;
  actual?: string;
}

/** Why a grade could not run to its end. */
export type GradeErrorCode =
  /** The file is not TypeScript. */
  | 'syntax'
  /** The file threw while it was loaded, or lacks a name that the grade imports. */
  | 'load'
  /** It did not come to its end within the limit: an endless loop, or a promise that nothing settles. */
  | 'timeout'
  /** It took more memory than a grade may. */
  | 'memory'
  /** It ended the process, or the worker, that graded it. */
  | 'exit'
  /** There is no such challenge, or the file cannot be read. */
  | 'missing';

/** What ended a grade early, said to the learner. */
export interface GradeError {
  code: GradeErrorCode;
  message: string;
  /** Where in the answer, from 1, where that is known; `text` is that line. */
  line?: number;
  column?: number;
  text?: string;
}

/** What a grade says of an answer; the same in the terminal and in the browser. */
export interface Verdict {
  slug: string;
  passed: number;
  failed: number;
  tests: readonly GradedTest[];
  /** Set where it could not start (then `tests` is empty), or was ended early (then some are not reached). */
  error?: GradeError;
  /** What the answer printed, capped at 64 KiB. */
  printed: string;
}

/** Whether every test passed, and there was one. */
export function isPass(verdict: Verdict): boolean {
  return verdict.error === undefined && verdict.failed === 0 && verdict.passed > 0;
}
