/**
 * The test runner inside the process that runs a grade: Vitest's own, which also tells the host of every step the moment
 * that it is made. Vitest itself collects its reports for a tenth of a second, and an endless loop would swallow them.
 *
 * It is loaded before the answer, and keeps what it needs of the process: an answer may overwrite all of it.
 */
import { type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, type TestError, TestRunner } from 'vitest';
import type { GradeEvent, ThrownError } from './grading-messages.ts';

const send = process.send?.bind(process);
const kill = process.kill.bind(process);
const { pid } = process;
const onProcess = process.on.bind(process);
const offProcess = process.off.bind(process);
const { stringify } = JSON;
const SafeString = String;
const SafePromise = Promise;
const nextTurn = setImmediate;
const rejections = new WeakMap<Promise<unknown>, number>();
const places = new Map<string, number>();
let current: number | null = null;
let lastId = 0;

function tell(event: GradeEvent): void {
  send?.({ wirelab: event });
}

/** Ends the process at once. Vitest has `process.exit` throw instead, which the answer could catch. */
function exit(code?: unknown): never {
  tell({ type: 'exit', code: SafeString(code ?? 0) });
  kill(pid, 'SIGKILL');
  // The signal is on its way, and nothing may run before it.
  for (;;);
}

function onUnhandled(kind: 'error' | 'rejection', error: unknown, promise?: unknown): void {
  const id = ++lastId;
  if (promise instanceof SafePromise) rejections.set(promise, id);
  tell({ type: 'unhandled', index: current, id, kind, error: describeThrown(error) });
}

const onRejection = (error: unknown, promise: unknown) => onUnhandled('rejection', error, promise);
const onError = (error: unknown) => onUnhandled('error', error);

function onHandled(promise: Promise<unknown>): void {
  const id = rejections.get(promise);
  if (id !== undefined) tell({ type: 'handled', id });
}

/** Fulfils when what is due now has happened. */
function turn(): Promise<void> {
  return new SafePromise((resolve) => nextTurn(resolve));
}

/** Vitest's runner, which tells of every step. */
export default class GradingRunner extends TestRunner {
  override importFile(path: string, source: 'collect' | 'setup'): unknown {
    process.exit = exit;
    // With listeners of ours Vitest leaves these to us.
    onProcess('unhandledRejection', onRejection);
    onProcess('uncaughtException', onError);
    onProcess('rejectionHandled', onHandled);
    return super.importFile(path, source);
  }

  onCollected(files: RunnerTestFile[]): void {
    const failed = files.flatMap((file) => file.result?.errors ?? []);
    if (failed.length > 0) {
      tell({ type: 'load-failed', errors: failed.map(describeError) });
      return;
    }
    const tests = files.flatMap((file) => testsOf(file));
    places.clear();
    tests.forEach(({ test }, index) => places.set(test.id, index));
    current = null;
    tell({ type: 'collected', names: tests.map(({ name }) => name) });
  }

  override onBeforeTryTask(test: RunnerTestCase): void {
    current = places.get(test.id) ?? null;
    if (current !== null) tell({ type: 'started', index: current });
    super.onBeforeTryTask(test);
  }

  // Vitest waits for it.
  override async onAfterRunTask(test: RunnerTestCase): Promise<void> {
    super.onAfterRunTask(test);
    // Node tells of a rejection when nothing else is left to do, and synchronous tests never get there.
    await turn();
    const index = places.get(test.id);
    const { state, errors = [] } = test.result ?? { state: 'fail' };
    if (index !== undefined)
      tell({ type: 'ended', index, passed: state === 'pass', errors: errors.map(describeError) });
  }

  override async onAfterRunFiles(): Promise<void> {
    // What the last test left behind is rejected by now, if it is.
    await turn();
    tell({ type: 'finished' });
    offProcess('unhandledRejection', onRejection);
    offProcess('uncaughtException', onError);
    offProcess('rejectionHandled', onHandled);
    super.onAfterRunFiles();
  }
}

/** All tests of a file or a suite in their order, each with the titles that lead to it. */
function testsOf(suite: RunnerTestSuite | RunnerTestFile, above = ''): { test: RunnerTestCase; name: string }[] {
  return suite.tasks.flatMap((task) => {
    const name = `${above}${task.name}`;
    return task.type === 'suite' ? testsOf(task, `${name} > `) : [{ test: task, name }];
  });
}

function describeError({ name, message, stack, expected, actual, cause }: TestError): ThrownError {
  return {
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
    name: SafeString(name),
    message: SafeString(message),
    stack: SafeString(stack ?? ''),
    ...(typeof expected === 'string' && typeof actual === 'string' ? { expected, actual } : {}),
  };
}

function describeThrown(thrown: unknown): ThrownError {
  try {
    if (thrown instanceof Error) {
      return { name: SafeString(thrown.name), message: SafeString(thrown.message), stack: SafeString(thrown.stack) };
    }
    const message = typeof thrown === 'object' && thrown !== null ? stringify(thrown) : SafeString(thrown);
    return { name: '', message, stack: '' };
  } catch {
    return { name: '', message: 'something that cannot be shown', stack: '' };
  }
}
