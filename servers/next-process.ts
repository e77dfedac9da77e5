import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** How long Next may take to finish its requests before it is ended by force, in milliseconds. */
const GRACE_MS = 1000;

/** A Next command that runs as a process of its own, with whatever processes it starts. */
export interface NextProcess {
  child: ChildProcess;
  /** Fulfils when the process has ended, with its exit code, or `null` where a signal ended it. */
  exited: Promise<number | null>;
  /** Ends the process and all that it started; may be called twice. Fulfils when they are gone. */
  stop(): Promise<void>;
  /** Ends them at once, without waiting. */
  kill(): void;
}

/** What is passed to {@link runNext}. */
export interface NextProcessOptions {
  /** `inherit` shows what Next says as it says it; `pipe` leaves it to the caller. */
  output: 'inherit' | 'pipe';
  /** Variables added to this process's own. */
  env?: Record<string, string>;
}

/**
 * Starts `next <args>` in the project's folder.
 *
 * It leads a process group of its own (Windows has none), for two reasons: Ctrl-C in a terminal then reaches this
 * process alone, which stops the rest in order, and the group can be ended as a whole.
 */
export function runNext(args: readonly string[], { output, env = {} }: NextProcessOptions): NextProcess {
  const cli = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const preload = new URL('end-with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', preload, cli, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      // Whatever it is here (`test` under a test runner), Next rewrites tsconfig.json where it is not the command's own.
      NODE_ENV: args[0] === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      WIRELAB_PARENT: String(process.pid),
      ...env,
    },
    // The fourth is a channel whose end tells Next that this process is gone.
    stdio: ['ignore', output, output, 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const kill = () => endTree(child, 'SIGKILL');
  // However this process ends, an uncaught error included, Next does not outlive it.
  process.once('exit', kill);
  void exited.then(() => process.removeListener('exit', kill));

  return {
    child,
    exited,
    kill,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const timer = setTimeout(kill, GRACE_MS);
        endTree(child, 'SIGTERM');
        await exited;
        clearTimeout(timer);
      }
      // What outlived its leader has no reason to be there.
      kill();
    },
  };
}

/** Signals a process with all that it started. */
function endTree({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has neither signals nor process groups: taskkill walks the tree, and asks no one.
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is already gone.
  }
}
