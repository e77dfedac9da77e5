import type { GradeEnvironment } from './messages.ts';
import { recordRun, type RunRecord } from './run.ts';
import { type Evaluator, openSandbox, type Sandbox } from './sandbox.ts';
import type { GradedTest, GradeError, Verdict } from './verdict.ts';

/** How long a grade may stand still before it is ended, in milliseconds. */
export const DEFAULT_LIMIT_MS = 5_000;

/** How many times the limit all tests may take together. */
const LIMITS_IN_ALL = 3;

/** Where the pages serve the sandbox. */
const RUNTIME_URL = '/challenges/runtime';

/** A run that has no verdict: another one took its place, or the grader was closed. */
export class GraderError extends Error {
  override readonly name = 'GraderError';
  readonly code: 'superseded' | 'closed';

  constructor(code: 'superseded' | 'closed') {
    super(code === 'closed' ? 'The grader was closed' : 'Another run took the place of this one');
    this.code = code;
  }
}

/** What {@link createGrader} may be told. */
export interface GraderOptions {
  /**
   * `frame` for a grade that needs a document.
   *
   * @default 'worker'
   */
  environment?: GradeEnvironment;
  /** Where the sandbox is served. @default '/challenges/runtime' */
  runtimeUrl?: string;
}

/** An answer to grade. */
export interface GradeRequest {
  slug: string;
  /** The text of `grade.test.ts`, as it is. */
  grade: string;
  /** The text of the answer. */
  answer: string;
  /** How long it may stand still: no test begun or ended. @default 5000 */
  limitMs?: number;
  /** Hears of each test as it ends. */
  onTest?: (test: GradedTest) => void;
}

/** Grades answers, one at a time, each in a scope that nothing ran in before. */
export interface Grader {
  /**
   * Grades an answer. Whatever the answer does ends in a verdict.
   *
   * @throws {GraderError} where another run took its place, or the grader was closed
   * @throws {SandboxError} where this browser cannot make the sandbox
   */
  run(request: GradeRequest): Promise<Verdict>;
  /** Makes a scope ready ahead of the first run, as happens by itself after each. */
  warm(): Promise<void>;
  /** Takes the sandbox away; may be called twice. */
  close(): void;
}

/** Makes a grader for a page. Nothing is loaded before the first run, or `warm`. */
export function createGrader({ environment = 'worker', runtimeUrl = RUNTIME_URL }: GraderOptions = {}): Grader {
  let bundle: Promise<Blob> | undefined;
  let sandbox: Promise<Sandbox> | undefined;
  /** The evaluator of the next run. */
  let spare: Promise<Evaluator> | undefined;
  let endRun: ((error: GraderError) => void) | undefined;
  let closed = false;

  const open = async (): Promise<Sandbox> => {
    bundle ??= loadBundle(`${runtimeUrl}/${environment}.js`);
    try {
      return await openSandbox({ environment, frameUrl: `${runtimeUrl}/frame`, bundle: await bundle });
    } catch (error) {
      bundle = undefined;
      throw error;
    }
  };
  const prepare = (): Promise<Evaluator> => {
    // A frame serves one run; a frame that makes workers serves them all.
    if (environment === 'frame') sandbox = undefined;
    sandbox ??= open();
    const made = sandbox.then((it) => {
      if (!closed) return it.spawn();
      it.close();
      throw new GraderError('closed');
    });
    made.catch(() => {
      sandbox = undefined;
      spare = undefined;
    });
    return made;
  };
  /** An evaluator that is ready, if need be in a sandbox made anew: a browser may have ended the process of the old one. */
  const takeReady = async (): Promise<Evaluator> => {
    const first = await (spare ?? prepare());
    spare = undefined;
    const usable = await first.isThere().then(
      (there) =>
        there &&
        first.ready.then(
          () => true,
          () => false,
        ),
    );
    if (usable) return first;
    discard();
    const second = await prepare();
    await second.ready;
    return second;
  };
  const discard = (): void => {
    void sandbox?.then((it) => it.close()).catch(() => {});
    sandbox = undefined;
    spare = undefined;
  };

  const warm = async (): Promise<void> => {
    spare ??= prepare();
    await (
      await spare
    ).ready;
  };

  return {
    warm,
    run: async ({ slug, grade, answer, limitMs = DEFAULT_LIMIT_MS, onTest }) => {
      endRun?.(new GraderError('superseded'));
      if (closed) throw new GraderError('closed');
      const stopped = new Promise<never>((_, stop) => {
        endRun = stop;
      });
      stopped.catch(() => {});
      const ready = takeReady();
      const record = recordRun(slug, onTest ?? (() => {}));
      let evaluator: Evaluator | undefined;
      try {
        evaluator = await Promise.race([ready, stopped]);
        const cause = await Promise.race([watchRun({ evaluator, record, grade, answer, limitMs }), stopped]);
        const alive = await evaluator.end();
        if (cause) record.end(alive ? cause : outOfMemory());
        if (!alive) discard();
      } finally {
        if (evaluator) void evaluator.end();
        // It may become ready after this run has been stopped.
        else void ready.then((it) => it.end()).catch(() => {});
        if (!closed) spare ??= prepare();
      }
      return record.verdict();
    },
    close: () => {
      closed = true;
      endRun?.(new GraderError('closed'));
      discard();
    },
  };
}

interface Watched {
  evaluator: Evaluator;
  record: RunRecord;
  grade: string;
  answer: string;
  limitMs: number;
}

/** Fulfils when the run is done, with the error where it stood still for too long. */
function watchRun({ evaluator, record, grade, answer, limitMs }: Watched): Promise<GradeError | undefined> {
  return new Promise((done) => {
    const expire = (): void => {
      clearTimeout(timer);
      clearTimeout(inAll);
      done(timedOut(record, limitMs));
    };
    let timer = setTimeout(expire, limitMs);
    const inAll = setTimeout(expire, limitMs * LIMITS_IN_ALL);
    evaluator.run({ op: 'run', grade, answer }, (report) => {
      if (report.op !== 'printed') {
        clearTimeout(timer);
        timer = setTimeout(expire, limitMs);
      }
      if (!record.take(report)) return;
      clearTimeout(timer);
      clearTimeout(inAll);
      done(undefined);
    });
  });
}

function timedOut({ running }: RunRecord, limitMs: number): GradeError {
  const where = typeof running === 'string' ? `in the test “${running}”` : 'while the answer was loaded';
  const limit = `${limitMs / 1000} s`;
  return {
    code: 'timeout',
    message: `Ended after ${limit} without a step forward ${where}: a loop without end, or a promise that nothing settles.`,
  };
}

function outOfMemory(): GradeError {
  return {
    code: 'memory',
    message: 'The browser ended the process that graded the answer, which it does when its memory runs out.',
  };
}

async function loadBundle(url: string): Promise<Blob> {
  // The pages and the bundle are of one build; an older one from the cache would not be.
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`Expected the grader at ${url}, got ${response.status}`);
  return new Blob([await response.text()], { type: 'text/javascript' });
}
