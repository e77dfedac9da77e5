import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { GONE_MS } from '../../../servers/edge/link.ts';
import { openPeer, refusalOf, startPeerServer, startTestEdge, waitFor } from '../../support/edge.ts';
import { createManualClock } from './toxics/manual-clock.ts';

describe('an edge', () => {
  it('relays both ways, byte for byte', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const up = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    const down = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 11) % 256));
    client.socket.write(up);
    const peer = await server.peer();
    peer.socket.write(down);
    expect((await peer.until(up.length)).equals(up)).toBe(true);
    expect((await client.until(down.length)).equals(down)).toBe(true);
    expect(edge.traffic()).toEqual({ up: up.length, down: down.length, opened: 1, open: 1 });
  });

  it('asks for each connection where the server is, and leaves those that stand where they are', async () => {
    await using first = await startPeerServer((peer) => peer.socket.write('1'));
    await using second = await startPeerServer((peer) => peer.socket.write('2'));
    let port = first.port;
    await using edge = await startTestEdge(0, { target: () => ({ host: '127.0.0.1', port }) });
    using before = await openPeer(edge.port);
    expect(String(await before.until(1))).toBe('1');
    ({ port } = second);
    using after = await openPeer(edge.port);
    expect(String(await after.until(1))).toBe('2');
    (await first.peer()).socket.write('1');
    expect(String(await before.until(2))).toBe('11');
  });

  it.each(['client', 'server'] as const)(
    'passes a FIN of the %s on, and what the other still has to say',
    async (who) => {
      await using server = await startPeerServer();
      await using edge = await startTestEdge(server.port);
      using client = await openPeer(edge.port);
      const peer = await server.peer();
      const [ending, other] = who === 'client' ? [client, peer] : [peer, client];
      ending.socket.end('the last word');
      expect(String(await other.until(13))).toBe('the last word');
      expect(await other.ended()).toBe('fin');
      expect(ending.ends).toEqual([]);
      other.socket.end('so be it');
      expect(String(await ending.until(8))).toBe('so be it');
      expect(await ending.ended()).toBe('fin');
      await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
      expect(edge.records().at(-1)).toMatchObject({ state: 'closed', by: who, how: 'fin', connection: 1 });
    },
  );

  it.each(['client', 'server'] as const)('passes a RST of the %s on as a RST', async (who) => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    const [ending, other] = who === 'client' ? [client, peer] : [peer, client];
    ending.socket.resetAndDestroy();
    expect(await other.ended()).toBe('rst');
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect(edge.records().at(-1)).toMatchObject({ state: 'closed', by: who, how: 'rst' });
  });

  it.each([
    ['client', {}],
    ['server', {}],
    ['client', { latency: { latency: 20 } }],
    ['server', { latency: { latency: 20 } }],
  ] as const)(
    'passes on that the %s takes nothing more, after it had ended its own direction (%o)',
    async (who, set) => {
      await using server = await startPeerServer();
      await using edge = await startTestEdge(server.port);
      await edge.setToxics({ upstream: set, downstream: set });
      using client = await openPeer(edge.port);
      const peer = await server.peer();
      const [ending, other] = who === 'client' ? [client, peer] : [peer, client];
      ending.socket.end('the last word');
      expect(await other.ended()).toBe('fin');
      other.socket.write('so be it');
      await ending.until(8);
      ending.socket.resetAndDestroy();
      // As on a direct connection, it is a write that tells.
      await waitFor(() => other.ends[1] ?? (other.socket.write('and so on'), undefined), 'a RST after the FIN');
      expect([String(other.received()), other.ends]).toEqual(['the last word', ['fin', 'rst']]);
      await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
      expect(edge.records().at(-1)).toMatchObject({ state: 'closed', by: who, how: 'fin' });
    },
  );

  it('ends a connection with a RST where the server refuses', async () => {
    const server = await startPeerServer();
    await server[Symbol.asyncDispose]();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    expect(await client.ended()).toBe('rst');
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect(edge.records()).toMatchObject([{ state: 'opened' }, { state: 'closed', by: 'server', how: 'rst' }]);
  });

  it('refuses for real while it is down, has reset what stood, and is back on the same port', async () => {
    await using server = await startPeerServer((peer) => peer.socket.write('hello'));
    await using edge = await startTestEdge(server.port);
    const { port } = edge;
    using client = await openPeer(port);
    await client.until(5);
    await edge.setToxics({ down: true });
    expect(await client.ended()).toBe('rst');
    expect(await refusalOf(port)).toBe('ECONNREFUSED');
    expect([edge.toxics, edge.connections()]).toEqual([{ down: true }, 0]);
    await edge.setToxics({});
    using again = await openPeer(port);
    expect(String(await again.until(5))).toBe('hello');
    expect([edge.port, edge.toxics, edge.traffic().opened]).toEqual([port, {}, 2]);
  });

  it('does what it is told last, however fast it is told', async () => {
    await using server = await startPeerServer((peer) => peer.socket.write('hello'));
    await using edge = await startTestEdge(server.port);
    const told = [{ down: true }, {}, { down: true }, {}] as const;
    await Promise.all(told.map((toxics) => edge.setToxics(toxics)));
    using client = await openPeer(edge.port);
    expect(String(await client.until(5))).toBe('hello');
  });

  it('waits a while for its port where somebody has taken it in the meantime', async () => {
    await using server = await startPeerServer((peer) => peer.socket.write('hello'));
    await using edge = await startTestEdge(server.port);
    await edge.setToxics({ down: true });
    const thief = createServer().listen(edge.port, '127.0.0.1');
    await once(thief, 'listening');
    const back = edge.setToxics({});
    thief.close();
    await back;
    using client = await openPeer(edge.port);
    expect(String(await client.until(5))).toBe('hello');
  });

  it('drops what stands with a RST on both sides, and says how many there were', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using one = await openPeer(edge.port);
    using two = await openPeer(edge.port);
    await server.peer(1);
    expect(edge.drop()).toBe(2);
    expect(await Promise.all([one, two, ...server.peers].map((peer) => peer.ended()))).toEqual(
      Array.from({ length: 4 }, () => 'rst'),
    );
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect(edge.drop()).toBe(0);
    expect(edge.records().at(-1)).toMatchObject({ state: 'closed', by: 'edge', how: 'rst' });
  });

  it('takes a client for gone that has ended and to which nothing goes for long, as under a stall', async () => {
    const clock = createManualClock();
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port, { clock });
    const stall = { bandwidth: { rate: 0 } };
    await edge.setToxics({ upstream: stall });
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    client.socket.end('the last word');
    await waitFor(() => clock.timers() > 0 || undefined, 'a timer');
    peer.socket.write('still here');
    await client.until(10);
    clock.advance(GONE_MS);
    expect(client.ends).toEqual([]);
    clock.advance(GONE_MS);
    expect(await Promise.all([client.ended(), peer.ended()])).toEqual(['rst', 'rst']);
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect([clock.timers(), edge.records().at(-1)]).toMatchObject([0, { by: 'client', how: 'fin' }]);
  });

  it('lets somewhat more connect than a server takes, so that it can say so itself, and resets the rest', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port, { limits: { maxConnections: 2 } });
    const clients = await Promise.all(Array.from({ length: 103 }, () => openPeer(edge.port)));
    const ended = await waitFor(() => clients.find(({ ends }) => ends.length > 0), 'one that was reset');
    expect(ended.ends).toEqual(['rst']);
    expect(edge.connections()).toBe(102);
    expect(clients.filter(({ ends }) => ends.length > 0)).toHaveLength(1);
    for (const client of clients) client[Symbol.dispose]();
  });

  it('leaves no socket and no timer when it is closed, whatever was set, and may be closed twice', async () => {
    const resources = () => process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)).length;
    const before = resources();
    {
      await using server = await startPeerServer();
      const edge = await startTestEdge(server.port);
      await edge.setToxics({
        upstream: { latency: { latency: 60_000 }, reset_peer: { timeout: 60_000 } },
        downstream: { bandwidth: { rate: 0 }, timeout: { timeout: 60_000 }, slow_close: { delay: 60_000 } },
      });
      using client = await openPeer(edge.port);
      client.socket.write('never there');
      await waitFor(() => edge.traffic().up === 11 || undefined, '11 bytes');
      await Promise.all([edge.close(), edge.close()]);
      expect(edge.connections()).toBe(0);
      expect(await client.ended()).toBe('rst');
      expect(await refusalOf(edge.port)).toBe('ECONNREFUSED');
      await edge.close();
    }
    await waitFor(
      () => resources() <= before || undefined,
      `${before} sockets`,
      () => String(resources()),
    );
    expect(resources()).toBeLessThanOrEqual(before);
  });
});

describe('a silenced connection', () => {
  it('passes nothing more either way, is not ended, and new ones pass', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    client.socket.write('a');
    await peer.until(1);
    expect([edge.silence(), edge.silence()]).toEqual([1, 0]);
    client.socket.write('into the void');
    peer.socket.write('likewise');
    // What the client sends is still taken from it: its kernel sees nothing amiss.
    await waitFor(() => edge.traffic().up === 14 || undefined, '14 bytes');
    peer.socket.resetAndDestroy();
    using other = await openPeer(edge.port);
    other.socket.write('b');
    await (await server.peer(1)).until(1);
    expect([String(peer.received()), client.received().length, client.ends]).toEqual(['a', 0, []]);
    expect(edge.connections()).toBe(2);
  });

  it.each(['fin', 'rst'] as const)('is let go when the client ends it with a %s', async (how) => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    edge.silence();
    if (how === 'fin') client.socket.end();
    else client.socket.resetAndDestroy();
    await waitFor(() => edge.connections() === 0 || undefined, 'no connection');
    expect(edge.records().at(-1)).toMatchObject({ by: 'client', how });
    expect(await peer.ended()).toBe('rst');
  });

  it('ends when it is dropped, also where the server has gone before', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    edge.silence();
    peer.socket.resetAndDestroy();
    await peer.closed();
    expect(edge.drop()).toBe(1);
    expect(await client.ended()).toBe('rst');
  });

  it('stays silent when toxics are set and lifted', async () => {
    await using server = await startPeerServer();
    await using edge = await startTestEdge(server.port);
    using client = await openPeer(edge.port);
    const peer = await server.peer();
    edge.silence();
    await edge.setToxics({ downstream: { latency: { latency: 1 } }, upstream: { timeout: { timeout: 1 } } });
    await edge.setToxics({});
    peer.socket.write('x');
    client.socket.write('y');
    await waitFor(() => edge.traffic().up === 1 || undefined, 'a byte');
    expect([client.received().length, client.ends, peer.received().length]).toEqual([0, [], 0]);
  });
});
