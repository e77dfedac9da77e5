import { networkInterfaces } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { decodeSessionInfo, type SessionInfo, TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { refuses } from '../../support/address.ts';
import { startTestLab } from '../../support/lab.ts';
import { askSession, openSession, openTelemetry, setToxics } from '../../support/session.ts';
import { expectProblem, post, send } from '../../support/wire/http.ts';
import { exchangeRaw, openRaw, rawRequest } from '../../support/wire/raw.ts';

const HAS_IPV6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const ORIGIN = 'http://localhost:3000';
const IDLE_MS = 1000;
const FAST = { timing: { sessionIdleMs: IDLE_MS, telemetryMs: 10 } };

/** Everything that a session listens on. */
const addressesOf = ({ urls, control }: SessionInfo) => [...Object.values(urls), control];

/** How many ports this process listens on. */
const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;

/** How many timers keep this process alive. */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('POST /sessions', () => {
  it('opens an edge for each transport on a port of its own, and control on another', async () => {
    await using lab = await startTestLab();
    const answer = await send(`${lab.urls.control}/sessions`, { method: 'POST' });
    expect(answer.status).toBe(201);
    const session = decodeSessionInfo(answer.body);
    expect(Object.keys(session.urls)).toEqual(TRANSPORT_IDS);
    const ports = [...addressesOf(session), ...Object.values(lab.urls)].map((url) => new URL(url).port);
    expect(new Set(ports).size).toBe(12);
    expect(session.urls.websocket).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    expect(lab.sessions()).toBe(1);
    for (const id of TRANSPORT_IDS) {
      const base = id === 'socket-io' ? `${session.urls[id]}/socket.io/?EIO=4&transport=polling` : session.urls[id];
      expect((await send(base)).headers.get('wirelab-log'), id).toBe(lab.log);
    }
    await post(session.urls.polling, { topic: 't' });
    expect((await send(`${lab.urls.polling}/events?topic=t`)).body).toMatchObject({ next: 1 });
  });

  it.each(['', '{}', '{"servers":{}}', '{"servers":{"keepAlive":false,"deflate":true}}'])(
    'takes %j as its body',
    async (body) => {
      await using lab = await startTestLab();
      expect((await send(`${lab.urls.control}/sessions`, { method: 'POST', body })).status).toBe(201);
    },
  );

  it.each(['null', '[]', '{', '{"server":{}}', '{"servers":null}', '{"servers":{"deflate":1}}', '{"servers":{"x":1}}'])(
    'refuses %j, and opens nothing',
    async (body) => {
      await using lab = await startTestLab();
      expectProblem(await send(`${lab.urls.control}/sessions`, { method: 'POST', body }), 'bad-request');
      expect(lab.sessions()).toBe(0);
    },
  );

  it.each(['localhost:1', '127.0.0.1', '[::1]:99'])('names its addresses by the host %s', async (host) => {
    await using lab = await startTestLab();
    const answer = await exchangeRaw(lab.urls.control, '/sessions', { method: 'POST', headers: { Host: host } });
    const name = host.replace(/:\d+$/, '');
    for (const id of TRANSPORT_IDS)
      expect(answer).toContain(`"${id}":"${id === 'websocket' ? 'ws' : 'http'}://${name}:`);
    expect(answer).toContain(`"control":"http://${name}:`);
  });

  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['::1', '[::1]'],
  ])('binds %s where the lab does, and reaches its servers', async (host, name) => {
    if (host.includes(':') && !HAS_IPV6) return;
    await using lab = await startTestLab({ host });
    const control = `http://${name}:${new URL(lab.urls.control).port}`;
    for (const servers of [undefined, {}]) {
      const session = await openSession(control, servers && { servers });
      expect(new URL(session.urls.polling).hostname).toBe(name);
      expect((await post(session.urls.polling, {})).status).toBe(201);
      expect((await send(`${session.control}/healthz`)).status).toBe(200);
    }
  });

  it('gives ids that nobody guesses', async () => {
    await using lab = await startTestLab();
    const ids = (await Promise.all([1, 2, 3, 4].map(() => openSession(lab.urls.control)))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) {
      expect(id).toMatch(/^[\w-]{22}$/);
      // 128 bits in base64: no counter, and nothing that repeats itself.
      expect(new Set(id).size).toBeGreaterThan(10);
    }
  });

  it('refuses the one over the limit with 503, also of many at once, until another has ended', async () => {
    await using lab = await startTestLab({ limits: { maxSessions: 3 } });
    const open = () => send(`${lab.urls.control}/sessions`, { method: 'POST', body: '{"servers":{}}' });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(open));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 503, 503]);
    for (const answer of answers.filter(({ status }) => status === 503)) {
      expectProblem(answer, 'server-full', { retryAfterMs: expect.any(Number) });
    }
    const first = decodeSessionInfo(answers.find(({ status }) => status === 201)?.body);
    expect((await send(`${lab.urls.control}/sessions/${first.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await open()).status).toBe(201);
  });

  it('opens fifty unless it is told otherwise, and not one more', { timeout: 60_000 }, async () => {
    await using lab = await startTestLab();
    const open = () => send(`${lab.urls.control}/sessions`, { method: 'POST' });
    for (let count = 1; count <= 50; count++) expect((await open()).status, `session ${count}`).toBe(201);
    expectProblem(await open(), 'server-full');
    expect(lab.sessions()).toBe(50);
  });

  it('lets our pages ask from another port, and no others', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const routes = [
      ['POST', '/sessions'],
      ['DELETE', `/sessions/${session.id}`],
      ['PUT', `/sessions/${session.id}/toxics/sse`],
      ['POST', `/sessions/${session.id}/restart/sse`],
      ['PUT', '/sessions/unknown/toxics/sse'],
    ] as const;
    for (const [method, path] of routes) {
      const headers = { Origin: ORIGIN, 'Access-Control-Request-Method': method };
      const asked = await send(`${session.control}${path}`, { method: 'OPTIONS', headers });
      expect([asked.status, asked.headers.get('access-control-allow-origin')], path).toEqual([204, ORIGIN]);
      expect(asked.headers.get('access-control-allow-methods')).toContain(method);
      expectProblem(
        await send(`${session.control}${path}`, { method, headers: { Origin: 'http://evil.example' } }),
        'forbidden-origin',
      );
    }
    expect(lab.sessions()).toBe(1);
  });
});

describe('the control of a session', () => {
  it('answers as control does, with the edges for the transports', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const { body } = await send(`${session.control}/`);
    expect(body).toEqual({ name: 'wirelab', version: expect.any(String), transports: session.urls, log: lab.log });
    const put = { method: 'PUT', body: '{"ratePerSecond":1,"payloadBytes":1}' };
    expect((await send(`${session.control}/sources/t`, put)).status).toBe(200);
    expect((await send(`${lab.urls.control}/sources/t`, { method: 'DELETE' })).status).toBe(204);
    expect((await send(`${session.control}/healthz`)).status).toBe(200);
  });

  it('ends with its session, and answers the request that ends it', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    expect((await send(`${session.control}/sessions/${session.id}`, { method: 'DELETE' })).status).toBe(204);
    for (const url of addressesOf(session)) expect(await refuses(url), url).toBe(true);
    expect(lab.sessions()).toBe(0);
  });

  it('has no host and no origin but ours', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const answer = await exchangeRaw(session.control, '/', { headers: { Host: 'evil.example' } });
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });
});

describe('a session', () => {
  it.each(['toxics', 'drop', 'silence', 'restart', 'raw'] as const)(
    'answers for %s of an unknown session or transport with 404, and names the methods that it knows',
    async (action) => {
      await using lab = await startTestLab();
      const { id } = await openSession(lab.urls.control, { servers: {} });
      const method = { toxics: 'PUT', drop: 'POST', silence: 'POST', restart: 'POST', raw: 'GET' }[action];
      const body = method === 'GET' ? {} : { body: '{}' };
      const sessions = `${lab.urls.control}/sessions`;
      expectProblem(await send(`${sessions}/unknown/${action}/sse`, { method, ...body }), 'not-found');
      for (const transport of ['', 'carrier-pigeon', '__proto__', 'SSE']) {
        expectProblem(await send(`${sessions}/${id}/${action}/${transport}`, { method, ...body }), 'not-found');
      }
      const wrong = await send(`${sessions}/${id}/${action}/sse`, { method: 'DELETE' });
      expectProblem(wrong, 'method-not-allowed');
      expect(wrong.headers.get('allow')).toBe(method === 'GET' ? 'GET, HEAD, OPTIONS' : `${method}, OPTIONS`);
    },
  );

  it('that is unknown is answered with 404 everywhere', async () => {
    await using lab = await startTestLab();
    for (const id of ['unknown', '__proto__', '%', '']) {
      expectProblem(await send(`${lab.urls.control}/sessions/${id}`, { method: 'DELETE' }), 'not-found');
      expectProblem(await send(`${lab.urls.control}/sessions/${id}/telemetry`), 'not-found');
    }
    expectProblem(await send(`${lab.urls.control}/sessions/a/b/c/d`), 'not-found');
    expectProblem(await send(`${lab.urls.control}/sessions`), 'method-not-allowed');
  });

  it('ends by itself when nobody has come to it', async () => {
    await using lab = await startTestLab(FAST);
    const session = await openSession(lab.urls.control);
    await vi.waitFor(() => expect(lab.sessions()).toBe(0), { timeout: 8_000 });
    expectProblem(await send(`${lab.urls.control}/sessions/${session.id}/telemetry`), 'not-found');
    await vi.waitFor(async () => expect(await refuses(session.urls.sse)).toBe(true));
  });

  it('stays while there is a connection or a reader, and ends when the last has gone', async () => {
    await using lab = await startTestLab(FAST);
    const [read, connected] = [await openSession(lab.urls.control), await openSession(lab.urls.control)];
    {
      using raw = await openRaw(connected.urls.sse);
      raw.send('GET /events?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n');
      using telemetry = await openTelemetry(read);
      // Twice as long as a session may be idle, told by the stream itself.
      await telemetry.until((reader) => {
        const [first, last] = [reader.counters()[0], reader.counters().at(-1)];
        return first !== undefined && last !== undefined && last.at - first.at > 2 * IDLE_MS;
      }, 'messages over two idle times');
      expect(lab.sessions()).toBe(2);
      expect(raw.socket.destroyed).toBe(false);
    }
    await vi.waitFor(() => expect(lab.sessions()).toBe(0), { timeout: 8_000 });
  });

  it('ends by itself when nothing has moved for long: where nothing passes, nobody sees that a client has gone', async () => {
    await using lab = await startTestLab({ timing: { ...FAST.timing, sessionStillMs: 2 * IDLE_MS } });
    const session = await openSession(lab.urls.control);
    await setToxics(session, 'sse', { upstream: { bandwidth: { rate: 0 } } });
    using raw = await openRaw(session.urls.sse);
    raw.send(rawRequest('/events?topic=t'));
    await vi.waitFor(() => expect(lab.sessions()).toBe(0), { timeout: 8_000 });
    await raw.closed;
  });

  it('resets its connections and ends its readers when it ends, and frees everything', async () => {
    await using lab = await startTestLab();
    await vi.waitFor(() => expect(listening()).toBe(6));
    const session = await openSession(lab.urls.control, { servers: {} });
    using telemetry = await openTelemetry(session, 'wire=1');
    using raw = await openRaw(session.urls.sse);
    raw.send('GET /events?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await raw.received(/subscribed/);
    const ended = await send(`${lab.urls.control}/sessions/${session.id}`, { method: 'DELETE' });
    expect([ended.status, ended.text]).toEqual([204, '']);
    await telemetry.ended;
    await raw.closed;
    expect(raw.socket.errored).toMatchObject({ code: 'ECONNRESET' });
    for (const url of addressesOf(session)) expect(await refuses(url), url).toBe(true);
    expectProblem(await send(`${lab.urls.control}/sessions/${session.id}`, { method: 'DELETE' }), 'not-found');
    await vi.waitFor(() => expect(listening()).toBe(6));
  });

  it('ends at once under any toxics, and leaves neither a port nor a timer', async () => {
    await using lab = await startTestLab();
    await vi.waitFor(() => expect(listening()).toBe(6));
    const before = timers();
    const stream = {
      latency: { latency: 60_000 },
      bandwidth: { rate: 1 },
      slicer: { average_size: 1, delay: 1_000_000 },
      slow_close: { delay: 600_000 },
      reset_peer: { timeout: 600_000 },
    };
    const session = await openSession(lab.urls.control, { servers: {} });
    for (const id of TRANSPORT_IDS) await setToxics(session, id, { upstream: stream, downstream: stream });
    await setToxics(session, 'polling', { downstream: { timeout: { timeout: 600_000 } } });
    await setToxics(session, 'sse', { down: true });
    const open = TRANSPORT_IDS.filter((id) => id !== 'sse').map((id) => openRaw(session.urls[id]));
    const raws = await Promise.all(open);
    for (const raw of raws) raw.send(rawRequest('/events?topic=t'));
    await askSession(session, 'silence/websocket');
    await send(`${lab.urls.control}/sessions/${session.id}`, { method: 'DELETE' });
    await Promise.all(raws.map(({ closed }) => closed));
    await vi.waitFor(() => expect(listening()).toBe(6));
    await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before));
  });

  it('ends with the lab, also one that is just being opened', async () => {
    const lab = await startTestLab();
    const sessions = await Promise.all([openSession(lab.urls.control), openSession(lab.urls.control, { servers: {} })]);
    const [first] = sessions;
    if (first === undefined) throw new Error('Expected a session');
    using telemetry = await openTelemetry(first);
    const opening = send(`${lab.urls.control}/sessions`, { method: 'POST', body: '{"servers":{}}' }).catch(
      () => undefined,
    );
    await lab.close();
    await telemetry.ended;
    await opening;
    for (const url of sessions.flatMap(addressesOf)) expect(await refuses(url), url).toBe(true);
    await vi.waitFor(() => expect(listening()).toBe(0));
  });
});

describe('two sessions', () => {
  it('touch each other with neither toxics, drops, silence nor counters', async () => {
    await using lab = await startTestLab();
    const [one, other] = [await openSession(lab.urls.control), await openSession(lab.urls.control)];
    using telemetry = await openTelemetry(other, 'wire=1');
    using held = await openRaw(one.urls.sse);
    held.send('GET /events?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n');
    using kept = await openRaw(other.urls.sse);
    kept.send('GET /events?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await Promise.all([held.received(/subscribed/), kept.received(/subscribed/)]);
    expect((await setToxics(one, 'polling', { down: true })).status).toBe(200);
    expect((await askSession(one, 'drop/sse')).body).toEqual({ dropped: 1 });
    await held.closed;
    expect((await askSession(one, 'silence/sse')).body).toEqual({ silenced: 0 });
    expect((await post(other.urls.polling, { topic: 't' })).status).toBe(201);
    await kept.received(/id: 1\n/);
    await send(`${lab.urls.control}/sessions/${one.id}`, { method: 'DELETE' });
    await telemetry.until(
      (reader) => reader.counters().some(({ transports }) => transports.polling.opened > 0),
      'more',
    );
    expect(telemetry.counters().at(-1)?.transports.sse).toMatchObject({ opened: 1, open: 1 });
    expect(new Set(telemetry.wire().map(({ transport }) => transport))).toEqual(new Set(['sse', 'polling']));
    expect(kept.socket.destroyed).toBe(false);
  });
});

describe('PUT toxics', () => {
  it('answers what is set, in its one form, and nothing where all are cleared', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const set = await setToxics(session, 'sse', {
      upstream: {},
      downstream: { bandwidth: { rate: 1 }, latency: { latency: 5 } },
    });
    expect([set.status, set.text]).toEqual([200, '{"downstream":{"latency":{"latency":5},"bandwidth":{"rate":1}}}']);
    expect((await setToxics(session, 'sse', {})).text).toBe('{}');
  });

  it('refuses what it does not know, names it, and leaves what is set', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    await setToxics(session, 'polling', { down: true });
    const refused = await setToxics(session, 'polling', { downstream: { latencyy: {} } });
    expectProblem(refused, 'bad-request', { detail: expect.stringContaining('latencyy') });
    expect(await refuses(session.urls.polling)).toBe(true);
    await setToxics(session, 'polling', {});
    expect((await send(`${session.urls.polling}/events?topic=t`)).status).toBe(200);
  });
});
