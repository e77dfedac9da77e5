import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Dialect, ReaderCommand, ReaderReport } from './readers.ts';
import type { SubjectCommand, SubjectReport } from './subject.ts';

/** What is compared: a bare library, the lab's server over it, that one without limits, and that behind an edge. */
export type Kind = 'bare' | 'lab' | 'unlimited' | 'edge';

/** One of the two that are compared, with readers of its own: two processes. */
export interface Side {
  kind: Kind;
  readonly port: number;
  connect(readers: number): Promise<void>;
  /** Publishes, waits until the last reader has the last event, and says how fast it went and what it cost. */
  deliver(
    run: Exclude<SubjectCommand, { command: 'usage' }>,
    readers: number,
  ): Promise<{ perSecond: number; cpuMicrosPerEvent: number }>;
  usage(): Promise<{ cpuMs: number; heapBytes: number }>;
  close(): Promise<void>;
}

/** Starts a server under test and the process of its readers. */
export async function openSide(options: { kind: Kind; dialect: Dialect; payloadBytes: number }): Promise<Side> {
  const { kind, dialect, payloadBytes } = options;
  const subject = start('subject.ts', [kind, dialect, String(payloadBytes)]);
  const readersProcess = start('readers.ts', []);
  const { port } = await answer(subject, 'listening');
  const usage = () => {
    send(subject, { command: 'usage' });
    return answer(subject, 'usage');
  };

  return {
    kind,
    port,
    async connect(readers) {
      send(readersProcess, { command: 'open', dialect, port, readers, topic: 'bench' });
      await answer(readersProcess, 'ready');
    },
    async deliver(run, readers) {
      const before = await usage();
      send(readersProcess, { command: 'expect', eventsPerReader: run.events });
      await answer(readersProcess, 'expecting');
      const [{ startedAtMs }, { atMs }] = await Promise.all([
        answer(subject, 'published'),
        answer(readersProcess, 'delivered'),
        send(subject, run),
      ]);
      const after = await usage();
      const delivered = run.events * readers;
      return {
        perSecond: delivered / ((atMs - startedAtMs) / 1000),
        cpuMicrosPerEvent: ((after.cpuMs - before.cpuMs) * 1000) / delivered,
      };
    },
    usage,
    async close() {
      subject.kill('SIGKILL');
      readersProcess.kill('SIGKILL');
      await Promise.all([once(subject, 'exit'), once(readersProcess, 'exit')]);
    },
  };
}

function start(file: string, args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return fork(path, args, {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function send(child: ChildProcess, command: SubjectCommand | ReaderCommand): void {
  child.send(command);
}

type Report = SubjectReport | ReaderReport;

/** The next report of that name; a child that ends first is an error, so that no run waits for ever. */
function answer<Name extends Report['report']>(
  child: ChildProcess,
  name: Name,
): Promise<Extract<Report, { report: Name }>> {
  return new Promise((resolve, reject) => {
    const done = () => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (message: Report) => {
      if (message.report !== name) return;
      done();
      resolve(message as Extract<Report, { report: Name }>);
    };
    const onExit = (code: number | null) => {
      done();
      reject(new Error(`The process under test ended with code ${code} while \`${name}\` was awaited`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
