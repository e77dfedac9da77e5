import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, send } from '../support/wire/http.ts';
import { exchangeRaw } from '../support/wire/raw.ts';

/** What a source is set to in these tests. */
const SETTINGS = { ratePerSecond: 1000, payloadBytes: 4, count: 20 };

const put = (control: string, topic: string, settings: unknown = SETTINGS) =>
  send(`${control}/sources/${topic}`, {
    method: 'PUT',
    body: typeof settings === 'string' ? settings : JSON.stringify(settings),
  });

describe('control', () => {
  it('tells where the transports are, and which log they serve', async () => {
    await using lab = await startTestLab();
    const { body, headers } = await send(`${lab.urls.control}/`);
    const transports = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, lab.urls[id]]));
    expect(body).toEqual({
      name: 'wirelab',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      transports,
      log: lab.log,
    });
    expect(Object.keys((body as { transports: object }).transports)).toEqual(TRANSPORT_IDS);
    expect(headers.get('wirelab-log')).toBe(lab.log);
  });

  it.each(['localhost:1', 'LOCALHOST', '127.0.0.1', '[::1]:99'])(
    'names the transports by the host %s under which it was asked',
    async (host) => {
      await using lab = await startTestLab();
      const answer = await exchangeRaw(lab.urls.control, '/', { headers: { Host: host } });
      const name = host.toLowerCase().replace(/:\d+$/, '');
      const { port } = new URL(lab.urls.websocket);
      expect(answer).toContain(`"websocket":"ws://${name}:${port}"`);
    },
  );

  it('says that it is well', async () => {
    await using lab = await startTestLab();
    expect(await send(`${lab.urls.control}/healthz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('does not keep a page waiting that asks for its health ten times a second', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 100, rateBurst: 20 } });
    const statuses = [];
    for (let left = 15; left > 0; left--) statuses.push((await send(`${lab.urls.control}/healthz`)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('sets a source and answers what it was set to; it publishes, and is unknown when it has ended', async () => {
    await using lab = await startTestLab();
    const set = await put(lab.urls.control, 't');
    expect([set.status, set.body]).toEqual([200, { topic: 't', ...SETTINGS }]);
    await expect
      .poll(async () => (await send(`${lab.urls.polling}/events?topic=t&after=0`)).body)
      .toMatchObject({ next: 20 });
    expectProblem(await send(`${lab.urls.control}/sources/t`, { method: 'DELETE' }), 'not-found');
  });

  it('ends a source', async () => {
    await using lab = await startTestLab();
    await put(lab.urls.control, 't', { ratePerSecond: 1, payloadBytes: 0 });
    const ended = await send(`${lab.urls.control}/sources/t`, { method: 'DELETE' });
    expect([ended.status, ended.text]).toEqual([204, '']);
    expectProblem(await send(`${lab.urls.control}/sources/t`, { method: 'DELETE' }), 'not-found');
  });

  it('reads an escaped topic as what it means', async () => {
    await using lab = await startTestLab();
    expect((await put(lab.urls.control, encodeURIComponent('a:b'))).body).toMatchObject({ topic: 'a:b' });
    expect((await send(`${lab.urls.control}/sources/a:b`, { method: 'DELETE' })).status).toBe(204);
  });

  it.each(['', 'A', 'a/b', 'a%2Fb', '%', '%FF', '..%2F', 'a%00', 'a'.repeat(65)])(
    'refuses a source for the topic %s',
    async (topic) => {
      await using lab = await startTestLab();
      expectProblem(await put(lab.urls.control, topic), 'bad-request');
    },
  );

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"ratePerSecond":0,"payloadBytes":0}',
    '{"ratePerSecond":1e9,"payloadBytes":0}',
    '{"ratePerSecond":1,"payloadBytes":65537}',
    '{"ratePerSecond":1,"payloadBytes":1,"count":0}',
    '['.repeat(40_000),
  ])('refuses %.60s as settings', async (settings) => {
    await using lab = await startTestLab();
    expectProblem(await put(lab.urls.control, 't', settings), 'bad-request');
  });

  it('refuses a source whose topic finds no room, and goes on', async () => {
    await using lab = await startTestLab({ limits: { maxTopics: 1 } });
    await put(lab.urls.control, 'a');
    expectProblem(await put(lab.urls.control, 'b'), 'too-many-topics', { topic: 'b' });
    expect((await send(`${lab.urls.control}/healthz`)).status).toBe(200);
  });

  it('answers other paths and methods as every server of the lab does', async () => {
    await using lab = await startTestLab();
    expectProblem(await send(`${lab.urls.control}/nothing`), 'not-found');
    expectProblem(await send(`${lab.urls.control}/__proto__`), 'not-found');
    const wrong = await send(`${lab.urls.control}/sources/t`, { method: 'POST', body: '{}' });
    expectProblem(wrong, 'method-not-allowed');
    expect(wrong.headers.get('allow')).toBe('PUT, DELETE, OPTIONS');
  });

  it('answers who asks for HTTP/2 as anybody else, and then closes', async () => {
    await using lab = await startTestLab();
    const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' };
    const index = await exchangeRaw(lab.urls.control, '/', { headers });
    expect(index).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\nConnection: close\r\n[^]*{"name":"wirelab",[^]*}$/);
    const session = await exchangeRaw(lab.urls.control, '/sessions', { method: 'POST', headers });
    expect(session).toMatch(/^HTTP\/1\.1 201 /);
    const withBody = { method: 'POST', headers: { ...headers, 'Content-Length': '2' }, body: '{}' };
    expect(await exchangeRaw(lab.urls.control, '/sessions', withBody)).toMatch(/^HTTP\/1\.1 400 /);
    expect(lab.sessions()).toBe(1);
  });
});
