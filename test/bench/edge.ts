import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Dialect } from './readers.ts';
import { openSide, type Side } from './side.ts';
import { median, type Row } from './table.ts';

/**
 * How many readers there are, and which part of the events a second they keep at least. An edge serves one lane of one
 * tab: one reader, and at most the six connections that a browser opens to one address. The edge reads and writes again
 * what the server writes, in the same thread, and the server makes the bytes of an event once for all readers: so each
 * reader more makes the edge's part of the work larger.
 */
const LOADS = [
  { readers: 1, atLeast: 0.7 },
  { readers: 6, atLeast: 0.5 },
] as const;

/**
 * As fast as the server can: what a turn of the event loop brings is one piece for each reader. Fewer events than a topic
 * keeps, so that no reader is ever told of a gap; that takes so little time that a round is made of several runs.
 */
const RUN = { command: 'burst', events: 8000, perTick: 200 } as const;
const RUNS = 5;

/** Requests in a round, one after another. */
const REQUESTS = 200;

/** What the measures of an edge need. */
export interface EdgeBenchOptions {
  dialect: Dialect;
  rounds: number;
  payloadBytes: number;
}

/** Measures events through an edge without toxics against the same server without it. */
export async function measureThroughput(options: EdgeBenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const load of LOADS) rows.push(await measureLoad(load, options));
  return rows;
}

async function measureLoad(
  { readers, atLeast }: (typeof LOADS)[number],
  { dialect, rounds, payloadBytes }: EdgeBenchOptions,
): Promise<Row> {
  const [direct, edge] = await openBoth(dialect, payloadBytes);
  const [base, ours]: [number[], number[]] = [[], []];
  for (const side of [direct, edge]) {
    await side.connect(readers);
    await side.deliver(RUN, readers);
  }
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? [direct, edge] : [edge, direct]) {
      const rates: number[] = [];
      for (let run = 0; run < RUNS; run++) rates.push((await side.deliver(RUN, readers)).perSecond);
      (side === edge ? ours : base).push(median(rates));
    }
  }
  await Promise.all([direct.close(), edge.close()]);
  const what = `200 events each turn, readers: ${readers}`;
  return { dialect, what, base, ours, unit: 'events/s', bound: { atLeast } };
}

/** Measures how long an answer takes through an edge against the same server without it: there and back. */
export async function measureLatency({ dialect, rounds, payloadBytes }: EdgeBenchOptions): Promise<Row> {
  const [direct, edge] = await openBoth(dialect, payloadBytes);
  const [toDirect, toEdge] = await Promise.all([open(direct.port), open(edge.port)]);
  const [base, ours]: [number[], number[]] = [[], []];
  await roundTrips([toDirect, toEdge]);
  for (let round = 0; round < rounds; round++) {
    const [directMs = Number.NaN, edgeMs = Number.NaN] = await roundTrips([toDirect, toEdge]);
    base.push(directMs);
    ours.push(edgeMs);
  }
  for (const socket of [toDirect, toEdge]) socket.destroy();
  await Promise.all([direct.close(), edge.close()]);
  const what = 'a request and its answer: median';
  return { dialect, what, base, ours, unit: 'ms', by: 'difference', bound: { atMost: 0.3 } };
}

async function openBoth(dialect: Dialect, payloadBytes: number): Promise<[Side, Side]> {
  const direct = await openSide({ kind: 'unlimited', dialect, payloadBytes });
  const edge = await openSide({ kind: 'edge', dialect, payloadBytes });
  return [direct, edge];
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Asks each in turn, again and again. @returns the median of each, in milliseconds */
async function roundTrips(sockets: readonly Socket[]): Promise<number[]> {
  const samples = sockets.map((): number[] => []);
  for (let request = 0; request < REQUESTS; request++) {
    for (const [index, socket] of sockets.entries()) {
      const startedAt = performance.now();
      // Refused, and so the shortest answer: what is measured is the way.
      socket.write('GET /none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
      await once(socket, 'data');
      samples[index]?.push(performance.now() - startedAt);
    }
  }
  return samples.map(median);
}
