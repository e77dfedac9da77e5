import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../repo/files.ts';
import type { Fixture } from './counter-challenge.ts';

/** How the command line ended. */
export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** The command line, running, without a terminal: keys go through a pipe. */
export interface RunningCli extends AsyncDisposable {
  pid: number;
  output(): string;
  /** Fulfils when what it printed since the last call of this holds the text; rejects when it ends before. */
  printed(text: string): Promise<void>;
  press(keys: string): void;
  /** Nothing more comes from the keyboard. */
  closeKeys(): void;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/** Starts `challenges/cli.ts` with the challenges and the progress of a fixture. */
export function startCli(
  args: readonly string[],
  { root, progress }: Pick<Fixture, 'root' | 'progress'>,
  env: NodeJS.ProcessEnv = process.env,
): RunningCli {
  const options = args[0] === 'progress' || args[0] === 'help' ? [] : ['--challenges', root];
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'challenges/cli.ts'), ...args, ...options], {
    cwd: ROOT,
    env: { ...env, WIRELAB_PROGRESS: progress, npm_command: '', FORCE_COLOR: '0' },
    stdio: 'pipe',
  });
  let output = '';
  let errors = '';
  let from = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = once(child, 'close').then((): Ended => ({ code: child.exitCode, output, errors }));

  return {
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    async printed(text) {
      for (;;) {
        const place = output.indexOf(text, from);
        if (place !== -1) {
          from = place + text.length;
          return;
        }
        if (hasEnded(child)) throw new Error(`Expected it to print ${text}, got:\n${output.slice(from)}\n${errors}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    press: (keys) => void child.stdin.write(keys),
    closeKeys: () => child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      if (!hasEnded(child)) child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs it to its end, with nothing on its standard input. */
export async function runCli(args: readonly string[], fixture: Fixture): Promise<Ended> {
  const cli = startCli(args, fixture);
  cli.closeKeys();
  return cli.ended;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
