/** How many tests ran, and how they ended. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Nothing ran. */
export const NO_TESTS: Totals = { passed: 0, failed: 0, skipped: 0 };

/** The sum of several totals. */
export function addTotals(all: readonly Totals[]): Totals {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NO_TESTS,
  );
}

/** How totals are written: `12 passed, 0 failed`, and `, 3 skipped` where tests were skipped. */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads the report of Vitest's `json` reporter.
 *
 * @throws {TypeError} when it is no such report
 */
export function readVitestReport(report: unknown): Totals {
  return {
    passed: readCount(report, 'numPassedTests'),
    failed: readCount(report, 'numFailedTests'),
    skipped: readCount(report, 'numPendingTests') + readCount(report, 'numTodoTests'),
  };
}

/**
 * Reads the report of Playwright's `json` reporter. A test that passed only on a second try counts as failed.
 *
 * @throws {TypeError} when it is no such report
 */
export function readPlaywrightReport(report: unknown): Totals {
  const stats = isRecord(report) ? report.stats : undefined;
  return {
    passed: readCount(stats, 'expected'),
    failed: readCount(stats, 'unexpected') + readCount(stats, 'flaky'),
    skipped: readCount(stats, 'skipped'),
  };
}

/**
 * What a test runner's step counts as. A runner that failed without a failing test (a file that could not be loaded, a
 * crash, a report that was never written) and one that ran no test count as one failure: silence is no success.
 */
export function judgeRunner(exitCode: number | null, totals: Totals | undefined): Totals {
  const counted = totals ?? NO_TESTS;
  const failedSilently = exitCode !== 0 && counted.failed === 0;
  const ranNothing = counted.passed + counted.failed === 0;
  return failedSilently || ranNothing ? { ...counted, failed: Math.max(counted.failed, 1) } : counted;
}

function readCount(report: unknown, field: string): number {
  const value = isRecord(report) ? report[field] : undefined;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new TypeError(`Expected the report's \`${field}\` to be a count, got ${typeof value}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
