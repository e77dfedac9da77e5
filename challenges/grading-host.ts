/**
 * The process that grades: Vitest, loaded once, with a process of its own for each answer. It hears from its parent what
 * to grade, tells it of every step, and ends with it.
 */
import { Writable } from 'node:stream';
import { join, resolve } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import type { FromHost, GradeEnd, GradeEvent, GradeRequest, ToHost } from './grading-messages.ts';
import { checkSyntax, createGradingPlugin, nameSubject, type Subject } from './grading-plugin.ts';
import { createGradingPool } from './grading-pool.ts';
import type { GradingProcess } from './grading-process.ts';

/** When a test is given up that waits for something that never comes; the others run. A live one waits for real events. */
const TEST_TIMEOUT_MS = { 'grade.test.ts': 3000, 'live.test.ts': 20_000 };
/** How long the end of a process may take to be told after Vitest has noticed it. */
const BROKEN_AFTER_MS = 1000;
/** How many times the limit all tests may take together. */
const LIMITS_IN_ALL = 3;

const ROOT = resolve(import.meta.dirname, '..');
const pool = createGradingPool();
pool.prepare();
let subject: Subject | null = null;
let graded = 0;
const vitest = await startVitest();
let running = { id: 0, cancel: () => {} };
let queue: Promise<unknown> = Promise.resolve();

process.on('message', (message: ToHost) => {
  if (message.type === 'grade') queue = queue.then(() => answer(message));
  else if (message.id === running.id) running.cancel();
});
process.on('disconnect', () => end());
// Ctrl-C in a terminal reaches all of its processes; the parent decides what it means.
process.on('SIGINT', () => {});
tell({ type: 'ready' });

/** Ends this process with all that it and the answers have started: it leads a group of its own. */
function end(): never {
  running.cancel();
  pool.close();
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(0);
}

function tell(message: FromHost): void {
  if (process.connected) process.send?.(message);
}

async function answer({ id, request }: Extract<ToHost, { type: 'grade' }>): Promise<void> {
  running = { id, cancel: () => {} };
  const onEvent = (event: GradeEvent) => tell({ type: 'event', id, event });
  const { end, printed, settled } = await grade(request, onEvent).catch((error: unknown) => ({
    end: { type: 'broken', message: messageOf(error) } as const,
    printed: '',
    settled: Promise.resolve(),
  }));
  tell({ type: 'end', id, end, printed });
  await settled;
  if (!request.reuse) pool.prepare();
}

interface Graded {
  end: GradeEnd;
  printed: string;
  /** Fulfils when Vitest is ready for the next. */
  settled: Promise<void>;
}

async function grade(next: GradeRequest, onEvent: (event: GradeEvent) => void): Promise<Graded> {
  const wrong = checkSyntax(next.answerText);
  if (wrong !== null) return { end: { type: 'syntax', ...wrong }, printed: '', settled: Promise.resolve() };
  prepareFor(next);

  let worker = null as GradingProcess | null;
  let over: (end: GradeEnd) => void = () => {};
  const ended = new Promise<GradeEnd>((resolve) => (over = resolve));
  const stop = () => {
    over({ type: worker?.isOutOfMemory === true ? 'memory' : 'timeout' });
    worker?.kill();
  };
  running.cancel = () => {
    over({ type: 'cancelled' });
    worker?.kill();
  };
  const step = setTimeout(stop, next.limitMs);
  const all = setTimeout(stop, next.limitMs * LIMITS_IN_ALL);
  let exitCode: string | null = null;
  pool.onProcess = (process) => {
    worker = process;
    process.takePrinted();
    process.onSign = () => step.refresh();
    process.onEvent = (event) => {
      onEvent(event);
      if (event.type === 'exit') exitCode = event.code;
      if (event.type === 'finished' || event.type === 'load-failed') over({ type: 'finished' });
    };
    void process.ended.then(({ code, signal, outOfMemory, killed }) => {
      if (outOfMemory) over({ type: 'memory' });
      // Where Vitest gave it up, Vitest says why.
      else if (killed) return;
      else if (exitCode !== null) over({ type: 'exit', how: `process.exit(${exitCode})` });
      else over({ type: 'exit', how: signal === null ? `code ${code}` : `the signal ${signal}` });
    });
  };

  const specification = vitest.getRootProject().createSpecification(join(next.folder, next.grade));
  const settled = vitest.runTestSpecifications([specification], false).then(
    // Where nothing was told until now, nothing ran. The end of a process is told by itself, a moment later.
    ({ unhandledErrors }) => later(() => over({ type: 'broken', message: unhandledErrors.map(messageOf).join('\n') })),
    (error: unknown) => later(() => over({ type: 'broken', message: messageOf(error) })),
  );
  const end = await ended;
  clearTimeout(step);
  clearTimeout(all);
  if (worker !== null) {
    worker.onEvent = () => {};
    worker.onSign = () => {};
    if (end.type !== 'finished' || !next.reuse) {
      worker.kill();
      // Until then there may be something printed that has not been read.
      await worker.ended;
    }
  }
  return { end, printed: worker?.takePrinted() ?? '', settled };
}

/** Puts an answer in the place of the last one. */
function prepareFor(next: GradeRequest): void {
  subject = nameSubject(next, ++graded);
  const project = vitest.getRootProject();
  project.config.testTimeout = TEST_TIMEOUT_MS[next.grade];
  for (const { moduleGraph } of Object.values(project.vite.environments)) {
    for (const id of [subject.answerId, subject.doorId, join(next.folder, next.grade)]) {
      const node = moduleGraph.getModuleById(id.replaceAll('\\', '/'));
      if (node !== undefined) moduleGraph.invalidateModule(node);
    }
  }
  vitest.state.clearErrors();
  pool.reuse = next.reuse;
  pool.env = next.labUrls === undefined ? {} : { WIRELAB_URLS: next.labUrls };
  pool.execArgv = next.labUrls !== undefined && !('WebSocket' in globalThis) ? ['--experimental-websocket'] : [];
}

function later(then: () => void): void {
  setTimeout(then, BROKEN_AFTER_MS);
}

/** What an error says, whatever an answer has made of it. */
function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || !('message' in error)) return 'an error without a message';
  const cause = 'cause' in error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return `${typeof error.message === 'string' ? error.message : 'an error without a message'}${cause}`;
}

function startVitest(): Promise<Vitest> {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return createVitest(
    'test',
    {
      root: ROOT,
      config: false,
      watch: false,
      include: ['**/{grade,live}.test.ts'],
      reporters: [{}],
      pool: pool.initializer,
      maxWorkers: 1,
      isolate: true,
      runner: resolve(import.meta.dirname, 'grading-runner.ts'),
      disableConsoleIntercept: true,
      testTimeout: TEST_TIMEOUT_MS['grade.test.ts'],
      hookTimeout: TEST_TIMEOUT_MS['grade.test.ts'],
      chaiConfig: { truncateThreshold: 200 },
    },
    {
      envDir: false,
      logLevel: 'silent',
      // An answer and a grade may lie anywhere.
      server: { watch: null, fs: { strict: false } },
      plugins: [createGradingPlugin(() => subject)],
    },
    { stdout: nowhere(), stderr: nowhere() },
  );
}
