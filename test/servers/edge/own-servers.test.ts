import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { startTestLab } from '../../support/lab.ts';
import { askSession, bytesOf, openSession, openTelemetry } from '../../support/session.ts';
import { expectProblem, post, postMany, send } from '../../support/wire/http.ts';
import { exchangeRaw, openRaw, rawRequest } from '../../support/wire/raw.ts';
import { openSocketIo } from '../../support/wire/socket-io.ts';
import { openSse } from '../../support/wire/sse.ts';
import { openWs } from '../../support/wire/websocket.ts';

const restart = (session: Parameters<typeof askSession>[0], transport: string, body?: object) =>
  askSession(session, `restart/${transport}`, body === undefined ? {} : { body: JSON.stringify(body) });

describe('the servers of a session', () => {
  it('move the events of the common log', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    using ws = await openWs(session.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't' });
    expect(await ws.next()).toMatchObject({ op: 'subscribed', log: lab.log });
    await post(lab.urls.polling, { topic: 't', data: 1 });
    expect(await ws.next()).toMatchObject({ op: 'event', seq: 1 });
    expect((await post(session.urls.sse, { topic: 't', data: 2 })).status).toBe(201);
    expect(await ws.next()).toMatchObject({ op: 'event', seq: 2, data: 2 });
    // The common server has none of it.
    expect(lab.connections('websocket')).toBe(0);
  });

  it.each(TRANSPORT_IDS)('answer for %s under the name of the edge, and refuse other hosts and origins', async (id) => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    const { host } = new URL(session.urls[id]);
    expect(await exchangeRaw(session.urls[id], '/x', { headers: { Host: host } })).toMatch(/^HTTP\/1\.1 404 /);
    expect(await exchangeRaw(session.urls[id], '/x', { headers: { Host: 'a.example' } })).toMatch(/^HTTP\/1\.1 421 /);
    const headers = { Host: host, Origin: 'http://a.example' };
    expect(await exchangeRaw(session.urls[id], '/x', { headers })).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('end each HTTP connection with its answer where they are told to, and keep it otherwise', async () => {
    await using lab = await startTestLab();
    const kept = await openSession(lab.urls.control, { servers: {} });
    const closed = await openSession(lab.urls.control, { servers: { keepAlive: false } });
    for (const [id, target] of [
      ['polling', '/events?topic=t'],
      ['long-polling', '/events?topic=t&waitMs=0'],
      ['socket-io', '/socket.io/?EIO=4&transport=polling'],
    ] as const) {
      using raw = await openRaw(closed.urls[id]);
      raw.send(rawRequest(target));
      expect(await raw.closed, id).toMatch(/^HTTP\/1\.1 20[04] [^]*\r\nConnection: close\r\n/i);
      using other = await openRaw(kept.urls[id]);
      other.send(rawRequest(target).repeat(2));
      await other.received(/HTTP\/1\.1 20[04] [^]*HTTP\/1\.1 20[04] /);
      expect(other.text()).not.toMatch(/connection: close/i);
    }
  });
});

describe('deflate', () => {
  it('compresses the messages of websocket, in order, for whoever offers it', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: { deflate: true } });
    using telemetry = await openTelemetry(session, 'wire=1');
    using ws = await openWs(session.urls.websocket);
    expect(ws.ws.extensions).toBe('permessage-deflate');
    ws.send({ op: 'subscribe', topic: 't', after: 0 });
    expect(await ws.next()).toMatchObject({ op: 'subscribed' });
    const data = 'the same words again and again, '.repeat(20);
    for (let count = 1; count <= 20; count++) await post(lab.urls.polling, { topic: 't', data });
    const events = await ws.take(20);
    expect(events.map((event) => event.op === 'event' && [event.seq, event.data])).toEqual(
      Array.from({ length: 20 }, (_, index) => [index + 1, data]),
    );
    await telemetry.until(
      (reader) => (reader.counters().at(-1)?.transports.websocket.down ?? 0) > 500,
      'the bytes of twenty events',
    );
    const down = bytesOf(telemetry, 'websocket', 'down');
    expect(down.length).toBeLessThan((20 * data.length) / 4);
    expect(down.toString('latin1')).toContain('permessage-deflate');
  });

  it('leaves others alone: who does not offer it, and sessions that do not ask for it', async () => {
    await using lab = await startTestLab();
    const deflating = await openSession(lab.urls.control, { servers: { deflate: true } });
    using plain = await openWs(deflating.urls.websocket, { perMessageDeflate: false });
    expect(plain.ws.extensions).toBe('');
    plain.send({ op: 'subscribe', topic: 't' });
    await plain.next();
    await post(lab.urls.polling, { topic: 't' });
    expect(await plain.next()).toMatchObject({ op: 'event', seq: 1 });
    const session = await openSession(lab.urls.control, { servers: {} });
    using ws = await openWs(session.urls.websocket);
    expect(ws.ws.extensions).toBe('');
  });

  it('keeps a slow reader at its own pace: all of a replay comes, once and in order', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: { deflate: true } });
    const put = { method: 'PUT', body: '{"ratePerSecond":10000,"payloadBytes":2000,"count":3000}' };
    await send(`${lab.urls.control}/sources/t`, put);
    await expect
      .poll(async () => (await send(`${lab.urls.polling}/events?topic=t`)).body, { timeout: 8_000 })
      .toMatchObject({ next: 3000 });
    using ws = await openWs(session.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't', after: 0 });
    await ws.next();
    const events = await ws.take(3000);
    expect(events.every((event, index) => event.op === 'event' && event.seq === index + 1)).toBe(true);
    using io = await openSocketIo(session.urls['socket-io']);
    await io.ask('subscribe', { topic: 't', after: 0 });
    await io.until(3000);
    expect(io.events.every(({ seq }, index) => seq === index + 1)).toBe(true);
  });

  it('compresses the messages of Socket.IO', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: { deflate: true } });
    using telemetry = await openTelemetry(session);
    using io = await openSocketIo(session.urls['socket-io']);
    await io.ask('subscribe', { topic: 't' });
    const data = 'the same words again and again, '.repeat(20);
    for (let count = 1; count <= 20; count++) await post(lab.urls.polling, { topic: 't', data });
    await io.until(20);
    expect(io.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    await telemetry.until((reader) => (reader.counters().at(-1)?.transports['socket-io'].down ?? 0) > 500, 'bytes');
    expect(telemetry.counters().at(-1)?.transports['socket-io'].down).toBeLessThan((20 * data.length) / 4);
  });
});

describe('restart', () => {
  it('answers held polls with 503, ends streams, closes WebSockets with 1001, and touches nobody else', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    const other = await openSession(lab.urls.control, { servers: {} });
    using telemetry = await openTelemetry(session);
    using sse = await openSse(session.urls.sse, 'topic=t');
    using otherSse = await openSse(other.urls.sse, 'topic=t');
    using ws = await openWs(session.urls.websocket);
    const held = send(`${session.urls['long-polling']}/events?topic=t`);
    await Promise.all([sse.received(/subscribed/), otherSse.received(/subscribed/)]);
    await telemetry.until(
      (reader) => (reader.counters().at(-1)?.transports['long-polling'].up ?? 0) > 0,
      'the request that is held',
    );
    for (const id of TRANSPORT_IDS) {
      const answer = await restart(session, id, { downMs: 1 });
      expect([answer.status, answer.body]).toEqual([200, { downMs: 1 }]);
    }
    expectProblem(await held, 'shutting-down', { retryAfterMs: 1000 });
    await sse.ended;
    expect(await ws.closed).toEqual({ code: 1001, reason: 'shutting-down' });
    await post(lab.urls.polling, { topic: 't' });
    await otherSse.received(/id: 1\n/);
    for (const id of ['polling', 'long-polling', 'sse'] as const) {
      await vi.waitFor(async () => expect((await post(session.urls[id], { topic: 't' })).status, id).toBe(201), {
        timeout: 8_000,
        interval: 20,
      });
    }
  });

  it('leaves the edge nothing to connect to while the server is down, and all as it was after it', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    await postMany(session.urls.polling, 't', 2);
    expect((await restart(session, 'polling', { downMs: 700 })).body).toEqual({ downMs: 700 });
    let refused = 0;
    let answer = '';
    await vi.waitFor(
      async () => {
        answer = await tryPoll(session.urls.polling);
        if (answer === '') refused++;
        expect(refused).toBeGreaterThan(0);
        expect(answer).toContain('"next":2');
      },
      { timeout: 8_000, interval: 20 },
    );
    expect((await post(session.urls.polling, { topic: 't' })).body).toEqual({ seq: 3 });
  });

  it('is one restart where another is asked for while it runs', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    const answers = await Promise.all([
      restart(session, 'sse', { downMs: 200 }),
      restart(session, 'sse', { downMs: 60_000 }),
    ]);
    const [first] = answers.map(({ body }) => body);
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([200, first]);
    const again = await openSession(lab.urls.control, { servers: {} });
    expect((await restart(again, 'sse', { downMs: 1500 })).body).toEqual({ downMs: 1500 });
    expect((await restart(again, 'sse', { downMs: 60_000 })).body).toEqual({ downMs: 1500 });
    await vi.waitFor(async () => expect((await post(again.urls.sse, {})).status).toBe(201), { timeout: 8_000 });
    expect((await restart(again, 'sse')).body).toEqual({ downMs: 0 });
  });

  it('that the end of the session overtakes leaves nothing running', async () => {
    const lab = await startTestLab();
    const session = await openSession(lab.urls.control, { servers: {} });
    for (const id of TRANSPORT_IDS) await restart(session, id, { downMs: 60_000 });
    const ended = await send(`${lab.urls.control}/sessions/${session.id}`, { method: 'DELETE' });
    expect(ended.status).toBe(204);
    await lab.close();
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('TCPServerWrap'));
  });

  it.each(['{"downMs":-1}', '{"downMs":60001}', '{"downMs":"1"}', '{"downMs":null}', '{"after":1}', '[]', '{'])(
    'refuses %s',
    async (body) => {
      await using lab = await startTestLab();
      const session = await openSession(lab.urls.control, { servers: {} });
      expectProblem(await askSession(session, 'restart/sse', { body }), 'bad-request');
    },
  );

  it('needs servers of the session’s own', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    expectProblem(await restart(session, 'sse'), 'bad-request', { detail: expect.stringContaining('servers') });
  });
});

/** Asks once over a connection of its own. @returns the answer, or nothing where the connection came to nothing */
async function tryPoll(url: string): Promise<string> {
  const request = httpRequest(`${url}/events?topic=t&after=0`, { agent: false });
  request.end();
  try {
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    return text;
  } catch {
    return '';
  }
}
