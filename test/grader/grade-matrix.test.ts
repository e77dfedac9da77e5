import { describe, expect, it } from 'vitest';
import { failedTests, ruleOf, rulesOf } from '../../lib/grader/grade-matrix.ts';
import type { GradedTest, Verdict } from '../../lib/grader/verdict.ts';

const graded = (name: string, status: GradedTest['status']): GradedTest => ({
  name,
  status,
  failure: status === 'passed' ? null : 'assertion',
  message: '',
});

describe('the matrix of a grade', () => {
  it('takes what stands before the first > for the rule', () => {
    expect(ruleOf('Order is kept > a > b')).toBe('Order is kept');
    expect(ruleOf('alone')).toBe('alone');
  });

  it('names each rule once, in the order of the grade', () => {
    expect(rulesOf({ tests: ['B > 1', 'A > 1', 'B > 2'] })).toEqual(['B', 'A']);
  });

  it('names what failed', () => {
    const tests = [graded('A > 1', 'passed'), graded('A > 2', 'failed')];
    const verdict: Verdict = { slug: 'x', passed: 1, failed: 1, tests, printed: '' };
    expect(failedTests(verdict)).toEqual(['A > 2']);
  });
});
