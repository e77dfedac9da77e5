import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { startTestLab } from '../../support/lab.ts';
import { ask, openRaw } from '../../support/raw-connection.ts';

const HTTP_IDS = ['polling', 'long-polling', 'sse'] as const;
const ALL = ['control', ...TRANSPORT_IDS] as const;

/** The HTTP address of a server, also of the one that speaks WebSocket. */
const http = (url: string) => url.replace(/^ws:/, 'http:');

const code = (body: string): unknown => (JSON.parse(body) as { code: unknown }).code;

describe('the guard', () => {
  it.each(ALL)('refuses a foreign, odd or missing host on %s', async (id) => {
    await using lab = await startTestLab();
    const hosts = [
      'Host: evil.example',
      'Host: localhost.evil.com',
      'Host: 127.0.0.1.nip.io',
      'Host: a b',
      'Host:',
      'X: y',
    ];
    for (const host of hosts) {
      const { status, body } = await ask(lab.urls[id], `GET / HTTP/1.1\n${host}\n\n`);
      expect([host, status, code(body)]).toEqual([host, 421, 'forbidden-host']);
    }
  });

  it.each(ALL)('refuses the pages of other sites on %s, and those without an origin to name', async (id) => {
    await using lab = await startTestLab();
    const origins = ['null', '', 'http://evil.example', 'http://localhost.evil.com', 'http://127.0.0.1.nip.io'];
    for (const origin of [...origins, 'http://localhost:3000/', 'file://', 'ftp://localhost', 'http://a@localhost']) {
      const { status, body, headers } = await ask(
        lab.urls[id],
        `GET / HTTP/1.1\nHost: localhost\nOrigin: ${origin}\n\n`,
      );
      expect([origin, status, code(body)]).toEqual([origin, 403, 'forbidden-origin']);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers.vary).toBe('Origin');
    }
  });

  it.each(ALL)('lets our pages read an answer of %s, whatever it is', async (id) => {
    await using lab = await startTestLab({ origins: ['https://course.example'] });
    const origins = ['http://localhost:3000', 'http://127.0.0.1:8080', 'https://[::1]', 'https://course.example'];
    for (const origin of origins) {
      const { headers } = await ask(lab.urls[id], `GET /none HTTP/1.1\nHost: localhost\nOrigin: ${origin}\n\n`);
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'timing-allow-origin': origin,
        vary: 'Origin',
        'wirelab-log': lab.log,
      });
      const exposed = headers['access-control-expose-headers']?.split(', ');
      expect(exposed).toEqual(
        expect.arrayContaining(['ETag', 'Retry-After', 'Wirelab-Next', 'Wirelab-Log', 'Wirelab-Clock']),
      );
    }
  });

  it('answers under its own names on any port, under HOST and under the hosts of LAB_ORIGINS', async () => {
    await using lab = await startTestLab({ origins: ['https://course.example:8443'] });
    for (const host of [
      'localhost',
      'LOCALHOST:1',
      '127.0.0.1:3000',
      '[::1]:99',
      'course.example',
      'course.example:80',
    ]) {
      const { status } = await ask(lab.urls.polling, `GET /events?topic=a HTTP/1.1\nHost: ${host}\n\n`);
      expect([host, status]).toEqual([host, 200]);
    }
  });

  it('is not confused by a second Host or Origin, or by an absolute target', async () => {
    await using lab = await startTestLab();
    const two = await ask(lab.urls.polling, 'GET /events?topic=a HTTP/1.1\nHost: localhost\nHost: evil.example\n\n');
    expect([two.status, code(two.body)]).toEqual([421, 'forbidden-host']);
    const origins = 'Origin: http://localhost:1\nOrigin: http://evil.example';
    const mixed = await ask(lab.urls.polling, `GET /events?topic=a HTTP/1.1\nHost: localhost\n${origins}\n\n`);
    expect([mixed.status, code(mixed.body)]).toEqual([403, 'forbidden-origin']);
    const absolute = await ask(
      lab.urls.polling,
      'GET http://evil.example/events?topic=a HTTP/1.1\nHost: localhost\n\n',
    );
    expect(absolute.status).not.toBe(200);
  });
});

describe('routes', () => {
  it.each(HTTP_IDS)('answers a preflight of our pages on %s', async (id) => {
    await using lab = await startTestLab();
    const { status, headers } = await ask(
      lab.urls[id],
      'OPTIONS /events HTTP/1.1\nHost: localhost\nOrigin: http://localhost:3000\nAccess-Control-Request-Method: POST\n\n',
    );
    expect(status).toBe(204);
    expect(headers['access-control-allow-methods']).toContain('POST');
    expect(headers['access-control-allow-headers']?.toLowerCase()).toContain('content-type');
    expect(headers['access-control-allow-headers']?.toLowerCase()).toContain('last-event-id');
  });

  it.each([
    ['polling', '/events', 'GET, POST, HEAD, OPTIONS'],
    ['long-polling', '/events', 'GET, POST, HEAD, OPTIONS'],
    ['sse', '/events', 'GET, POST, HEAD, OPTIONS'],
    ['websocket', '/events', 'GET, HEAD, OPTIONS'],
    ['control', '/', 'GET, HEAD, OPTIONS'],
    ['control', '/healthz', 'GET, HEAD, OPTIONS'],
    ['control', '/sources/a', 'PUT, DELETE, OPTIONS'],
  ] as const)('says on %s%s which methods there are', async (id, path, allow) => {
    await using lab = await startTestLab();
    for (const method of ['PATCH', 'TRACE']) {
      const { status, headers, body } = await ask(lab.urls[id], `${method} ${path} HTTP/1.1\nHost: localhost\n\n`);
      expect([method, status, code(body), headers.allow]).toEqual([method, 405, 'method-not-allowed', allow]);
    }
    const options = await ask(lab.urls[id], `OPTIONS ${path} HTTP/1.1\nHost: localhost\n\n`);
    expect([options.status, options.headers.allow]).toEqual([204, allow]);
  });

  it.each(ALL)('answers an unknown path of %s as a problem document', async (id) => {
    await using lab = await startTestLab();
    const response = await fetch(`${http(lab.urls[id])}/nothing/here`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('wirelab-log')).toBe(lab.log);
    expect(await response.json()).toMatchObject({ code: 'not-found', status: 404, type: 'about:blank' });
  });

  it('stamps an answer with when the request came and when the answer left', async () => {
    await using lab = await startTestLab();
    const before = performance.timeOrigin + performance.now();
    const response = await fetch(`${lab.urls['long-polling']}/events?topic=a&waitMs=50`);
    const [receivedAt = 0, sentAt = 0] = (response.headers.get('wirelab-clock') ?? '').split(' ').map(Number);
    expect(receivedAt).toBeGreaterThan(before - 1);
    expect(sentAt - receivedAt).toBeGreaterThan(45);
  });

  it('serves a plain request that only offers another protocol, where the server has none', async () => {
    await using lab = await startTestLab();
    const head =
      'Host: localhost\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    const { status } = await ask(
      lab.urls.polling,
      `GET /events?topic=a HTTP/1.1\n${head}\nSec-WebSocket-Version: 13\n\n`,
    );
    expect(status).toBe(200);
  });
});

describe('limits', () => {
  it('gives each connection its rate, and says when to come back', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 3 } });
    await using raw = await openRaw(lab.urls.polling);
    raw.write('GET /events?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(5));
    const answers = [
      await raw.answer(),
      await raw.answer(),
      await raw.answer(),
      await raw.answer(),
      await raw.answer(),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(answers[3]?.headers['retry-after']).toBe('1');
    expect(JSON.parse(answers[3]?.body ?? '')).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: expect.any(Number),
    });
    expect((await ask(lab.urls.polling, 'GET /events?topic=a HTTP/1.1\nHost: localhost\n\n')).status).toBe(200);
  });

  it.each(ALL)('refuses a connection over the limit of %s, and takes one again when another has gone', async (id) => {
    await using lab = await startTestLab({ limits: { maxConnections: 2 } });
    const path = id === 'control' ? '/' : '/nothing';
    const usual = id === 'control' ? 200 : 404;
    const request = `GET ${path} HTTP/1.1\nHost: localhost\nOrigin: http://localhost:1\n\n`;
    await using first = await openRaw(lab.urls[id]);
    {
      await using second = await openRaw(lab.urls[id]);
      second.write(request.replaceAll('\n', '\r\n'));
      expect((await second.answer()).status).toBe(usual);
      const { status, headers, body } = await ask(lab.urls[id], request);
      expect([status, code(body), headers.connection]).toEqual([503, 'server-full', 'close']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(headers['access-control-allow-origin']).toBe('http://localhost:1');
    }
    await expect.poll(async () => (await ask(lab.urls[id], request)).status).toBe(usual);
    expect(first.socket.destroyed).toBe(false);
  });

  it('answers what is no HTTP, and stays there for others', async () => {
    await using lab = await startTestLab();
    for (const garbage of [
      '\0\x01\x02\x03\n\n',
      'GET\n\n',
      'GET / HTTP/9.9\nHost: localhost\n\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\n\n`,
    ]) {
      const { status, headers } = await ask(lab.urls.polling, garbage);
      expect([400, 413]).toContain(status);
      expect(headers['wirelab-log']).toBe(lab.log);
    }
    expect((await fetch(`${lab.urls.polling}/events?topic=a`)).status).toBe(200);
  });

  it('cuts off who lines up more requests than it waits to have answered', async () => {
    await using lab = await startTestLab();
    await using raw = await openRaw(lab.urls['long-polling']);
    raw.write('GET /events?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(600));
    await raw.closed();
    expect((await fetch(`${lab.urls['long-polling']}/events?topic=a&waitMs=0`)).status).toBe(204);
  });

  it('opens one stream on a connection, whatever is asked for behind it', async () => {
    await using lab = await startTestLab();
    await using raw = await openRaw(lab.urls.sse);
    raw.write('GET /events?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20));
    await raw.until((text) => text.includes('event: subscribed'), 'the stream');
    const published = await fetch(`${lab.urls.sse}/events`, {
      method: 'POST',
      body: JSON.stringify({ id: 'one', topic: 'a', type: 'x' }),
    });
    expect(published.status).toBe(201);
    const text = await raw.until((received) => received.includes('id: 1\n'), 'the event');
    expect(text.match(/event: subscribed/g)).toHaveLength(1);
    expect(text.match(/id: 1\n/g)).toHaveLength(1);
  });

  it('puts no error into the midst of a stream', async () => {
    await using lab = await startTestLab();
    await using raw = await openRaw(lab.urls.sse);
    raw.write('GET /events?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await raw.until((text) => text.includes('event: subscribed'), 'the stream');
    raw.write('no request\r\n\r\n');
    await raw.closed();
    expect(
      raw
        .received()
        .toString()
        .match(/HTTP\/1\.1/g),
    ).toHaveLength(1);
  });
});
