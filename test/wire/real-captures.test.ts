import { describe, expect, it } from 'vitest';
import { type LabEvent, TRANSPORT_IDS, type WireBytes } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import {
  type CaptureRecord,
  checkEntries,
  decodeCapture,
  type DecodedConnection,
  decodeRecords,
  encodeCapture,
  encodePcap,
} from '../../lib/wire/index.ts';
import { type NewRecord } from '../../servers/edge/capture.ts';
import { startEdge } from '../../servers/edge/edge.ts';
import { DEFAULT_LIMITS } from '../../servers/options.ts';
import { DEFAULT_TIMING } from '../../servers/timing.ts';
import { startTestLab } from '../support/lab.ts';
import { createSocket } from '../transports/scripted-server.ts';

const EVENTS = 5;
/** Bounds a failure, not a success. */
const BOUND_MS = 10_000;

/** Publishes and reads some events over a transport, through an edge whose capture is the result. */
async function record(transport: (typeof TRANSPORT_IDS)[number]) {
  await using lab = await startTestLab();
  const target = new URL(lab.urls[transport]);
  const records: NewRecord[] = [];
  let connection = 0;
  const edge = await startEdge({
    transport,
    host: '127.0.0.1',
    target: () => ({ host: target.hostname, port: Number(target.port) }),
    capture: { append: (one) => void records.push('state' in one ? one : { ...one, bytes: one.bytes.slice() }) },
    nextConnection: () => ++connection,
    timing: DEFAULT_TIMING,
    limits: DEFAULT_LIMITS,
  });
  const through = new URL(target);
  through.port = String(edge.port);
  const connect = await loadTransport(transport);
  const events: LabEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    AbortSignal.timeout(BOUND_MS).addEventListener('abort', () => reject(new Error(`${events.length} events came`)));
    const client = connect({
      url: through.href.replace(/\/$/, ''),
      topic: 'captured',
      after: 0,
      intervalMs: 20,
      createSocket,
      onEvent(event) {
        events.push(event);
        if (events.length < EVENTS) return;
        client.close();
        resolve();
      },
    });
    for (let count = 1; count <= EVENTS; count++) client.publish('note', { count }).catch(() => undefined);
  });
  const traffic = edge.traffic();
  await edge.close();
  return { records: records.map(asTold), traffic };
}

/** A record as the telemetry tells it. */
function asTold(one: NewRecord): CaptureRecord {
  return 'state' in one ? one : ({ ...one, bytes: Buffer.from(one.bytes).toString('base64') } satisfies WireBytes);
}

function sum(connections: readonly DecodedConnection[], direction: 'up' | 'down'): number {
  return connections.reduce((total, { bytes }) => total + bytes[direction], 0);
}

describe('what five events cost over real sockets', () => {
  it.each(TRANSPORT_IDS)('is decoded to the last byte for %s, with all events in it', async (transport) => {
    const { records, traffic } = await record(transport);
    const connections = decodeRecords(decodeCapture(encodeCapture({ records })).records);
    expect(sum(connections, 'up')).toBeGreaterThanOrEqual(traffic.up);
    expect(sum(connections, 'down')).toBeGreaterThanOrEqual(traffic.down);
    for (const { entries, bytes } of connections) {
      expect(checkEntries(entries, bytes)).toEqual([]);
      expect(entries.filter(({ kind }) => kind === 'undecodable' || kind === 'gap')).toEqual([]);
      expect(entries.filter(({ complete }) => complete).flatMap(({ problem }) => problem ?? [])).toEqual([]);
    }
    const down = connections.flatMap(({ entries }) => entries).filter(({ direction }) => direction === 'down');
    const told = down.filter(({ mentions }) => mentions.topics?.includes('captured'));
    const seqs = told.flatMap(({ mentions }) => mentions.seqs ?? []).filter((seq) => seq > 0);
    expect([...new Set(seqs)].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(encodePcap(records).length).toBeGreaterThan(traffic.up + traffic.down);
  });
});
