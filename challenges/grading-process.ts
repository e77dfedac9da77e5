import { type ChildProcess, execFile, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { GradeEvent } from './grading-messages.ts';

/** What a grade may take of memory: the heap in MiB, and all of the process in bytes. */
const MAX_HEAP_MIB = 256;
const MAX_RESIDENT_BYTES = 1024 * 1024 * 1024;
/** With a heap at its limit a process has about this much. */
const FULL_RESIDENT_BYTES = (MAX_HEAP_MIB + 64) * 2 ** 20;
const LOOK_EVERY_MS = 100;
/** What is kept of what an answer prints. */
const MAX_PRINTED_BYTES = 64 * 1024;
const PAGE_BYTES = 4096;

/** How a process ended. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  outOfMemory: boolean;
  /** Ended by us, and not by itself. */
  killed: boolean;
}

/** What a process is started with. */
export interface ProcessOptions {
  /** Vitest's program for a worker. */
  entry: string;
  env: NodeJS.ProcessEnv;
  execArgv: readonly string[];
}

/** A process that runs grades: Vitest's worker, with limits, and what it prints kept apart. */
export class GradingProcess {
  readonly child: ChildProcess;
  /** Set where Vitest has set it up already, for the environment of this name. */
  environment: string | null = null;
  /** Hears of each step of a grade. */
  onEvent: (event: GradeEvent) => void = () => {};
  /** Hears of anything that the process says, which shows that it goes on. */
  onSign: () => void = () => {};
  readonly ended: Promise<ProcessEnd>;
  #printed: Buffer[] = [];
  #printedBytes = 0;
  #lastErrors = '';
  #tooLarge = false;
  #killed = false;
  #residentBytes = 0;
  readonly #look: NodeJS.Timeout;

  constructor({ entry, env, execArgv }: ProcessOptions) {
    this.child = fork(entry, [], {
      env,
      execArgv: [...execArgv, '--no-warnings', `--max-old-space-size=${MAX_HEAP_MIB}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.#print(chunk));
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#lastErrors = (this.#lastErrors + chunk.toString('latin1')).slice(-4096);
      this.#print(chunk);
    });
    this.child.on('message', (message) => {
      this.onSign();
      const event = eventIn(message);
      if (event !== null) this.onEvent(event);
    });
    this.#look = setInterval(() => this.#checkMemory(), LOOK_EVERY_MS);
    this.ended = new Promise((resolve) => {
      // `close` comes when all that it printed has been read; where the answer has started a process of its own that holds
      // the pipes, it never comes.
      this.child.once('exit', (code, signal) => {
        clearInterval(this.#look);
        const settle = () => resolve({ code, signal, outOfMemory: this.isOutOfMemory, killed: this.#killed });
        const timer = setTimeout(settle, 200);
        this.child.once('close', () => {
          clearTimeout(timer);
          settle();
        });
      });
      this.child.once('error', () => {
        clearInterval(this.#look);
        resolve({ code: null, signal: null, outOfMemory: false, killed: this.#killed });
      });
    });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.connected;
  }

  kill(): void {
    this.#killed = true;
    clearInterval(this.#look);
    this.child.kill('SIGKILL');
  }

  /** What it printed since the last call; the rest of a long text is left out. */
  takePrinted(): string {
    const text = Buffer.concat(this.#printed).toString('utf8').slice(0, MAX_PRINTED_BYTES);
    this.#printed = [];
    this.#printedBytes = 0;
    return text;
  }

  #print(chunk: Buffer): void {
    const room = MAX_PRINTED_BYTES - this.#printedBytes;
    if (room <= 0) return;
    this.#printed.push(Buffer.from(chunk.subarray(0, room)));
    this.#printedBytes += Math.min(room, chunk.length);
  }

  /** Near the limit of its heap a process does little but collect garbage, for seconds; that is out of memory, too. */
  get isOutOfMemory(): boolean {
    return (
      this.#tooLarge ||
      this.#residentBytes > FULL_RESIDENT_BYTES ||
      /heap out of memory|Allocation failed/.test(this.#lastErrors)
    );
  }

  /** The heap has a limit of its own; what lies outside of it, such as typed arrays, has none. */
  #checkMemory(): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    readResidentBytes(pid, (bytes) => {
      this.#residentBytes = bytes;
      if (bytes <= MAX_RESIDENT_BYTES) return;
      this.#tooLarge = true;
      this.kill();
    });
  }
}

/** What a process has in memory, where the system tells. */
function readResidentBytes(pid: number, then: (bytes: number) => void): void {
  if (process.platform === 'linux') {
    try {
      then(Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES);
    } catch {
      // It has just ended.
    }
  } else if (process.platform === 'darwin') {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      if (error === null) then(Number(stdout.trim()) * 1024);
    });
  }
}

function eventIn(message: unknown): GradeEvent | null {
  return typeof message === 'object' && message !== null && 'wirelab' in message
    ? (message.wirelab as GradeEvent)
    : null;
}
