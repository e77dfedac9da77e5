import type { Report } from './messages.ts';
import type { GradedTest, GradeError, Verdict } from './verdict.ts';

/** What is known of a run so far. */
export interface RunRecord {
  /** Takes a report; tells whether it was the last. */
  take(report: Report): boolean;
  /** Ends the run at its limit. */
  end(error: GradeError): void;
  /** The test that runs, or `null` where the answer is being loaded, or none yet. */
  readonly running: string | null | undefined;
  verdict(): Verdict;
}

/** Gathers what an evaluator reports into a verdict. The names of the tests count as they were before the answer ran. */
export function recordRun(slug: string, onTest: (test: GradedTest) => void): RunRecord {
  let names: readonly string[] = [];
  let running: string | null | undefined;
  let error: GradeError | undefined;
  let printed = '';
  const tests = new Map<string, GradedTest>();

  const add = (test: GradedTest): void => {
    if (tests.has(test.name)) return;
    tests.set(test.name, test);
    onTest(test);
  };

  const end = (cause: GradeError): void => {
    error ??= cause;
    if (typeof running === 'string') add({ name: running, status: 'failed', failure: 'ended', message: cause.message });
  };

  return {
    get running() {
      return running;
    },
    take: (report) => {
      switch (report.op) {
        case 'ready':
          return false;
        case 'names':
          if (names.length === 0) names = report.names;
          return false;
        case 'begin':
          running = report.name;
          return false;
        case 'end':
          running = undefined;
          add(report.test);
          return false;
        case 'printed':
          printed += report.text;
          return false;
        case 'failed':
          end(report.error);
          return true;
        case 'done':
          return true;
      }
    },
    end,
    verdict: () => {
      const started = tests.size > 0 || error === undefined;
      const all = started
        ? [...new Set([...names, ...tests.keys()])].map((name) => tests.get(name) ?? notReached(name))
        : [];
      const passed = all.filter(({ status }) => status === 'passed').length;
      return { slug, passed, failed: all.length - passed, tests: all, printed, ...(error ? { error } : {}) };
    },
  };
}

function notReached(name: string): GradedTest {
  return { name, status: 'failed', failure: 'not-reached', message: 'Not reached: the grade ended before this test.' };
}
