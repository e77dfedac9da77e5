import { isPass, type Verdict } from '../../grader/verdict.ts';
import { count } from './format.ts';

/** A verdict in a sentence, without its full stop. */
export function sayVerdict(verdict: Verdict): string {
  const { passed, failed, error } = verdict;
  if (passed + failed === 0) return error === undefined ? 'The grade has no tests' : 'The grade could not start';
  if (isPass(verdict)) return passed === 1 ? 'The one test passed' : `All ${passed} tests passed`;
  return `${failed} of ${count(passed + failed, 'test')} failed`;
}
