import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { startTestLab } from '../support/lab.ts';
import { post, send } from '../support/wire/http.ts';
import { HANDSHAKE, openRaw, type RawSocket, rawRequest } from '../support/wire/raw.ts';
import { openSocketIo } from '../support/wire/socket-io.ts';
import { openSse } from '../support/wire/sse.ts';
import { openWs } from '../support/wire/websocket.ts';

const ALL = ['control', ...TRANSPORT_IDS] as const;

/** What is sent to every port, many times over. */
const GARBAGE: Record<string, () => string | Uint8Array> = {
  'random bytes': () => randomBytes(4096),
  'a TLS hello': () => Buffer.from('16030100a5010000a10303', 'hex'),
  'no HTTP': () => 'HELO lab\r\n\r\n',
  'HTTP/2': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a head of 100 KB': () => rawRequest('/', { headers: { 'X-Long': 'x'.repeat(100_000) } }),
  'an address of 100 KB': () => rawRequest(`/${'x'.repeat(100_000)}`),
  'a thousand headers': () =>
    rawRequest('/', { headers: Object.fromEntries(numbers(1000).map((n) => [`X-${n}`, 'x'])) }),
  'two lengths': () => 'POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  'a length and chunks': () =>
    'POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'a chunk of no size': () =>
    rawRequest('/events', { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }) + 'zz\r\n',
  'a tunnel': () => 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\nSSH-2.0-x\r\n',
  'half a handshake': () => rawRequest('/events', { headers: HANDSHAKE }).slice(0, -2),
  'a handshake and random frames': () =>
    Buffer.concat([Buffer.from(rawRequest('/events', { headers: HANDSHAKE })), randomBytes(4096)]),
  'a handshake of Engine.IO and random frames': () =>
    Buffer.concat([
      Buffer.from(rawRequest('/socket.io/?EIO=4&transport=websocket', { headers: HANDSHAKE })),
      randomBytes(4096),
    ]),
  'a handshake behind a poll': () =>
    rawRequest('/events?topic=t&waitMs=300') + rawRequest('/events', { headers: HANDSHAKE }),
  'requests in one go': () => rawRequest('/events?topic=t&waitMs=10').repeat(100),
  'a poll of Engine.IO over another': () => rawRequest('/socket.io/?EIO=4&transport=polling').repeat(20),
  'a body with a handshake': () => rawRequest('/events', { method: 'POST', headers: HANDSHAKE, body: 'x' }),
};

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('a torrent of garbage', () => {
  it('on every port leaves the lab serving the others, and no connection behind', async () => {
    const timing = { headMs: 300, requestMs: 600, checkMs: 50, stallMs: 600 };
    await using lab = await startTestLab({ timing });
    using sse = await openSse(lab.urls.sse, 'topic=good&after=0');
    using ws = await openWs(lab.urls.websocket);
    using io = await openSocketIo(lab.urls['socket-io']);
    ws.send({ op: 'subscribe', topic: 'good', after: 0 });
    await io.ask('subscribe', { topic: 'good', after: 0 });
    await ws.next();
    const good = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, lab.connections(id)]));

    const torrent: RawSocket[] = [];
    let published = 0;
    for (const make of Object.values(GARBAGE)) {
      for (const id of ALL) {
        for (const isAbrupt of [false, true]) {
          const raw = await openRaw(lab.urls[id]);
          raw.send(make());
          if (isAbrupt) raw.socket.resetAndDestroy();
          torrent.push(raw);
        }
      }
      // Amidst it: whoever is good is served, and at once.
      expect((await post(lab.urls.polling, { topic: 'good', data: ++published })).body).toEqual({ seq: published });
      expect(await ws.next()).toMatchObject({ op: 'event', seq: published });
      await io.until(published);
      await sse.received(new RegExp(`^id: ${published}\ndata`, 'm'));
    }

    for (const raw of torrent) raw.socket.destroy();
    await vi.waitFor(
      () => {
        const open = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, lab.connections(id)]));
        // What `fetch` keeps open for the next request comes on top.
        expect({ ...open, polling: 0 }).toEqual({ ...good, polling: 0 });
      },
      { timeout: 8_000 },
    );
    expect((await send(`${lab.urls.control}/healthz`)).status).toBe(200);
  });

  it.each(Object.keys(GARBAGE))('ends by itself where a client sends %s and stays', async (name) => {
    const timing = { headMs: 100, requestMs: 200, checkMs: 20, keepAliveMs: 100 };
    await using lab = await startTestLab({ timing });
    const ids = ['polling', 'long-polling'] as const;
    const sockets = await Promise.all(ids.map((id) => openRaw(lab.urls[id])));
    for (const raw of sockets) raw.send(GARBAGE[name]?.() ?? '');
    await Promise.all(sockets.map(({ closed }) => closed));
    await vi.waitFor(() => expect(ids.map((id) => lab.connections(id))).toEqual([0, 0]));
  });

  it.each(ALL)('that trickles in is waited for no longer than a head may take on %s', async (id) => {
    await using lab = await startTestLab({ timing: { headMs: 150, requestMs: 150, checkMs: 20 } });
    const sockets = await Promise.all(numbers(20).map(() => openRaw(lab.urls[id])));
    const timer = setInterval(() => {
      for (const raw of sockets) raw.send('x');
    }, 10);
    try {
      for (const raw of sockets) raw.send('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      for (const raw of sockets) expect(await raw.closed).toMatch(/^(?:HTTP\/1\.1 400 |$)/);
    } finally {
      clearInterval(timer);
    }
    expect((await send(`${lab.urls[id]}/nothing`)).status).toBe(404);
  });
});
