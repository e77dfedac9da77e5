/**
 * One server under test, in a process of its own so that its CPU time and memory are its own. Started with `fork` and
 * the arguments `bare|lab|unlimited|edge`, the dialect and the payload's length in bytes.
 */
import { startBare } from './bare.ts';
import { startBehindEdge, startOurs, startUnlimited } from './ours.ts';
import type { Dialect } from './readers.ts';

/** A server that publishes an event of fixed size to all its readers. */
export interface Subject {
  port: number;
  publish: () => void;
}

/** What the benchmark tells a subject. */
export type SubjectCommand =
  | { command: 'burst'; events: number; perTick: number }
  | { command: 'pace'; ratePerSecond: number; events: number }
  | { command: 'usage' };

/** What a subject answers: where it listens, that it has published, or what it has used. */
export type SubjectReport =
  | { report: 'listening'; port: number }
  | { report: 'published'; startedAtMs: number }
  | { report: 'usage'; cpuMs: number; heapBytes: number };

/** How often garbage is collected before memory is read. */
const COLLECTIONS = 4;

const [kind, dialect, payloadBytes] = process.argv.slice(2);
const START = { bare: startBare, lab: startOurs, unlimited: startUnlimited, edge: startBehindEdge };
const subject = await START[kind as keyof typeof START](dialect as Dialect, 'x'.repeat(Number(payloadBytes)));

process.on('message', (message: SubjectCommand) => {
  switch (message.command) {
    case 'burst':
      return burst(message.events, message.perTick);
    case 'pace':
      return pace(message.ratePerSecond, message.events);
    case 'usage':
      return void usage().then(report);
  }
});
report({ report: 'listening', port: subject.port });

function report(message: SubjectReport): void {
  process.send?.(message);
}

/** Publishes `perTick` events in each turn of the event loop until all are out. */
function burst(events: number, perTick: number): void {
  const startedAtMs = performance.timeOrigin + performance.now();
  let left = events;
  const turn = () => {
    for (let index = 0; index < perTick && left > 0; index++, left--) subject.publish();
    if (left > 0) setImmediate(turn);
    else report({ report: 'published', startedAtMs });
  };
  turn();
}

/** Publishes one event at a time at an even rate. */
function pace(ratePerSecond: number, events: number): void {
  const startedAtMs = performance.timeOrigin + performance.now();
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    while (sent < events && sent < ((performance.now() - started) / 1000) * ratePerSecond) {
      subject.publish();
      sent++;
      // One event a turn: catching up in one turn would measure bursts.
      break;
    }
    if (sent < events) return;
    clearInterval(timer);
    report({ report: 'published', startedAtMs });
  }, 1000 / ratePerSecond);
}

/** What the process has used, once everything that can be collected has been: some of it takes more than one pass. */
async function usage(): Promise<SubjectReport> {
  const { user, system } = process.cpuUsage();
  for (let pass = 0; pass < COLLECTIONS; pass++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return { report: 'usage', cpuMs: (user + system) / 1000, heapBytes: heapUsed + external };
}
