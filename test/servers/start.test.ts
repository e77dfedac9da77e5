import { randomInt } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { startLab } from '../../servers/start.ts';
import { occupy, refuses } from '../support/address.ts';
import { startNode } from '../support/command.ts';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, freshId, post, postMany, send } from '../support/wire/http.ts';
import { openRaw, rawRequest } from '../support/wire/raw.ts';
import { openSocketIo, WAYS } from '../support/wire/socket-io.ts';
import { openSse } from '../support/wire/sse.ts';
import { openWs } from '../support/wire/websocket.ts';

const ALL = ['control', ...TRANSPORT_IDS] as const;
const HAS_IPV6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

/** How many sockets keep this process alive. */
const kept = () => process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP')).length;

describe('startLab', () => {
  it('takes the port that it is told for control, and the five after it for the transports', async () => {
    const first = await freeRow();
    await using lab = await startTestLab({ port: first });
    const ports = ALL.map((id) => Number(new URL(lab.urls[id]).port));
    expect(ports).toEqual([0, 1, 2, 3, 4, 5].map((offset) => first + offset));
    expect(ALL.filter((id) => lab.urls[id].endsWith('/'))).toEqual([]);
    expect(lab.urls.websocket).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each([0, 3, 5])(
    'rejects with the port that is taken (%i after the first), and leaves nothing running',
    async (at) => {
      const first = await freeRow();
      const before = kept();
      {
        await using taken = await occupy(first + at);
        await expect(startLab({ port: first })).rejects.toMatchObject({ code: 'EADDRINUSE', port: taken.port });
      }
      for (const offset of [0, 1, 2, 3, 4, 5]) {
        expect(await refuses(`http://127.0.0.1:${first + offset}`), `port ${first + offset}`).toBe(true);
      }
      await vi.waitFor(() => expect(kept()).toBeLessThanOrEqual(before));
    },
  );

  it.skipIf(!HAS_IPV6)('binds an IPv6 address and names it in brackets', async () => {
    await using lab = await startTestLab({ host: '::1' });
    expect(lab.urls.control).toMatch(/^http:\/\/\[::1\]:\d+$/);
    const { body } = await send(`${lab.urls.control}/`);
    expect(body).toMatchObject({ transports: { sse: lab.urls.sse } });
    expect((await post(lab.urls.polling, {})).status).toBe(201);
  });

  it('serves one log by all transports, and another by another lab', async () => {
    await using one = await startTestLab();
    await using other = await startTestLab();
    expect(one.log).not.toBe(other.log);
    await postMany(one.urls.sse, 't', 2);
    expect((await send(`${one.urls.polling}/events?topic=t`)).body).toMatchObject({ next: 2 });
    expect((await send(`${other.urls.polling}/events?topic=t`)).body).toMatchObject({ next: 0 });
  });

  it('counts the connections of a transport, and resets them when it is told to', async () => {
    await using lab = await startTestLab();
    const sockets = await Promise.all([1, 2, 3].map(() => openRaw(lab.urls.polling)));
    await vi.waitFor(() => expect(lab.connections('polling')).toBe(3));
    expect(lab.drop('polling')).toBe(3);
    await Promise.all(sockets.map(({ closed }) => closed));
    await vi.waitFor(() => expect(lab.connections('polling')).toBe(0));
    expect(lab.drop('polling')).toBe(0);
  });
});

describe('a restart', () => {
  it.each(TRANSPORT_IDS)('of %s keeps its port and the log', async (id) => {
    await using lab = await startTestLab();
    const publisher = id === 'polling' ? 'sse' : 'polling';
    await postMany(lab.urls[publisher], 't', 2);
    await lab.restart(id);
    await postMany(lab.urls[publisher], 't', 1);
    expect((await send(`${lab.urls.polling}/events?topic=t&after=0&log=${lab.log}`)).body).toMatchObject({ next: 3 });
    expect((await send(`${lab.urls[id]}/nothing`)).headers.get('wirelab-log')).toBe(lab.log);
  });

  it('may be asked for twice at once', async () => {
    await using lab = await startTestLab();
    await Promise.all([lab.restart('sse'), lab.restart('sse'), lab.restart('polling')]);
    expect((await post(lab.urls.sse, {})).status).toBe(201);
    expect((await post(lab.urls.polling, {})).status).toBe(201);
  });

  it('that the end of the lab overtakes leaves nothing running', async () => {
    const lab = await startTestLab();
    const restarted = lab.restart('websocket');
    await Promise.all([lab.close(), restarted]);
    for (const id of ALL) expect(await refuses(lab.urls[id]), id).toBe(true);
  });
});

describe('the end of a lab', () => {
  it('answers held polls and requests that come with 503, and says when to come back', async () => {
    const lab = await startTestLab();
    const held = send(`${lab.urls['long-polling']}/events?topic=t`);
    // One whose head is not complete yet is neither held nor idle: it is answered when it is.
    using late = await openRaw(lab.urls.polling);
    late.send('GET /events?topic=t HTTP/1.1\r\n');
    await vi.waitFor(() => expect(lab.connections('long-polling') + lab.connections('polling')).toBe(2));
    const closing = lab.close();
    late.send('Host: localhost\r\n\r\n');
    const answer = await held;
    expectProblem(answer, 'shutting-down', { retryAfterMs: 1000 });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('connection')).toBe('close');
    expect(await late.closed).toMatch(/^HTTP\/1\.1 503 [^]*\r\nConnection: close\r\n[^]*"code":"shutting-down"/);
    await closing;
  });

  it('ends streams, and closes WebSockets with 1001', async () => {
    const lab = await startTestLab();
    using sse = await openSse(lab.urls.sse, 'topic=t');
    await sse.received(/subscribed/);
    using ws = await openWs(lab.urls.websocket);
    const closing = lab.close();
    expect(await ws.closed).toEqual({ code: 1001, reason: 'shutting-down' });
    expect(await sse.ended).toMatch(/}\n\n$/);
    await closing;
  });

  it('hands every reader what was acknowledged right before', async () => {
    const lab = await startTestLab();
    using sse = await openSse(lab.urls.sse, 'topic=t&after=0');
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't', after: 0 });
    await ws.next();
    const readers = await Promise.all(WAYS.map((way) => openSocketIo(lab.urls['socket-io'], { way })));
    for (const io of readers) await io.ask('subscribe', { topic: 't', after: 0 });
    const held = send(`${lab.urls['long-polling']}/events?topic=t&after=0`);
    await sse.received(/subscribed/);
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(1));

    using publisher = await openWs(lab.urls.websocket);
    const closed = new Promise<void>((resolve) => {
      // Closed in the very turn in which the last ack has come.
      publisher.ws.on('message', (data) => {
        if ((JSON.parse(String(data)) as { seq?: number }).seq === 100) resolve(lab.close());
      });
    });
    for (let id = 1; id <= 100; id++)
      publisher.send({ op: 'publish', id: `i${id}`, topic: 't', type: 'note', data: id });
    await closed;

    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    await sse.ended;
    expect(sse.ids()).toEqual(all);
    expect((await ws.take(100)).map((message) => 'seq' in message && message.seq)).toEqual(all);
    for (const io of readers) {
      await io.until(100);
      expect(io.events.map(({ seq }) => seq)).toEqual(all);
    }
    expect(((await held).body as { events: unknown[] }).events.length).toBeGreaterThan(0);
  });

  it('acknowledges nothing any more that comes when the readers have gone', async () => {
    const lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    const body = JSON.stringify({ id: freshId(), topic: 't', type: 'note' });
    raw.send(rawRequest('/events', { method: 'POST', headers: { 'Content-Length': `${body.length}` } }));
    raw.send(body.slice(0, 10));
    await vi.waitFor(() => expect(lab.connections('polling')).toBe(1));
    await send(`${lab.urls.polling}/events?topic=t`);
    const closing = lab.close();
    raw.send(body.slice(10));
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 503 [^]*"code":"shutting-down"/);
    await closing;
  });

  it.each(WAYS)('lets clients of socket-io over %s come back by themselves', async (way) => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way, reconnection: true });
    const disconnected = new Promise((resolve) => io.socket.once('disconnect', resolve));
    const back = new Promise<void>((resolve) => io.socket.io.once('reconnect', () => resolve()));
    await lab.restart('socket-io');
    expect(['transport close', 'transport error']).toContain(await disconnected);
    await back;
    expect(await io.ask('publish', { id: 'a', topic: 't', type: 'note' })).toEqual({ ok: true, seq: 1 });
  });

  it('does not wait long for who does not go', async () => {
    const lab = await startTestLab({ timing: { graceMs: 100 } });
    const stubborn = await Promise.all(ALL.map((id) => openRaw(lab.urls[id])));
    for (const raw of stubborn) raw.send('GET /events?topic=t HTTP/1.1\r\nHost: local');
    const deaf = await openRaw(lab.urls.websocket);
    deaf.send(
      'GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await deaf.received(/\r\n\r\n/);
    await lab.close();
    await Promise.all([...stubborn, deaf].map(({ closed }) => closed));
    await vi.waitFor(() => expect(TRANSPORT_IDS.map((id) => lab.connections(id))).toEqual([0, 0, 0, 0, 0]));
  });

  it('may be asked for twice, and leaves no socket', async () => {
    const before = kept();
    const lab = await startTestLab();
    using sse = await openSse(lab.urls.sse, 'topic=t');
    using ws = await openWs(lab.urls.websocket);
    using io = await openSocketIo(lab.urls['socket-io'], { way: 'polling' });
    await io.ask('subscribe', { topic: 't' });
    // A session that has not joined, and one over long polling that never will.
    await send(`${lab.urls['socket-io']}/socket.io/?EIO=4&transport=polling`);
    await send(`${lab.urls.control}/sources/t`, { method: 'PUT', body: '{"ratePerSecond":100,"payloadBytes":1}' });
    await sse.received(/"tick"/);
    expect(ws.ws.readyState).toBe(ws.ws.OPEN);
    await Promise.all([lab.close(), lab.close()]);
    await lab.close();
    // Fewer is fine: earlier tests' connections end as well.
    await vi.waitFor(() => expect(kept()).toBeLessThanOrEqual(before), { timeout: 5000 });
  });

  it('lets the process end by itself', async () => {
    const program = `
      const { startLab } = await import(${JSON.stringify(new URL('../../servers/start.ts', import.meta.url))});
      const lab = await startLab({ port: 0 });
      const { body } = await fetch(lab.urls.sse + '/events?topic=t');
      await fetch(lab.urls['socket-io'] + '/socket.io/?EIO=4&transport=polling');
      await fetch(lab.urls.control + '/sources/t', { method: 'PUT', body: '{"ratePerSecond":10,"payloadBytes":1}' });
      await lab.close();
      for await (const chunk of body);
      console.log('closed');
    `;
    await using child = startNode(['--import', 'tsx', '--input-type=module', '--eval', program]);
    await child.printed(/closed/);
    expect(await child.ended).toBe(0);
  });
});

/** The first of six ports in a row that are free. Below those that the system gives to whoever asks for any. */
async function freeRow(): Promise<number> {
  for (;;) {
    const first = randomInt(15_000, 30_000);
    const row = await Promise.all([0, 1, 2, 3, 4, 5].map((offset) => refuses(`http://127.0.0.1:${first + offset}`)));
    if (row.every(Boolean)) return first;
  }
}
