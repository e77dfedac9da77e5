import { describe, expect, it, vi } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, post, send } from '../support/wire/http.ts';
import { openRaw, rawRequest } from '../support/wire/raw.ts';
import { openSocketIo, WAYS } from '../support/wire/socket-io.ts';
import { openSse } from '../support/wire/sse.ts';
import { openWs } from '../support/wire/websocket.ts';

/** The statuses of the answers on a connection, in order. */
const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

describe('the rate', () => {
  it.each(['control', 'polling', 'long-polling', 'sse', 'websocket', 'socket-io'] as const)(
    'lets a burst of requests through on %s, answers the next with 429 and when to come back, and goes on',
    async (id) => {
      await using lab = await startTestLab({ limits: { ratePerSecond: 4, rateBurst: 5 } });
      using raw = await openRaw(lab.urls[id]);
      raw.send(rawRequest('/nothing').repeat(7));
      await raw.received(/(?:HTTP\/1\.1 [^]*){7}"code":"rate-limited"[^}]*}$/);
      expect(statusesOf(raw.text())).toEqual([404, 404, 404, 404, 404, 429, 429]);
      expect(raw.text()).toMatch(/\r\nRetry-After: 1\r\n/);
      expect(raw.text()).toMatch(/"retryAfterMs":2[0-5]\d}/);
      // A connection of its own has a budget of its own.
      expect((await send(`${lab.urls[id]}/nothing`)).status).toBe(404);
      await vi.waitFor(async () => {
        const { length } = statusesOf(raw.text());
        raw.send(rawRequest('/nothing'));
        await vi.waitFor(() => expect(statusesOf(raw.text())).toHaveLength(length + 1));
        expect(statusesOf(raw.text()).at(-1)).toBe(404);
      });
    },
  );

  it('lets a burst of messages through on websocket, and names each that it refuses', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 2, rateBurst: 10 } });
    using ws = await openWs(lab.urls.websocket);
    for (let id = 1; id <= 14; id++) ws.send({ op: 'publish', id: `i${id}`, topic: 't', type: 'note' });
    const answers = await ws.take(14);
    const acks = answers.filter(({ op }) => op === 'ack');
    expect(acks).toMatchObject(Array.from({ length: acks.length }, (_, index) => ({ seq: index + 1 })));
    expect(acks.length).toBeGreaterThanOrEqual(10);
    expect(acks.length).toBeLessThan(13);
    expect(answers.find(({ op }) => op === 'error')).toMatchObject({
      code: 'rate-limited',
      id: `i${acks.length + 1}`,
      retryAfterMs: expect.any(Number),
    });
  });

  it('closes the WebSocket of who does not stop with 1008, and serves the others', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 10 } });
    using other = await openWs(lab.urls.websocket);
    using ws = await openWs(lab.urls.websocket);
    for (let left = 1100; left > 0; left--) ws.send('{}');
    expect(await ws.closed).toEqual({ code: 1008, reason: 'rate-limited' });
    other.send({ op: 'subscribe', topic: 't' });
    expect(await other.next()).toMatchObject({ op: 'subscribed' });
  });

  it('counts pings, too', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 10 } });
    using ws = await openWs(lab.urls.websocket);
    let pongs = 0;
    ws.ws.on('pong', () => pongs++);
    for (let left = 1100; left > 0; left--) ws.ws.ping();
    expect((await ws.closed).code).toBe(1008);
    expect(pongs).toBeLessThan(20);
  });
});

describe('the size of a message', () => {
  it('is 64 KiB on websocket, and one byte more is closed with 1009', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    const message = { op: 'publish', id: 'a', topic: 't', type: 'note', data: '' };
    const room = 65_536 - JSON.stringify(message).length;
    ws.send({ ...message, data: 'x'.repeat(room) });
    expect(await ws.next()).toEqual({ op: 'ack', id: 'a', seq: 1 });
    ws.send({ ...message, id: 'b', data: 'x'.repeat(room + 1) });
    expect((await ws.closed).code).toBe(1009);
    expect((await send(`${lab.urls.polling}/events?topic=t`)).body).toMatchObject({ next: 1 });
  });
});

describe('the topics of a connection', () => {
  it('are as many as the limit on websocket; one that is read already is no further one', async () => {
    await using lab = await startTestLab({ limits: { maxTopicsPerConnection: 2 } });
    using ws = await openWs(lab.urls.websocket);
    for (const topic of ['a', 'b', 'c', 'a']) ws.send({ op: 'subscribe', topic });
    expect(await ws.take(4)).toMatchObject([
      { op: 'subscribed', topic: 'a' },
      { op: 'subscribed', topic: 'b' },
      { op: 'error', code: 'too-many-topics', topic: 'c' },
      { op: 'subscribed', topic: 'a' },
    ]);
    ws.send({ op: 'unsubscribe', topic: 'a' });
    ws.send({ op: 'subscribe', topic: 'c' });
    expect(await ws.take(2)).toMatchObject([{ op: 'unsubscribed' }, { op: 'subscribed', topic: 'c' }]);
  });

  it.each(WAYS)('are as many as the limit on socket-io over %s', async (way) => {
    await using lab = await startTestLab({ limits: { maxTopicsPerConnection: 2 } });
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    for (const topic of ['a', 'b']) expect(await io.ask('subscribe', { topic })).toMatchObject({ ok: true });
    const refusal = { ok: false, code: 'too-many-topics', message: expect.any(String), topic: 'c' };
    expect(await io.ask('subscribe', { topic: 'c' })).toEqual(refusal);
    expect(await io.ask('subscribe', { topic: 'a' })).toMatchObject({ ok: true });
    await io.ask('unsubscribe', { topic: 'a' });
    expect(await io.ask('subscribe', { topic: 'c' })).toMatchObject({ ok: true });
  });
});

describe('the topics of the log', () => {
  it('are refused by name over the limit, on websocket and socket-io as well', async () => {
    await using lab = await startTestLab({ limits: { maxTopics: 1 } });
    await post(lab.urls.polling, { topic: 'a' });
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'publish', id: 'i', topic: 'b', type: 'note' });
    const refusal = { code: 'too-many-topics', id: 'i', retryAfterMs: expect.any(Number), message: expect.any(String) };
    expect(await ws.next()).toEqual({ op: 'error', ...refusal });
    using io = await openSocketIo(lab.urls['socket-io']);
    expect(await io.ask('publish', { id: 'i', topic: 'b', type: 'note' })).toEqual({ ok: false, ...refusal });
  });

  it('are not taken up by readers', async () => {
    await using lab = await startTestLab({ limits: { maxTopics: 1 } });
    using ws = await openWs(lab.urls.websocket);
    for (const topic of ['a', 'b']) ws.send({ op: 'subscribe', topic });
    await ws.take(2);
    using sse = await openSse(lab.urls.sse, 'topic=c');
    await sse.received(/subscribed/);
    expectProblem(await send(`${lab.urls.polling}/events?topic=d&after=1`), 'gone', { newest: 0 });
    expect((await post(lab.urls.polling, { topic: 'e' })).status).toBe(201);
  });
});

describe('the connections of a transport', () => {
  it.each(['websocket', 'socket-io'] as const)('are refused over the limit before any upgrade on %s', async (id) => {
    await using lab = await startTestLab({ limits: { maxConnections: 1 } });
    using held = id === 'websocket' ? await openWs(lab.urls[id]) : await openSocketIo(lab.urls[id]);
    expect(held).toBeDefined();
    using raw = await openRaw(lab.urls[id]);
    const target = id === 'websocket' ? '/events' : '/socket.io/?EIO=4&transport=websocket';
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'http://localhost:3000' };
    raw.send(rawRequest(target, { headers }));
    const answer = await raw.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 503 [^]*"code":"server-full"[^]*"retryAfterMs":1000}$/);
    expect(answer).toMatch(/\r\nRetry-After: 1\r\n/);
    expect(answer).toMatch(/\r\nAccess-Control-Allow-Origin: http:\/\/localhost:3000\r\n/);
  });
});
