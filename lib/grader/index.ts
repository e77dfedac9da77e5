export {
  createGrader,
  DEFAULT_LIMIT_MS,
  type Grader,
  GraderError,
  type GraderOptions,
  type GradeRequest,
} from './grader.ts';
export {
  failedTests,
  type GradedMutant,
  type GradeMatrices,
  type GradeMatrix,
  ruleOf,
  rulesOf,
} from './grade-matrix.ts';
export { type MatrixRequest, measureMatrix, type MutantText } from './matrix.ts';
export type { GradeEnvironment } from './messages.ts';
export { SandboxError } from './sandbox.ts';
export {
  type FailureKind,
  type GradedTest,
  type GradeError,
  type GradeErrorCode,
  isPass,
  type Verdict,
} from './verdict.ts';
