import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { ROOT } from './run/process.ts';

/** A command of the project that a test has started, as a person would in a terminal. */
export interface Command extends AsyncDisposable {
  /** The process that was started: npm, or Node itself. */
  pid: number;
  /** Everything that it printed so far. */
  output(): string;
  /** What it printed to standard error. */
  errors(): string;
  /** Fulfils with the match when the output matches. Rejects when the command ends before, with what it printed. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Fulfils with the exit code when the command has ended. */
  ended: Promise<number | null>;
  /** What Ctrl-C does: a signal to every process of the terminal's group. On Windows, the message that stands for it. */
  interrupt(): void;
  /** Sends a message over the channel that the process was started with. */
  ask(message: string): void;
  /** The process with all that it has started, and what those have started, while it runs. Empty on Windows. */
  processes(): Promise<number[]>;
}

/** Starts `npm run <script>`, on Windows without npm, which would stand between the test and the command. */
export function startScript(script: string, env: Record<string, string> = {}): Command {
  return process.platform === 'win32' ? startNode(scriptArguments(script), env) : start('npm', ['run', script], env);
}

/** Starts `node <args>` in the project's folder. */
export function startNode(args: readonly string[], env: Record<string, string> = {}): Command {
  return start(process.execPath, args, env);
}

/** Tells whether a process is still there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until none of some processes is left: npm may be gone a moment before what it ran. */
export async function allEnded(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(isRunning), { timeout: 5000 }).toEqual([]);
}

function start(command: string, args: readonly string[], env: Record<string, string>): Command {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, HOST: '', PORT: '0', LAB_PORT: '0', LAB_ORIGINS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`Expected ${command} to start`);
  const text = { output: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text.output += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text.output += chunk;
    text.errors += chunk;
  });
  // `close` follows `exit` when the last of the output has been read.
  const ended = once(child, 'close').then(() => child.exitCode);

  return {
    pid,
    ended,
    output: () => text.output,
    errors: () => text.errors,
    printed: (pattern) => waitForOutput(child, () => pattern.exec(text.output), ended),
    interrupt() {
      if (process.platform === 'win32') child.send('stop');
      else process.kill(-pid, 'SIGINT');
    },
    ask: (message) => void child.send(message),
    processes: () => descendants(pid),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const all = await descendants(pid);
      for (const one of [...all, pid]) if (isRunning(one)) process.kill(one, 'SIGKILL');
      await ended;
    },
  };
}

/** Looks again each time the command prints something. */
async function waitForOutput<Found>(
  child: ChildProcess,
  look: () => Found | null,
  ended: Promise<number | null>,
): Promise<Found> {
  let over = false;
  const end = ended.then((code) => {
    over = true;
    return code;
  });
  for (;;) {
    const found = look();
    if (found !== null) return found;
    if (over) throw new Error('Expected output that never came');
    await Promise.race([nextChunk(child), end]);
  }
}

async function nextChunk({ stdout, stderr }: ChildProcess): Promise<void> {
  const stop = new AbortController();
  const chunks = [stdout, stderr].flatMap((stream) => (stream ? [once(stream, 'data', { signal: stop.signal })] : []));
  for (const chunk of chunks) chunk.catch(() => {});
  await Promise.race(chunks);
  stop.abort();
}

async function descendants(pid: number): Promise<number[]> {
  if (process.platform === 'win32') return [];
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    rows.flatMap(([child = 0, ofParent]) => (ofParent === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

/** What `node` is given by a script of package.json. */
function scriptArguments(script: string): string[] {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { scripts: Record<string, string> };
  const [program, ...args] = scripts[script]?.split(' ') ?? [];
  if (program !== 'node') throw new Error(`Expected the script ${script} to run node`);
  return args;
}
