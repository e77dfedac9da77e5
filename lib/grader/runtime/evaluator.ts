import { isMockFunction } from '@vitest/spy';
import type { Report, RunMessage } from '../messages.ts';
import type { GradeError } from '../verdict.ts';
import { compile, type Compiled, lineOf, type ModuleExports, SourceError } from './compile.ts';
import { completeCrypto, reportClose, withholdConnections } from './confine.ts';
import { checkAssertions, createExpect, resetAssertions } from './expect.ts';
import { answerLine, describeThrown, gradedTest, keepError, nameOf } from './failure.ts';
import { createFakeTimers } from './fake-timers.ts';
import { describeReplaced, watchIntrinsics } from './intrinsics.ts';
import { createProbe, MissingModuleError, namesOfAnswer, requireForAnswer, requireForGrade } from './modules.ts';
import { capturePrinted } from './print.ts';
import { realSetInterval } from './platform.ts';
import { listTests, runGrade } from './runner.ts';
import { collectStrays, describeStray, type Stray } from './rejections.ts';
import { createStubs, createVitestModule } from './vitest-module.ts';

/** What an evaluator is made with. */
export interface EvaluatorOptions {
  /** The port that leads to the page; in a worker, a second one that leads to the frame. */
  ports: readonly MessagePort[];
  /** What a grade and its answer may import besides what all may. */
  modules?: ModuleExports;
}

/** How often a test that takes long is looked at, in milliseconds. */
const CHECK_INTERVAL_MS = 500;

/** Globals whose names fake timers replace, and put back. */
const TIMED = new Set('setTimeout clearTimeout setInterval clearInterval Date Intl performance Performance'.split(' '));

/**
 * Makes a grader of the scope that it is called in: a fresh one, for one run. It says `ready`, waits for the one message
 * that it takes, and reports each step. All that it needs later it holds before the answer is evaluated, so that nothing
 * which the answer does to its globals changes what is reported.
 */
export function startEvaluator({ ports: [page, digests], modules = {} }: EvaluatorOptions): void {
  if (!page) throw new Error('Expected a port that leads to the page, got none');
  const send: (report: Report) => void = page.postMessage.bind(page);
  const printed = capturePrinted((text) => send({ op: 'printed', text }));
  if (digests) completeCrypto(digests);
  withholdConnections();
  reportClose(() => {
    printed.flush();
    send({
      op: 'failed',
      error: { code: 'exit', message: 'The answer ended the worker that graded it, with `close()`.' },
    });
  });
  const evaluator = { send, flush: printed.flush, modules, ...createScope() };
  page.addEventListener(
    'message',
    ({ data }: MessageEvent<RunMessage>) => {
      void evaluateGrade(evaluator, data)
        .catch((error: unknown) => send({ op: 'failed', error: describeProblem(error, data) }))
        .then(() => {
          printed.flush();
          send({ op: 'done' });
        });
    },
    { once: true },
  );
  page.start();
  send({ op: 'ready' });
}

/** What a grade is run with, made once in each scope. */
function createScope() {
  const timers = createFakeTimers();
  const stubs = createStubs();
  const expect = createExpect();
  const strays = collectStrays();
  return { timers, stubs, expect, strays, vitest: createVitestModule(expect, timers, stubs) };
}

type Scope = ReturnType<typeof createScope> & {
  send(report: Report): void;
  flush(): void;
  modules: ModuleExports;
};

async function evaluateGrade(scope: Scope, { grade, answer }: RunMessage): Promise<void> {
  const { send, flush, timers, stubs, expect, strays, vitest, modules } = scope;
  const load = (compiled: Compiled, exports: unknown) =>
    compiled.run(requireForGrade({ vitest, answer: exports, others: modules }));

  const compiledAnswer = await compile(answer, 'answer.ts');
  const compiledGrade = await compile(grade, 'grade.test.ts');
  const listed = await listTests(async () => void (await load(compiledGrade, createProbe())));
  send({ op: 'names', names: listed.map(nameOf) });

  const lines = answer.split('\n');
  const intrinsics = watchIntrinsics();
  const replaced = (): string[] =>
    intrinsics.restore((name, value) => (timers.isFake() && TIMED.has(name)) || stubs.has(name) || isMock(value));
  send({ op: 'begin', name: null });
  const exports = await compiledAnswer.run(requireForAnswer(modules));
  const left = (await strays.take()).map((stray) => describeLeft(stray, lines));
  checkLoaded(exports, { replaced: replaced(), left, names: namesOfAnswer(compiledGrade.code) });

  // A test that never comes to its end, because of what the answer has done to `Promise`, say, is not left to the limit.
  realSetInterval(() => {
    const changed = replaced();
    if (changed.length > 0) send({ op: 'failed', error: { code: 'load', message: describeReplaced(changed) } });
  }, CHECK_INTERVAL_MS);

  let problem: unknown;
  await runGrade({
    load: async () => {
      try {
        await load(compiledGrade, exports);
      } catch (error) {
        problem = error;
        throw error;
      }
    },
    onCollected: (tests) => send({ op: 'names', names: tests.map(nameOf) }),
    onBegin: (test) => {
      send({ op: 'begin', name: nameOf(test) });
      resetAssertions(expect);
    },
    onTried: () => checkAssertions(expect),
    onSettled: async () => {
      flush();
      const changed = replaced();
      const left = await strays.take();
      if (changed.length > 0) throw new Error(describeReplaced(changed));
      if (left[0]) throw new Error(describeLeft(left[0], lines));
    },
    onEnd: (test) => send({ op: 'end', test: gradedTest(test, lines) }),
  });
  if (problem !== undefined) throw problem;
}

/** @throws {SourceError} where an answer that was loaded cannot be graded all the same */
function checkLoaded(
  exports: ModuleExports,
  { replaced, left, names }: { replaced: string[]; left: string[]; names: readonly string[] },
): void {
  if (replaced.length > 0) throw new SourceError({ code: 'load', message: describeReplaced(replaced) });
  if (left[0]) throw new SourceError({ code: 'load', message: left[0] });
  const missing = names.filter((name) => exports[name] === undefined);
  if (missing.length === 0) return;
  const list = missing.map((name) => `\`${name}\``).join(', ');
  throw new SourceError({ code: 'load', message: `The answer does not export ${list}, which the grade imports.` });
}

function describeProblem(error: unknown, { answer }: RunMessage): GradeError {
  if (error instanceof SourceError) return error.verdict;
  if (error instanceof MissingModuleError) return { code: 'load', message: error.message };
  const kept = keepError(error);
  const line = answerLine(kept.stack);
  const text = line === undefined ? undefined : lineOf(answer, line);
  return {
    code: 'load',
    message: describeThrown(kept, []),
    ...(line === undefined ? {} : { line }),
    ...(text === undefined ? {} : { text }),
  };
}

function describeLeft(stray: Stray, lines: readonly string[]): string {
  return `${describeStray(stray)}: ${describeThrown(keepError(stray.reason), lines)}`;
}

function isMock(value: unknown): boolean {
  return typeof value === 'function' && isMockFunction(value);
}
