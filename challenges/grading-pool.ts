import { join } from 'node:path';
import { distDir, type PoolRunnerInitializer, type PoolWorker } from 'vitest/node';
import { GradingProcess } from './grading-process.ts';

/** What a worker of Vitest finds in its environment. */
const VITEST_ENV = { TEST: 'true', VITEST: 'true', VITEST_MODE: 'RUN', NODE_ENV: 'test' } as const;

/** Gives Vitest the processes that it runs grades in. */
export interface GradingPool {
  /** For Vitest's configuration. */
  initializer: PoolRunnerInitializer;
  /** Hears which process the next grade runs in. */
  onProcess: (process: GradingProcess) => void;
  /** Whether the next grade may run in the process of the last one. */
  reuse: boolean;
  /** Arguments of the next process for Node. One that waits already has none, and is left out. */
  execArgv: readonly string[];
  env: Partial<NodeJS.ProcessEnv>;
  /** Starts the next process, which loads what it needs while nobody waits for it. */
  prepare(): void;
  close(): void;
}

/** A pool that has the next process ready before it is needed. */
export function createGradingPool(): GradingPool {
  let waiting: GradingProcess | null = null;
  let kept: GradingProcess | null = null;

  // What Vitest would give is the same for each, and comes only with the first grade.
  const start = () =>
    new GradingProcess({
      entry: join(distDir, 'workers/forks.js'),
      env: { ...process.env, ...VITEST_ENV, ...pool.env },
      execArgv: pool.execArgv,
    });

  const take = (environment: string): GradingProcess => {
    const last = kept;
    kept = null;
    if (pool.reuse && last !== null && last.isRunning && last.environment === environment) return last;
    last?.kill();
    const isPlain = pool.execArgv.length === 0 && Object.keys(pool.env).length === 0;
    const ready = isPlain && waiting?.isRunning === true ? waiting : null;
    if (ready !== null) waiting = null;
    return ready ?? start();
  };

  const pool: GradingPool = {
    onProcess: () => {},
    reuse: false,
    execArgv: [],
    env: {},
    initializer: {
      name: 'wirelab',
      createPoolWorker(given) {
        const process = take(given.environment.name);
        pool.onProcess(process);
        const keep = pool.reuse;
        return createPoolWorker({
          process,
          environment: given.environment.name,
          onStop: () => {
            if (keep && process.isRunning) kept = process;
            else process.kill();
          },
        });
      },
    },
    prepare() {
      if (waiting?.isRunning === true) return;
      pool.env = {};
      pool.execArgv = [];
      waiting = start();
    },
    close() {
      waiting?.kill();
      kept?.kill();
    },
  };
  return pool;
}

/** What Vitest speaks to a process through: as to one of its own, save that the process may outlive it. */
function createPoolWorker({
  process,
  environment,
  onStop,
}: {
  process: GradingProcess;
  environment: string;
  onStop: () => void;
}): PoolWorker {
  const { child } = process;
  const answers = new Set<(message: unknown) => void>();
  const answer = (type: 'started' | 'stopped') => {
    setImmediate(() => {
      for (const hear of answers) hear({ type, __vitest_worker_response__: true });
    });
  };
  return {
    name: 'wirelab',
    cacheFs: false,
    on(event, callback) {
      child.on(event, callback);
      if (event === 'message') answers.add(callback);
    },
    off(event, callback) {
      child.off(event, callback);
      answers.delete(callback);
    },
    send(message) {
      const isRequest = '__vitest_worker_request__' in message;
      if (isRequest && message.type === 'stop') answer('stopped');
      else if (isRequest && message.type === 'start' && process.environment !== null) answer('started');
      else if (process.isRunning) child.send(message, () => {});
      if (isRequest && message.type === 'start') process.environment = environment;
    },
    deserialize: (data) => data,
    start: async () => {},
    async stop() {
      for (const callback of answers) child.off('message', callback);
      answers.clear();
      onStop();
    },
  };
}
