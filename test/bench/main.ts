/**
 * `npm run bench`: the lab's servers against bare ws, socket.io and node:http in the same run.
 *
 * Only ratios are judged. Both subjects are up together and measured in turn, round by round, so that a machine that
 * slows down slows both; the figure is the median over the rounds. On the command line: rounds (5), readers (300), and the
 * transports to measure (all three).
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { openSide, type Side } from './side.ts';
import type { Dialect } from './readers.ts';

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

interface Row {
  dialect: Dialect;
  what: string;
  bare: number[];
  lab: number[];
  unit: string;
  /** The bound on lab / bare, and on which side of it the ratio has to be. */
  bound: { atLeast: number } | { atMost: number };
}

console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString()}`,
);
console.log(`${readers} readers, ${PAYLOAD_BYTES} bytes of payload, median of ${rounds} rounds\n`);

const rows: Row[] = [];
for (const dialect of DIALECTS) {
  rows.push(...(await measureDelivery(dialect)), await measureIdle(dialect));
}
print(rows);
console.log(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}: other work on the machine widens the spread`,
);
if (rows.some((row) => !isWithin(row))) process.exitCode = 1;

async function measureDelivery(dialect: Dialect): Promise<Row[]> {
  const bare = await openSide({ kind: 'bare', dialect, payloadBytes: PAYLOAD_BYTES });
  const lab = await openSide({ kind: 'lab', dialect, payloadBytes: PAYLOAD_BYTES });
  const samples: Record<string, { bare: number[]; lab: number[] }> = {};
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
    (samples[what] ??= { bare: [], lab: [] })[side.kind].push(value);
  }
  const row = (what: string, sample: string, bound: Row['bound']): Row => {
    const unit = sample.endsWith('cpu') ? 'µs/event' : 'events/s';
    const { bare: ofBare = [], lab: ofLab = [] } = samples[sample] ?? {};
    return { dialect, what, bare: ofBare, lab: ofLab, unit, bound };
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
  return { dialect, what: 'idle connection: memory', ...samples, unit: 'bytes', bound: { atMost: 1.15 } };
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  console.error(
    `Expected a whole number from 1, got ${text}. Usage: npm run bench -- [rounds] [readers] [transport …]`,
  );
  process.exit(2);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median of the ratios round by round: what drifts from round to round drops out. */
function ratio({ bare, lab }: Row): number {
  return median(lab.map((value, round) => value / (bare[round] ?? Number.NaN)));
}

function isWithin(row: Row): boolean {
  return 'atLeast' in row.bound ? ratio(row) >= row.bound.atLeast : ratio(row) <= row.bound.atMost;
}

function print(all: Row[]): void {
  const head = ['transport', 'what', 'bare', 'lab', 'unit', 'lab / bare', 'bound', ''];
  const lines = all.map((row) => [
    row.dialect,
    row.what,
    median(row.bare).toPrecision(4),
    median(row.lab).toPrecision(4),
    row.unit,
    ratio(row).toFixed(2),
    'atLeast' in row.bound ? `≥ ${row.bound.atLeast}` : `≤ ${row.bound.atMost}`,
    isWithin(row) ? 'within' : 'MISSED',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
