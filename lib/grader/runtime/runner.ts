import { collectTests, type File, startTests, type Test, type VitestRunner } from '@vitest/runner';
import { getTests } from '@vitest/runner/utils';

/** What happens while a grade runs. */
export interface RunHooks {
  /** Evaluates the grade, so that its tests are registered. */
  load(): Promise<void>;
  onCollected(tests: readonly Test[]): void;
  onBegin(test: Test): void;
  /** After the test itself; what it throws fails the test. */
  onTried(test: Test): void;
  /** After its hooks, too; what it throws fails the test. */
  onSettled(test: Test): Promise<void>;
  onEnd(test: Test): void;
}

/** When a test is given up that waits for something that never comes, in milliseconds; the others run. As in Node. */
const TEST_LIMIT_MS = 3_000;

/** What the runner is told: Vitest's defaults, that limit aside. A loop without end is the page's to notice. */
const CONFIG: VitestRunner['config'] = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: true,
  testNamePattern: undefined,
  allowOnly: true,
  sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: TEST_LIMIT_MS,
  hookTimeout: TEST_LIMIT_MS,
  retry: 0,
  includeTaskLocation: undefined,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

const FILE = '/grade.test.ts';

/** Runs a grade with Vitest's runner. */
export async function runGrade(hooks: RunHooks): Promise<void> {
  const files = await startTests([FILE], {
    config: CONFIG,
    pool: 'browser',
    importFile: () => hooks.load(),
    onCollected: (collected: File[]) => hooks.onCollected(getTests(collected)),
    onBeforeTryTask: (test) => hooks.onBegin(test),
    onAfterTryTask: (test) => hooks.onTried(test),
    onAfterRetryTask: (test) => hooks.onSettled(test),
    onAfterRunTask: (test) => hooks.onEnd(test),
  });
  // A hook for all tests of a rule that fails lets none of them run.
  for (const test of getTests(files)) if (test.result === undefined) hooks.onEnd(test);
  const error = files.flatMap((file) => file.result?.errors ?? [])[0];
  if (error) throw new Error(error.message);
}

/** Evaluates a grade without running it, and gives its tests. */
export async function listTests(load: () => Promise<void>): Promise<readonly Test[]> {
  const files = await collectTests([FILE], { config: CONFIG, pool: 'browser', importFile: load });
  return getTests(files);
}
