import { describe, expect, it } from 'vitest';
import type { Grader, GradeRequest } from '../../lib/grader/grader.ts';
import { measureMatrix } from '../../lib/grader/matrix.ts';
import { recordRun } from '../../lib/grader/run.ts';
import type { GradedTest, Verdict } from '../../lib/grader/verdict.ts';

const passed = (name: string): GradedTest => ({ name, status: 'passed', failure: null, message: '' });

describe('the record of a run', () => {
  it('has every test that was listed before the answer ran, in that order, whatever was reported', () => {
    const heard: string[] = [];
    const record = recordRun('x', ({ name }) => heard.push(name));
    record.take({ op: 'names', names: ['a > 1', 'a > 2', 'b > 3'] });
    // An answer that has broken the runner may make it find fewer.
    record.take({ op: 'names', names: ['b > 3'] });
    record.take({ op: 'begin', name: 'b > 3' });
    record.take({ op: 'end', test: passed('b > 3') });
    expect(record.take({ op: 'done' })).toBe(true);
    const { tests, passed: count, failed } = record.verdict();
    expect(tests.map(({ name, status, failure }) => [name, status, failure])).toEqual([
      ['a > 1', 'failed', 'not-reached'],
      ['a > 2', 'failed', 'not-reached'],
      ['b > 3', 'passed', null],
    ]);
    expect([count, failed]).toEqual([1, 2]);
    expect(heard).toEqual(['b > 3']);
  });

  it('fails the test that ran when it was ended', () => {
    const record = recordRun('x', () => {});
    record.take({ op: 'names', names: ['a > 1', 'a > 2'] });
    record.take({ op: 'begin', name: 'a > 1' });
    expect(record.running).toBe('a > 1');
    record.end({ code: 'timeout', message: 'too long' });
    expect(record.verdict()).toMatchObject({ error: { code: 'timeout' }, passed: 0, failed: 2 });
    expect(record.verdict().tests[0]).toMatchObject({ failure: 'ended', message: 'too long' });
  });

  it('has no tests where the answer could not be loaded', () => {
    const record = recordRun('x', () => {});
    record.take({ op: 'names', names: ['a > 1'] });
    record.take({ op: 'begin', name: null });
    expect(record.take({ op: 'failed', error: { code: 'load', message: 'no' } })).toBe(true);
    expect(record.verdict()).toEqual({
      slug: 'x',
      passed: 0,
      failed: 0,
      tests: [],
      printed: '',
      error: { code: 'load', message: 'no' },
    });
  });

  it('hears of a test once, and keeps the first error', () => {
    const record = recordRun('x', () => {});
    record.take({ op: 'end', test: { ...passed('a > 1'), status: 'failed', failure: 'thrown', message: 'no' } });
    record.take({ op: 'end', test: passed('a > 1') });
    record.end({ code: 'exit', message: 'first' });
    record.end({ code: 'timeout', message: 'second' });
    expect(record.verdict()).toMatchObject({ passed: 0, failed: 1, error: { message: 'first' } });
  });
});

describe('the matrix of a grade', () => {
  it('is measured: the start and each mutant is graded, and progress told', async () => {
    const asked: GradeRequest[] = [];
    const grader: Grader = {
      run: async (request): Promise<Verdict> => {
        asked.push(request);
        const tests = ['a > 1', 'b > 2'].map((name) =>
          request.answer.includes(name) || request.answer === 'start'
            ? ({ name, status: 'failed', failure: 'assertion', message: 'no' } as const)
            : passed(name),
        );
        return { slug: request.slug, passed: 0, failed: 0, tests, printed: '' };
      },
      warm: async () => {},
      close: () => {},
    };
    const progress: number[][] = [];
    const matrix = await measureMatrix(grader, {
      slug: 'x',
      grade: 'the grade',
      start: 'start',
      mutants: [
        { name: 'one', mistake: 'It does.', caughtBy: 'b > 2', text: 'fails b > 2' },
        { name: 'two', mistake: 'It does not.', caughtBy: 'a > 1', text: 'passes' },
      ],
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(matrix).toEqual({
      tests: ['a > 1', 'b > 2'],
      start: ['a > 1', 'b > 2'],
      mutants: [
        { name: 'one', mistake: 'It does.', caughtBy: 'b > 2', failed: ['b > 2'] },
        { name: 'two', mistake: 'It does not.', caughtBy: 'a > 1', failed: [] },
      ],
    });
    expect(asked.every(({ grade, slug }) => grade === 'the grade' && slug === 'x')).toBe(true);
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});
