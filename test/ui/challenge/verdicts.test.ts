import { describe, expect, it } from 'vitest';
import type { GradedTest, Verdict } from '../../../lib/grader/verdict.ts';
import { resultsByRule, titleOf } from '../../../lib/ui/challenge/rule-results.ts';
import { sayRun } from '../../../lib/ui/challenge/say-run.ts';
import { needsDocument } from '../../../lib/ui/challenge/use-run.ts';

const test = (name: string, status: GradedTest['status'] = 'passed'): GradedTest => ({
  name,
  status,
  failure: status === 'failed' ? 'assertion' : null,
  message: status === 'failed' ? 'it must' : '',
});

const verdict = (tests: readonly GradedTest[], error?: Verdict['error']): Verdict => ({
  slug: 'backoff',
  passed: tests.filter(({ status }) => status === 'passed').length,
  failed: tests.filter(({ status }) => status === 'failed').length,
  tests,
  printed: '',
  ...(error === undefined ? {} : { error }),
});

const done = (it: Verdict) => sayRun({ kind: 'done', verdict: it, answer: '', tookMs: 123.4 });

describe('results by rule', () => {
  it('stand in the order of the grade, each rule once', () => {
    const results = resultsByRule([test('B > one'), test('A > two', 'failed'), test('B > three', 'failed')]);
    expect(results.map(({ rule, passed, tests }) => [rule, passed, tests.length])).toEqual([
      ['B', 1, 2],
      ['A', 0, 1],
    ]);
  });

  it('name a test without its rule', () => {
    expect(titleOf({ name: 'A rule > a > b' })).toBe('a > b');
    expect(titleOf({ name: 'alone' })).toBe('alone');
  });
});

describe('what is said of a run', () => {
  it('is nothing while it runs', () => {
    expect(sayRun({ kind: 'running', done: [test('A > b')] })).toBe('');
  });

  it('is how many passed, and which failed first', () => {
    expect(done(verdict([test('A > b'), test('A > c')]))).toBe('All 2 tests passed in 123 milliseconds.');
    expect(done(verdict([test('A > b')]))).toBe('The one test passed in 123 milliseconds.');
    expect(done(verdict([test('A > b'), test('B > c', 'failed')]))).toBe(
      '1 of 2 tests failed in 123 milliseconds. The first: B, c.',
    );
  });

  it('is why it could not start, or was ended', () => {
    expect(done(verdict([], { code: 'syntax', message: 'A bracket is missing.' }))).toBe(
      'The grade could not start. A bracket is missing.',
    );
    expect(done(verdict([test('A > b', 'failed')], { code: 'timeout', message: 'Ended after 5 s.' }))).toBe(
      '1 of 1 test failed. Ended after 5 s.',
    );
  });
});

describe('a grade', () => {
  it('needs a document where it renders', () => {
    expect(needsDocument("import { createRoot } from 'react-dom/client';")).toBe(true);
    expect(needsDocument("import fc from 'fast-check';")).toBe(false);
  });
});
