import { ruleOf } from '../../grader/grade-matrix.ts';
import type { GradedTest } from '../../grader/verdict.ts';

/** What became of one rule: the sentence in the brief, and the tests that hold it. */
export interface RuleResult {
  rule: string;
  tests: readonly GradedTest[];
  passed: number;
}

/** The tests by the rule that they belong to, in the order of the grade. */
export function resultsByRule(tests: readonly GradedTest[]): RuleResult[] {
  const rules = new Map<string, GradedTest[]>();
  for (const test of tests) {
    const rule = ruleOf(test.name);
    const known = rules.get(rule);
    if (known === undefined) rules.set(rule, [test]);
    else known.push(test);
  }
  return [...rules].map(([rule, of]) => ({
    rule,
    tests: of,
    passed: of.filter(({ status }) => status === 'passed').length,
  }));
}

/** What must happen, without the rule that stands before it. */
export function titleOf({ name }: Pick<GradedTest, 'name'>): string {
  const rule = ruleOf(name);
  return name.slice(rule.length + ' > '.length) || name;
}
