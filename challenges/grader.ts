import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { FromHost, GradeEnd, GradeEvent, GradeRequest, ToHost } from './grading-messages.ts';

/** How long a host may take to start, and how much longer than the limit to tell of an end, in milliseconds. */
const START_LIMIT_MS = 60_000;
const GRACE_MS = 10_000;

/** What came of a request. */
export interface GradeOutcome {
  events: readonly GradeEvent[];
  end: GradeEnd;
  printed: string;
}

export interface GraderOptions {
  /** Hears of every step. */
  onEvent?: (event: GradeEvent) => void;
  /** Ends the grade, as `cancelled`. */
  signal?: AbortSignal;
}

/** Grades answers in a process of its own, one after another. It may be closed twice. */
export interface Grader {
  grade(request: GradeRequest, options?: GraderOptions): Promise<GradeOutcome>;
  /** Starts what is needed for the next grade, if it is not running. */
  warm(): void;
  /** Ends the process, with all that it has started. What is being graded ends as `broken`. */
  close(): Promise<void>;
}

interface Job {
  request: GradeRequest;
  events: GradeEvent[];
  onEvent: (event: GradeEvent) => void;
  signal: AbortSignal | undefined;
  resolve: (outcome: GradeOutcome) => void;
}

/** A grader; its process starts with the first grade, or with {@link Grader.warm}. */
export function createGrader(): Grader {
  let host: ChildProcess | null = null;
  let lastId = 0;
  let guard: NodeJS.Timeout | undefined;
  let job: ({ id: number } & Job) | null = null;
  const waiting: Job[] = [];

  const finish = (end: GradeEnd, printed = '') => {
    clearTimeout(guard);
    const done = job;
    job = null;
    done?.resolve({ events: done.events, end, printed });
    next();
  };

  const giveUp = () => {
    dropHost();
    finish({ type: 'timeout' });
  };

  const dropHost = () => {
    const old = host;
    host = null;
    if (old !== null) killTree(old);
  };

  const watch = (limitMs: number) => {
    clearTimeout(guard);
    guard = setTimeout(giveUp, limitMs);
  };

  const startHost = (): ChildProcess => {
    const started = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'grading-host.ts')], {
      cwd: resolve(import.meta.dirname, '..'),
      env: hostEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A group of its own, so that it can be ended with all that an answer may have started.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let complaints = '';
    started.stderr?.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4096)));
    started.on('message', (message: FromHost) => {
      if (host !== started) return;
      if (message.type === 'ready') {
        if (job !== null) watch(job.request.limitMs + GRACE_MS);
      } else if (job !== null && message.id === job.id) {
        watch(job.request.limitMs + GRACE_MS);
        if (message.type === 'end') finish(message.end, message.printed);
        else {
          job.events.push(message.event);
          job.onEvent(message.event);
        }
      }
    });
    const kill = () => killTree(started);
    process.once('exit', kill);
    const gone = () => {
      process.off('exit', kill);
      if (host !== started) return;
      host = null;
      if (job !== null) finish({ type: 'broken', message: complaints.trim() || 'the process that grades has ended' });
    };
    started.on('exit', gone);
    started.on('error', gone);
    return started;
  };

  const next = () => {
    const first = job === null ? waiting.shift() : undefined;
    if (first === undefined) return;
    job = { ...first, id: ++lastId };
    const isNew = host === null;
    host ??= startHost();
    watch(isNew ? START_LIMIT_MS : first.request.limitMs + GRACE_MS);
    const { id } = job;
    const send = (message: ToHost) => void host?.send(message, () => {});
    send({ type: 'grade', id, request: first.request });
    const cancel = () => {
      if (job?.id === id) send({ type: 'cancel', id });
    };
    if (first.signal?.aborted === true) cancel();
    else first.signal?.addEventListener('abort', cancel, { once: true });
  };

  return {
    grade: (request, { onEvent = () => {}, signal } = {}) =>
      new Promise((resolve) => {
        waiting.push({ request, events: [], onEvent, signal, resolve });
        next();
      }),
    warm() {
      host ??= startHost();
    },
    async close() {
      clearTimeout(guard);
      for (const { resolve } of waiting.splice(0)) {
        resolve({ events: [], end: { type: 'broken', message: 'it was stopped' }, printed: '' });
      }
      const old = host;
      if (old !== null && old.exitCode === null && old.signalCode === null) {
        const ended = new Promise((resolve) => old.once('exit', resolve));
        dropHost();
        await ended;
      }
      if (job !== null) finish({ type: 'broken', message: 'it was stopped' });
    },
  };
}

/** Ends a process and all that it has started. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
        'error',
        () => child.kill(),
      );
    } else {
      process.kill(-child.pid, 'SIGKILL');
    }
  } catch {
    // It has just ended by itself.
    child.kill('SIGKILL');
  }
}

/** The environment without what would make the host believe that it is a test, or load something first. */
function hostEnvironment(): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(?:VITEST|TEST$|NODE_OPTIONS$|NODE_CHANNEL_FD$|FORCE_TTY$)/.test(name),
      ),
    ),
    NODE_ENV: 'test',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
  };
}
