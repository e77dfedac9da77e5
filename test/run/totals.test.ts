import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addTotals,
  formatTotals,
  judgeRunner,
  readPlaywrightReport,
  readVitestReport,
  type Totals,
} from '../support/run/totals.ts';

const totals: fc.Arbitrary<Totals> = fc.record({ passed: fc.nat(1000), failed: fc.nat(1000), skipped: fc.nat(1000) });

describe('the totals of a run', () => {
  it('end as a line that names passed and failed, and skipped only where there are some', () => {
    expect(formatTotals({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(formatTotals({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });

  it('add up, in any grouping', () => {
    fc.assert(
      fc.property(fc.array(totals), fc.array(totals), (some, others) => {
        expect(addTotals([addTotals(some), addTotals(others)])).toEqual(addTotals([...some, ...others]));
      }),
    );
  });

  it('are read from the report of Vitest', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1, success: false };
    expect(readVitestReport(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('are read from the report of Playwright, where a test that passed on the second try has failed', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(readPlaywrightReport(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it.each([undefined, null, {}, [], { stats: {} }, { numPassedTests: '7' }])('are not made up from %j', (report) => {
    expect(() => readVitestReport(report)).toThrow(TypeError);
    expect(() => readPlaywrightReport(report)).toThrow(TypeError);
  });
});

describe('judgeRunner', () => {
  it('counts what a runner counted', () => {
    expect(judgeRunner(0, { passed: 3, failed: 0, skipped: 1 })).toEqual({ passed: 3, failed: 0, skipped: 1 });
    expect(judgeRunner(1, { passed: 3, failed: 2, skipped: 0 })).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('counts a failure where a runner failed without a failing test', () => {
    expect(judgeRunner(1, { passed: 3, failed: 0, skipped: 0 })).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(judgeRunner(null, { passed: 3, failed: 0, skipped: 0 }).failed).toBe(1);
  });

  it('counts a failure where a runner ran no test or left no report', () => {
    expect(judgeRunner(0, { passed: 0, failed: 0, skipped: 4 })).toEqual({ passed: 0, failed: 1, skipped: 4 });
    expect(judgeRunner(0, undefined).failed).toBe(1);
  });

  it('never turns a failure into a success', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, null), totals, (code, counted) => {
        const judged = judgeRunner(code, counted);
        expect(judged.failed).toBeGreaterThanOrEqual(counted.failed);
        if (code !== 0) expect(judged.failed).toBeGreaterThan(0);
      }),
    );
  });
});
