import { describe, expect, it } from 'vitest';
import { type StreamToxics, type Toxics, TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import type { Edge } from '../../servers/edge/edge.ts';
import { createSocket } from '../transports/scripted-server.ts';
import { contentOf, equal, eventually, type Harness, read, startSource } from './harness.ts';
import { createLabs } from './labs.ts';

const EVENTS = 100;
const PUBLISHED = 10;

const bothWays = (toxics: StreamToxics): Toxics => ({ upstream: toxics, downstream: toxics });

/** Under these a connection goes on, and everything arrives. */
const GENTLE: [string, Toxics][] = [
  ['latency and jitter', bothWays({ latency: { latency: 20, jitter: 20 } })],
  ['a narrow bandwidth', bothWays({ bandwidth: { rate: 40 } })],
  ['a slicer', bothWays({ slicer: { average_size: 50, size_variation: 49, delay: 300 } })],
  ['a slow close', bothWays({ slow_close: { delay: 50 } })],
];

/** Under these nothing more arrives until they are lifted. */
const HOLDING: [string, Toxics][] = [
  ['a stall', bothWays({ bandwidth: { rate: 0 } })],
  ['buffering', { downstream: { buffer: { bytes: 2 ** 20 } } }],
  ['silence', { upstream: { timeout: { timeout: 0 } } }],
];

/** These end connections, until they are lifted. */
const ENDING: [string, Toxics][] = [
  ['a limit of data', bothWays({ limit_data: { bytes: 3000 } })],
  ['a limit of what comes', { downstream: { limit_data: { bytes: 3000 } } }],
  ['resetting', bothWays({ reset_peer: { timeout: 50 } })],
  ['a timeout', { downstream: { timeout: { timeout: 50 } } }],
];

/** Reads, publishes, and counts. @param meanwhile is done between the first events and the last */
async function readAndPublish(harness: Harness, meanwhile: () => Promise<void>): Promise<void> {
  const lab = await harness.startLab();
  const reader = read(harness, lab, { topic: 'load', after: 0 });
  await reader.opened();
  await startSource(lab, 'load', { ratePerSecond: 500, count: EVENTS });
  await reader.until(() => reader.events.length > 0, 'an event');
  const published = Array.from({ length: PUBLISHED }, (_, index) => reader.publish('mine', index));
  await meanwhile();
  const seqs = (await Promise.all(published)).map(({ seq }) => seq);
  await reader.until(() => reader.events.length >= EVENTS + PUBLISHED, `${EVENTS + PUBLISHED} events`);
  equal(
    reader.counts(),
    { received: EVENTS + PUBLISHED, lost: 0, duplicated: 0, reordered: 0, skipped: 0 },
    'the ledger',
  );
  equal(reader.resets, [], 'the resets');
  const mine = (await contentOf(lab, 'load')).filter(({ type }) => type === 'mine');
  equal(
    mine.map(({ seq, data }) => [seq, data]),
    seqs.map((seq, index) => [seq, index]),
    'what was published, once each and in order',
  );
}

/** Runs something with an edge before the transport's server. */
async function withEdge(id: TransportId, toxics: Toxics, run: (harness: Harness, edge: () => Edge) => Promise<void>) {
  const connect = await loadTransport(id);
  let edge: Edge | undefined;
  const labs = createLabs(id, { toxics, onEdge: (started) => (edge = started) });
  const undo: (() => void)[] = [];
  const theEdge = () => {
    if (edge === undefined) throw new Error('Expected an edge: the lab has not been started');
    return edge;
  };
  try {
    const harness: Harness = {
      id,
      connect: (options) => connect({ createSocket, ...options }),
      startLab: labs.start,
      onEnd: (one) => undo.push(one),
    };
    await run(harness, theEdge);
  } finally {
    for (const one of undo) one();
    await labs.stopAll();
  }
}

describe.each(TRANSPORT_IDS)('over %s nothing is lost', (id) => {
  it.concurrent.each(GENTLE)('under %s', async (_, toxics) => {
    await expect(
      withEdge(id, toxics, (harness) => readAndPublish(harness, async () => undefined)),
    ).resolves.toBeUndefined();
  });

  it.concurrent.each(HOLDING)('once %s is over', async (_, toxics) => {
    const trial = withEdge(id, {}, (harness, edge) =>
      readAndPublish(harness, async () => {
        await edge().setToxics(toxics);
        const { up } = edge().traffic();
        await eventually(async () => edge().traffic().up > up, 'that the client said something under the toxic');
        await edge().setToxics({});
      }),
    );
    await expect(trial).resolves.toBeUndefined();
  });

  it.concurrent.each(ENDING)('once %s is over', async (_, toxics) => {
    const trial = withEdge(id, {}, (harness, edge) =>
      readAndPublish(harness, async () => {
        const { opened } = edge().traffic();
        await edge().setToxics(toxics);
        await eventually(async () => edge().traffic().opened > opened, 'that the client connected again');
        await edge().setToxics({});
      }),
    );
    await expect(trial).resolves.toBeUndefined();
  });

  it.concurrent('once the edge accepts again that refused', async () => {
    const trial = withEdge(id, {}, (harness, edge) =>
      readAndPublish(harness, async () => {
        await edge().setToxics({ down: true });
        await edge().setToxics({});
      }),
    );
    await expect(trial).resolves.toBeUndefined();
  });

  it.concurrent('when connections are dropped at the edge', async () => {
    const trial = withEdge(id, {}, (harness, edge) => readAndPublish(harness, async () => void edge().drop()));
    await expect(trial).resolves.toBeUndefined();
  });
});
