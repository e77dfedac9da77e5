import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { connect as connectWebSocket } from '../../../lib/transports/websocket.ts';
import type { Connect, Connection } from '../../../lib/transports/index.ts';
import {
  compareWithLog,
  createAppending,
  createBySeq,
  createReplacing,
  readSeqs,
} from '../../../lib/ui/store-renders/snapshot-orders.ts';
import { runSnapshotOrders } from '../../../lib/ui/store-renders/snapshot-run.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const connect: Connect = (options) =>
  connectWebSocket({
    ...options,
    createSocket: nodeSocket,
  });

describe('a snapshot that comes after the stream has begun', () => {
  const play = (shown: ReturnType<typeof createBySeq>): readonly number[] => {
    for (const seq of [3, 4, 5]) shown.onEvent(seq);
    shown.onSnapshot([1, 2, 3, 4]);
    shown.onEvent(6);
    return shown.read();
  };

  it('loses what is newer, where it replaces what is shown', () => {
    expect(play(createReplacing())).toEqual([1, 2, 3, 4, 6]);
    expect(compareWithLog([1, 2, 3, 4, 6], 6)).toEqual({ shown: 5, lost: 1, doubled: 0 });
  });

  it('doubles what the stream brings after a snapshot that had it already, where it replaces what is shown', () => {
    const shown = createReplacing();
    for (const seq of [1, 2]) shown.onEvent(seq);
    shown.onSnapshot([1, 2, 3]);
    shown.onEvent(3);
    expect(compareWithLog(shown.read(), 3)).toEqual({ shown: 4, lost: 0, doubled: 1 });
  });

  it('doubles what is in both, where it is put before what is shown', () => {
    expect(play(createAppending())).toEqual([1, 2, 3, 4, 3, 4, 5, 6]);
    expect(compareWithLog([1, 2, 3, 4, 3, 4, 5, 6], 6)).toEqual({ shown: 8, lost: 0, doubled: 2 });
  });

  it('does neither, where the stream is held and applied by seq', () => {
    expect(play(createBySeq())).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('may be empty', () => {
    const shown = createBySeq();
    shown.onEvent(1);
    expect(shown.read()).toEqual([]);
    shown.onSnapshot([]);
    expect(shown.read()).toEqual([1]);
  });
});

describe('readSeqs', () => {
  it('refuses what is no list of events', () => {
    expect(readSeqs({ events: [{ seq: 4 }, { seq: 5 }, 'x'], next: 5 })).toEqual([4, 5]);
    expect(() => readSeqs({ code: 'bad-request' })).toThrow(TypeError);
  });
});

describe('runSnapshotOrders', () => {
  it('finds nothing lost and nothing doubled in the order by seq, over real servers', async () => {
    await using lab = await startTestLab();
    const { events, orders } = await runSnapshotOrders({
      connect,
      urls: lab.urls,
      control: lab.urls.control,
      topic: 'orders',
      fetch,
      clock: systemClock,
      signal: AbortSignal.timeout(20_000),
    });
    expect(events).toBeGreaterThanOrEqual(100);
    expect(orders['by-seq']).toEqual({ shown: events, lost: 0, doubled: 0 });
    expect(orders.append.lost).toBe(0);
    // What is on its way while a snapshot replaces what is shown may be in that as well, so `replace` may double one.
    expect(orders['snapshot-first'].doubled).toBe(0);
  });

  it('ends its source and gives up with its signal', async () => {
    await using lab = await startTestLab();
    const own = new AbortController();
    const run = runSnapshotOrders({
      connect,
      urls: lab.urls,
      control: lab.urls.control,
      topic: 'given-up',
      fetch,
      clock: systemClock,
      signal: own.signal,
    });
    own.abort(new Error('The reader has left'));
    await expect(run).rejects.toThrow('The reader has left');
    const answer = await fetch(`${lab.urls.control}/sources/given-up`, { method: 'DELETE' });
    expect(answer.status).toBe(404);
  });

  it('does not wait for connections that never open, and leaves none behind', async () => {
    await using lab = await startTestLab();
    const own = new AbortController();
    const made: Connection[] = [];
    const unreachable: Connect = (options) => {
      const connection = connect({ ...options, url: 'ws://127.0.0.1:9' });
      if (made.push(connection) === 4) own.abort(new Error('The reader has left'));
      return connection;
    };
    const run = runSnapshotOrders({
      connect: unreachable,
      urls: lab.urls,
      control: lab.urls.control,
      topic: 'unreachable',
      fetch,
      clock: systemClock,
      signal: own.signal,
    });
    await expect(run).rejects.toThrow('The reader has left');
    expect(made.map(({ state }) => state.name)).toEqual(['closed', 'closed', 'closed', 'closed']);
  });
});
