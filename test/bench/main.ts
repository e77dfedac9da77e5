/**
 * `npm run bench`: the lab's servers against bare ws, socket.io and node:http in the same run, and servers behind an edge
 * against the same without it.
 *
 * Only ratios are judged. Both subjects are up together and measured in turn, round by round, so that a machine that
 * slows down slows both; the figure is the median over the rounds. On the command line: rounds (5), readers (300), and the
 * transports to measure (all three).
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { measureLatency, measureThroughput } from './edge.ts';
import type { Dialect } from './readers.ts';
import { openSide, type Side } from './side.ts';
import { isWithin, print, type Row } from './table.ts';

const [roundsText = '5', readersText = '300', ...only] = process.argv.slice(2);
const rounds = readCount(roundsText);
const readers = readCount(readersText);
const PAYLOAD_BYTES = 100;
/** Connected twice, which has to stay below what a server takes. */
const IDLE_CONNECTIONS = 450;
const DIALECTS = (['websocket', 'socket-io', 'sse'] as const).filter((id) => only.length === 0 || only.includes(id));

/** Runs of publishing: how many events, and how they are spread over turns of the event loop. */
const RUNS = {
  paced: { command: 'pace', ratePerSecond: 100, events: 300 },
  single: { command: 'burst', events: 400, perTick: 1 },
  burst: { command: 'burst', events: 2000, perTick: 200 },
} as const;
type RunName = keyof typeof RUNS;

console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString()}`,
);
console.log(`${readers} readers, ${PAYLOAD_BYTES} bytes of payload, median of ${rounds} rounds\n`);

const rows: Row[] = [];
for (const dialect of DIALECTS) {
  rows.push(...(await measureDelivery(dialect)), await measureIdle(dialect));
}
print(rows, ['bare', 'lab']);

const edgeRows: Row[] = [];
for (const dialect of DIALECTS)
  edgeRows.push(...(await measureThroughput({ dialect, rounds, payloadBytes: PAYLOAD_BYTES })));
edgeRows.push(await measureLatency({ dialect: 'sse', rounds, payloadBytes: PAYLOAD_BYTES }));
console.log();
print(edgeRows, ['direct', 'edge']);
console.log(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}: other work on the machine widens the spread`,
);
if ([...rows, ...edgeRows].some((row) => !isWithin(row))) process.exitCode = 1;

async function measureDelivery(dialect: Dialect): Promise<Row[]> {
  const bare = await openSide({ kind: 'bare', dialect, payloadBytes: PAYLOAD_BYTES });
  const lab = await openSide({ kind: 'lab', dialect, payloadBytes: PAYLOAD_BYTES });
  const samples: Record<string, { base: number[]; ours: number[] }> = {};
  for (const side of [bare, lab]) {
    await side.connect(readers);
    for (const name of Object.keys(RUNS) as RunName[]) await side.deliver(RUNS[name], readers);
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(RUNS) as RunName[]) {
      for (const side of round % 2 === 0 ? [bare, lab] : [lab, bare]) {
        const { perSecond, cpuMicrosPerEvent } = await side.deliver(RUNS[name], readers);
        keep(`${name} rate`, side, perSecond);
        keep(`${name} cpu`, side, cpuMicrosPerEvent);
      }
    }
  }
  await Promise.all([bare.close(), lab.close()]);
  function keep(what: string, side: Side, value: number) {
    (samples[what] ??= { base: [], ours: [] })[side === lab ? 'ours' : 'base'].push(value);
  }
  const row = (what: string, sample: string, bound: Row['bound']): Row => {
    const unit = sample.endsWith('cpu') ? 'µs/event' : 'events/s';
    const { base = [], ours = [] } = samples[sample] ?? {};
    return { dialect, what, base, ours, unit, bound };
  };
  return [
    row('one event each 10 ms: delivered', 'paced rate', { atLeast: 0.9 }),
    row('one event each 10 ms: server CPU', 'paced cpu', { atMost: 1.1 }),
    row('one event each turn: delivered', 'single rate', { atLeast: 0.9 }),
    row('one event each turn: server CPU', 'single cpu', { atMost: 1.1 }),
    row('200 events each turn: delivered', 'burst rate', { atLeast: dialect === 'websocket' ? 2 : 1 }),
    row('200 events each turn: server CPU', 'burst cpu', { atMost: 1.1 }),
  ];
}

/**
 * What one idle connection costs: heap and external memory after garbage collection, for the second half of the
 * connections, since with the first a process also allocates what it allocates once.
 */
async function measureIdle(dialect: Dialect): Promise<Row> {
  const samples: Record<'bare' | 'lab', number[]> = { bare: [], lab: [] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['bare', 'lab'] as const) {
      const side = await openSide({ kind, dialect, payloadBytes: PAYLOAD_BYTES });
      await side.connect(IDLE_CONNECTIONS);
      const before = await side.usage();
      await side.connect(IDLE_CONNECTIONS);
      const after = await side.usage();
      samples[kind].push((after.heapBytes - before.heapBytes) / IDLE_CONNECTIONS);
      await side.close();
    }
  }
  return {
    dialect,
    what: 'idle connection: memory',
    base: samples.bare,
    ours: samples.lab,
    unit: 'bytes',
    bound: { atMost: 1.15 },
  };
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  console.error(
    `Expected a whole number from 1, got ${text}. Usage: npm run bench -- [rounds] [readers] [transport …]`,
  );
  process.exit(2);
}
