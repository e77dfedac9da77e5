import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createLedger } from '../../../lib/measure/ledger.ts';
import { type TransportId, TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { type Connection, loadTransport } from '../../../lib/transports/index.ts';
import { findNginx, type Proxy, startProxy } from '../../support/nginx.ts';
import { createFleet, type Fleet, upstreamsOf } from '../../support/servers-over-one-log.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const hasNginx = findNginx() !== undefined;
const BOUND = { timeout: 15_000, interval: 10 };

interface Reader {
  readonly id: TransportId;
  readonly connection: Connection;
  /** The statuses of the answers, those excepted that never came. */
  readonly statuses: Set<number>;
  received(): number;
  counts(): object;
}

/** A client of each transport, all on one topic from its beginning. */
async function openReaders(proxy: Proxy): Promise<Reader[] & Disposable> {
  const readers = await Promise.all(
    TRANSPORT_IDS.map(async (id) => {
      const connect = await loadTransport(id);
      const ledger = createLedger({ after: 0 });
      const statuses = new Set<number>();
      const connection = connect({
        url: proxy.urls[id],
        topic: 't',
        after: 0,
        intervalMs: 20,
        random: () => Math.random() * 0.1,
        createSocket: nodeSocket,
        onEvent: ({ seq }) => void ledger.receive(seq),
        onReset: (reset) => ledger.reset(reset),
        onTrace: (trace) => {
          if (trace.kind === 'response' && trace.status !== 0) statuses.add(trace.status);
        },
      });
      return { id, connection, statuses, received: () => ledger.counts().received, counts: ledger.counts };
    }),
  );
  await vi.waitFor(() => {
    for (const { id, connection } of readers) expect(connection.state.name, id).toBe('open');
  }, BOUND);
  return Object.assign(readers, {
    [Symbol.dispose]: () => {
      for (const { connection } of readers) connection.close();
    },
  });
}

/** Lets events happen all the time. */
function startEvents(fleet: Fleet): { count(): number; stop(): void } {
  let count = 0;
  const timer = setInterval(() => {
    const id = `deploy-${++count}`;
    fleet.log.append({ id, topic: 't', type: 'note', data: count }).catch(() => clearInterval(timer));
  }, 5);
  return { count: () => count, stop: () => clearInterval(timer) };
}

/** Waits until every reader has everything, and checks that it has it once and in order. */
async function expectWhole(readers: readonly Reader[], count: number): Promise<void> {
  await vi.waitFor(() => {
    for (const { id, received } of readers) expect(received(), id).toBe(count);
  }, BOUND);
  for (const { id, counts, statuses } of readers) {
    expect(counts(), id).toEqual({ received: count, lost: 0, duplicated: 0, reordered: 0, skipped: 0 });
    expect([...statuses].filter((status) => status === 502 || status === 504)).toEqual([]);
  }
}

describe.skipIf(!hasNginx)('a deploy behind nginx', () => {
  it('of one server after the other loses no event, and no reader sees a 502', async () => {
    await using fleet = createFleet();
    const [first, second] = [await fleet.start(), await fleet.start()];
    await using proxy = await startProxy({ upstreams: upstreamsOf(first, second) });
    using readers = await openReaders(proxy);
    const events = startEvents(fleet);
    for (const instance of [first, second]) {
      const before = events.count();
      await instance.restart();
      await vi.waitFor(() => {
        for (const { id, received } of readers) expect(received(), id).toBeGreaterThan(before);
      }, BOUND);
    }
    events.stop();
    await expectWhole(readers, events.count());
  });

  it('of a new version by a reload loses no event, and the old workers end with their last connection', async () => {
    await using fleet = createFleet();
    const [old, next] = [await fleet.start(), await fleet.start()];
    await using proxy = await startProxy({ upstreams: upstreamsOf(old) });
    using readers = await openReaders(proxy);
    const events = startEvents(fleet);
    await proxy.reload({ upstreams: upstreamsOf(next) });

    const atReload = events.count();
    await vi.waitFor(() => {
      for (const { id, received } of readers) expect(received(), id).toBeGreaterThan(atReload);
    }, BOUND);
    expect(old.connections('websocket'), 'what stood goes on over the old worker').toBe(1);
    expect(next.connections('websocket')).toBe(0);
    expect(await proxy.oldWorkers()).toBeGreaterThan(0);
    await vi.waitFor(
      () => expect(next.connections('polling'), 'what is new goes to the new').toBeGreaterThan(0),
      BOUND,
    );

    await old.close();
    await vi.waitFor(() => expect(next.connections('websocket')).toBe(1), BOUND);
    events.stop();
    await expectWhole(readers, events.count());
    await vi.waitFor(async () => expect(await proxy.oldWorkers()).toBe(0), BOUND);
  });

  it('cuts what does not end by itself once the old workers have waited long enough', async () => {
    await using fleet = createFleet();
    const instance = await fleet.start();
    const upstreams = upstreamsOf(instance);
    const edits = [['worker_shutdown_timeout 30s;', 'worker_shutdown_timeout 1s;']] as const;
    await using proxy = await startProxy({ upstreams, edits });
    const socket = new WebSocket(`${proxy.urls.websocket}/events`);
    socket.on('error', () => undefined);
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    await proxy.reload({ upstreams, edits });
    expect(await closed).toBe(1006);
  });
});
