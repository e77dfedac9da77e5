import { describe, expect, it, vi } from 'vitest';
import { createLedger } from '../../lib/measure/ledger.ts';
import type { TransportId } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import type { LogReset } from '../../lib/transports/transport.ts';
import { createLabs } from '../contract/labs.ts';
import { put, type RemoteLab } from '../contract/harness.ts';
import { createManualClock } from './manual-clock.ts';
import { createSocket } from './scripted-server.ts';

const until = (what: () => void): Promise<void> => vi.waitFor(what, { timeout: 10_000, interval: 5 });

/** A reader whose waits for the next try end when the test says so. */
async function start(id: TransportId, resume: boolean) {
  const labs = createLabs(id);
  let lab: RemoteLab = await labs.start();
  const connect = await loadTransport(id);
  const clock = createManualClock();
  const ledger = createLedger();
  const seqs: number[] = [];
  const resets: LogReset[] = [];
  const connection = connect({
    url: lab.urls[id],
    topic: 't',
    createSocket,
    clock,
    random: () => 0.5,
    resume,
    onEvent: ({ seq }) => {
      seqs.push(seq);
      ledger.receive(seq);
    },
    onReset: (reset) => {
      resets.push(reset);
      ledger.reset(reset);
    },
  });
  const is = (name: string) => until(() => expect(connection.state.name).toBe(name));
  return {
    seqs,
    resets,
    counts: ledger.counts,
    /** Publishes that many events, by another way. */
    async publish(count: number) {
      for (let data = 1; data <= count; data++) await put(lab, 't', data);
    },
    opened: () => is('open'),
    received: (count: number) => until(() => expect(seqs).toHaveLength(count)),
    /** Loses the connection, lets `meanwhile` happen, and lets the client come back. */
    async lose(meanwhile: () => Promise<void>) {
      await lab.drop();
      await is('waiting');
      await meanwhile();
      clock.advance(60_000);
      await is('open');
    },
    async replaceLab(events: number) {
      lab = await lab.replace('t', events);
      await is('waiting');
      clock.advance(60_000);
      await is('open');
    },
    async [Symbol.asyncDispose]() {
      connection.close();
      await labs.stopAll();
      expect(clock.timers, 'timers left after close').toBe(0);
    },
  };
}

describe.each(['websocket', 'socket-io'] as const)('a client of %s that does not resume', (id) => {
  it('loses what was published while it had no connection, and nothing tells it', async () => {
    await using reader = await start(id, false);
    await reader.opened();
    await reader.publish(3);
    await reader.received(3);
    await reader.lose(() => reader.publish(4));
    expect(reader.counts(), 'it cannot know before the next event').toMatchObject({ received: 3, lost: 0 });
    await reader.publish(1);
    await reader.received(4);
    expect(reader.seqs).toEqual([1, 2, 3, 8]);
    expect(reader.counts()).toEqual({ received: 4, lost: 4, duplicated: 0, reordered: 0, skipped: 0 });
    expect(reader.resets).toEqual([]);
  });

  it('loses nothing with every connection that stands', async () => {
    await using reader = await start(id, false);
    await reader.opened();
    for (let round = 1; round <= 3; round++) {
      await reader.publish(2);
      await reader.received(2 * round);
      await reader.lose(async () => undefined);
    }
    expect(reader.counts()).toMatchObject({ received: 6, lost: 0 });
  });

  it('goes on from the newest event of another log, and has lost those before', async () => {
    await using reader = await start(id, false);
    await reader.opened();
    await reader.publish(5);
    await reader.received(5);
    await reader.replaceLab(3);
    await reader.publish(1);
    await reader.received(6);
    expect(reader.seqs).toEqual([1, 2, 3, 4, 5, 4]);
    expect(reader.resets).toMatchObject([{ cause: 'log', oldest: 1, newest: 3 }]);
    expect(reader.counts()).toMatchObject({ received: 6, lost: 3 });
  });
});

describe.each(['websocket', 'socket-io'] as const)('a client of %s that resumes', (id) => {
  it('gets what was published while it had no connection', async () => {
    await using reader = await start(id, true);
    await reader.opened();
    await reader.publish(3);
    await reader.received(3);
    await reader.lose(() => reader.publish(4));
    await reader.received(7);
    expect(reader.counts()).toMatchObject({ received: 7, lost: 0 });
  });
});
