import { describe, expect, it } from 'vitest';
import { startTestLab } from '../../support/lab.ts';
import { askAuth, openAuthSession, ticketOf, tokenOf } from '../../support/auth.ts';
import { openSession } from '../../support/session.ts';
import { expectProblem, post, send } from '../../support/wire/http.ts';
import { openSse } from '../../support/wire/sse.ts';

const HTTP = ['polling', 'long-polling', 'sse'] as const;

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe.each(HTTP)('%s, where a session asks for credentials', (id) => {
  it('answers 401 as a problem document to whoever has none, and to whoever has wrong ones', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const target = `${session.urls[id]}/events?topic=t&waitMs=0`;
    const token = await tokenOf(session, 'ada');
    const wrong = `${token.slice(0, -6)}AAAAAA`;
    for (const answer of [
      await send(target),
      await send(target, bearer(wrong)),
      await send(`${target}&ticket=nobody-has-it`),
      await send(`${target}&token=${wrong}`),
      await send(target, { headers: { Cookie: `wirelab-00000000=${token}` } }),
      await post(session.urls[id], {}),
    ]) {
      expectProblem(answer, 'unauthorized');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.text).not.toContain(token.slice(0, 20));
    }
  });

  it('takes a token in the header, and in the address', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada');
    const target = `${session.urls[id]}/events?topic=t&waitMs=0`;
    const head = async (url: string, init: RequestInit = {}) => (await fetch(url, { method: 'HEAD', ...init })).status;
    expect(await head(target, bearer(token))).toBeLessThan(300);
    expect(await head(`${target}&token=${token}`)).toBeLessThan(300);
  });

  it('takes a ticket once', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const ticket = await ticketOf(session, 'ada');
    const target = `${session.urls[id]}/events?topic=t&waitMs=0&ticket=${ticket}`;
    expect((await fetch(target, { method: 'HEAD' })).status).toBeLessThan(300);
    expect((await fetch(target, { method: 'HEAD' })).status).toBe(401);
  });

  it('lets a user read and write its own topics, and nobody else’s', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada');
    const read = (topic: string) =>
      send(`${session.urls[id]}/events?topic=${topic}&waitMs=0`, { method: 'HEAD', ...bearer(token) });
    expect((await read('user:ada:orders')).status).toBeLessThan(300);
    expect((await read('user:grace')).status).toBe(422);
    const body = (topic: string) => JSON.stringify({ id: topic, topic, type: 'note', data: 1 });
    const write = (topic: string) =>
      send(`${session.urls[id]}/events`, { method: 'POST', body: body(topic), ...bearer(token) });
    expect((await write('user:ada')).status).toBe(201);
    expectProblem(await write('user:grace'), 'rejected', { topic: 'user:grace' });
  });

  it('lets a page ask whether it may send the header, without credentials', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const ask = { method: 'OPTIONS', headers: { Origin: 'http://localhost:3000' } };
    const own = await send(`${session.urls[id]}/events`, ask);
    expect(own.headers.get('access-control-allow-headers')).toMatch(/, Authorization$/);
    const common = await send(`${lab.urls[id]}/events`, ask);
    expect(common.headers.get('access-control-allow-headers')).toBe('Content-Type, If-None-Match, Last-Event-ID');
  });
});

describe('what is held open', () => {
  it('a stream says that its credentials have expired, and ends', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada', 300);
    using sse = await openSse(session.urls.sse, 'topic=t', { Authorization: `Bearer ${token}` });
    expect(sse.status).toBe(200);
    expect(await sse.ended).toMatch(/event: unauthorized\ndata: {"code":"unauthorized","message":"expired"}\n\n$/);
  });

  it('a held poll is answered 401 when its credentials expire', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada', 400);
    expectProblem(await send(`${session.urls['long-polling']}/events?topic=t`, bearer(token)), 'unauthorized');
  });
});

describe('the cookie', () => {
  it('is for servers alone, for this site alone, and goes with signing out', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const given = await askAuth(session, 'cookie', { user: 'ada', lifetimeMs: 20_000 });
    expect([given.status, given.body]).toEqual([201, { expiresInMs: 20_000 }]);
    const cookie = given.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^wirelab-[0-9a-f]{8}=\S+; Path=\/; Max-Age=20; HttpOnly; SameSite=Strict$/);
    const [pair = ''] = cookie.split(';');
    const target = `${session.urls.polling}/events?topic=t`;
    const Cookie = `theme=dark; ${pair}`;
    expect((await send(target, { headers: { Cookie } })).status).toBe(200);
    expect((await send(target, { headers: { Cookie, Origin: 'https://evil.example' } })).status).toBe(403);
    expect((await askAuth(session, 'sign-out', {})).headers.get('set-cookie')).toContain('Max-Age=0');
  });
});

describe('who is not asked', () => {
  it('the common servers, and sessions without the option', async () => {
    await using lab = await startTestLab();
    await openAuthSession(lab.urls.control);
    const plain = await openSession(lab.urls.control, { servers: {} });
    for (const url of [lab.urls.polling, plain.urls.polling]) {
      expect((await send(`${url}/events?topic=user:grace`)).status).toBe(200);
    }
    expectProblem(await askAuth(plain, 'token', { user: 'ada' }), 'bad-request');
  });

  it('credentials of one session are worth nothing in another', async () => {
    await using lab = await startTestLab();
    const [one, other] = [await openAuthSession(lab.urls.control), await openAuthSession(lab.urls.control)];
    const token = await tokenOf(one, 'ada');
    expectProblem(await send(`${other.urls.polling}/events?topic=t`, bearer(token)), 'unauthorized');
    expectProblem(
      await send(`${other.urls.polling}/events?topic=t&ticket=${await ticketOf(one, 'ada')}`),
      'unauthorized',
    );
  });
});

describe('what is asked of control', () => {
  it.each([{ user: 'Ada' }, { user: 'a:b' }, { user: '' }, {}, { user: 'ada', lifetimeMs: 1 }, { user: 'ada', x: 1 }])(
    'refuses %j',
    async (request) => {
      await using lab = await startTestLab();
      const session = await openAuthSession(lab.urls.control);
      expectProblem(await askAuth(session, 'token', request), 'bad-request');
    },
  );

  it.each([{ methods: [] }, { methods: ['password'] }, { lifetimeMs: 0 }, { firstMessageMs: '5' }, { other: 1 }, null])(
    'refuses a session with auth %j',
    async (auth) => {
      await using lab = await startTestLab();
      const body = JSON.stringify({ servers: { auth } });
      expectProblem(await send(`${lab.urls.control}/sessions`, { method: 'POST', body }), 'bad-request');
    },
  );

  it('takes only the ways that the session names', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control, { methods: ['ticket'] });
    const target = `${session.urls.polling}/events?topic=t`;
    expect((await send(target, bearer(await tokenOf(session, 'ada')))).status).toBe(401);
    expect((await send(`${target}&ticket=${await ticketOf(session, 'ada')}`)).status).toBe(200);
  });
});
