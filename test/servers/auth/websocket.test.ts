import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { askAuth, openAuthSession, ticketOf, tokenOf } from '../../support/auth.ts';
import { startTestLab } from '../../support/lab.ts';
import { exchangeRaw } from '../../support/wire/raw.ts';
import { openWs as connect, type WsReader } from '../../support/wire/websocket.ts';

/** The client puts `/events` behind the address; a query has to come after it. */
function openWs(url: string, query = '', headers: Record<string, string> = {}): Promise<WsReader> {
  return connect(url, {
    finishRequest: (request) => {
      request.path = `/events${query}`;
      request.end();
    },
    headers,
  });
}

describe('a WebSocket, where a session asks for credentials', () => {
  it('is refused with 401 before the upgrade where they are wrong', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const answer = await exchangeRaw(session.urls.websocket, '/events?ticket=wrong', { headers });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toMatch(/WWW-Authenticate: Bearer/i);
    expect(answer).toContain('"code":"unauthorized"');
  });

  it('takes a header, a ticket once, a token in the address and a cookie', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada');
    const ticket = await ticketOf(session, 'ada');
    const [cookie = ''] = ((await askAuth(session, 'cookie', { user: 'ada' })).headers.get('set-cookie') ?? '').split(
      ';',
    );
    for (const [query, headers] of [
      ['', { Authorization: `Bearer ${token}` }],
      [`?ticket=${ticket}`, {}],
      [`?token=${token}`, {}],
      ['', { Cookie: cookie }],
    ] as const) {
      using ws = await openWs(session.urls.websocket, query, headers);
      expect(await ws.next()).toMatchObject({ op: 'authenticated', user: 'ada' });
    }
    using again = await openWs(session.urls.websocket, `?ticket=${ticket}`);
    expect((await again.closed).code).toBe(1006);
  });

  it('says who it is in its first message, and nothing before', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using ws = await openWs(session.urls.websocket);
    ws.send({ op: 'authenticate', token: await tokenOf(session, 'ada') });
    expect(await ws.next()).toMatchObject({ op: 'authenticated', user: 'ada' });
    ws.send({ op: 'subscribe', topic: 't' });
    expect(await ws.next()).toMatchObject({ op: 'subscribed' });

    using early = await openWs(session.urls.websocket);
    early.send({ op: 'subscribe', topic: 't' });
    expect(await early.next()).toMatchObject({ op: 'error', code: 'unauthorized' });
    expect(await early.closed).toEqual({ code: 4401, reason: 'unauthorized' });
  });

  it('is closed with 4401 when its first message does not come, or is wrong', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control, { firstMessageMs: 200 });
    using late = await openWs(session.urls.websocket);
    expect(await late.closed).toEqual({ code: 4401, reason: 'no-credentials' });
    for (const token of ['x', 7, undefined, 'y'.repeat(5_000)]) {
      using ws = await openWs(session.urls.websocket);
      ws.send({ op: 'authenticate', token });
      expect(await ws.next()).toMatchObject({ op: 'error', code: 'unauthorized' });
      expect(await ws.closed).toEqual({ code: 4401, reason: 'unauthorized' });
    }
  });

  it('that has not said who it is finds only so many others', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const open = await Promise.all(Array.from({ length: 20 }, () => openWs(session.urls.websocket)));
    using more = await openWs(session.urls.websocket);
    expect((await more.closed).code).toBe(1006);
    open[0]?.ws.close();
    await open[0]?.closed;
    await expect
      .poll(async () => {
        const next = await openWs(session.urls.websocket);
        open.push(next);
        return next.ws.readyState;
      })
      .toBe(WebSocket.OPEN);
    for (const each of open) each.ws.terminate();
  });

  it('expires with its token, with code 4401', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using ws = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'ada', 300)}`);
    expect(await ws.closed).toEqual({ code: 4401, reason: 'expired' });
  });

  it('stays for longer with a fresh token of the same user, and is not moved by a wrong one', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using ws = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'ada', 1_500)}`);
    await ws.next();
    ws.send({ op: 'authenticate', token: await tokenOf(session, 'grace') });
    expect(await ws.next()).toMatchObject({ op: 'error', code: 'unauthorized' });
    ws.send({ op: 'authenticate', token: await tokenOf(session, 'ada', 60_000) });
    const known = (await ws.next()) as unknown as { expiresInMs: number };
    expect(known).toMatchObject({ op: 'authenticated', user: 'ada' });
    expect(known.expiresInMs).toBeGreaterThan(50_000);
    using other = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'ada', 1_700)}`);
    await other.closed;
    expect(ws.ws.readyState).toBe(WebSocket.OPEN);
  });

  it('goes on after an error about a topic that its user may not read or write', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using ws = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'ada')}`);
    await ws.next();
    ws.send({ op: 'subscribe', topic: 'user:grace' });
    expect(await ws.next()).toMatchObject({ op: 'error', code: 'rejected', topic: 'user:grace' });
    ws.send({ op: 'publish', id: '1', topic: 'user:grace', type: 'note', data: 1 });
    expect(await ws.next()).toMatchObject({ op: 'error', code: 'rejected', id: '1' });
    ws.send({ op: 'subscribe', topic: 'user:ada' });
    expect(await ws.next()).toMatchObject({ op: 'subscribed', topic: 'user:ada' });
  });

  it('is ended when its user is revoked, and so are the user’s tokens and tickets', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const [token, ticket] = [await tokenOf(session, 'ada'), await ticketOf(session, 'ada')];
    using one = await openWs(session.urls.websocket, `?token=${token}`);
    using other = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'grace')}`);
    await Promise.all([one.next(), other.next()]);
    expect((await askAuth(session, 'revoke', { user: 'ada' })).body).toEqual({ ended: 1 });
    expect(await one.closed).toEqual({ code: 4401, reason: 'revoked' });
    for (const query of [`?token=${token}`, `?ticket=${ticket}`]) {
      using refused = await openWs(session.urls.websocket, query);
      expect((await refused.closed).code).toBe(1006);
    }
    expect(other.ws.readyState).toBe(WebSocket.OPEN);
    using anew = await openWs(session.urls.websocket, `?token=${await tokenOf(session, 'ada')}`);
    expect(await anew.next()).toMatchObject({ op: 'authenticated' });
  });
});

describe('a token', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is refused where its algorithm is none or another, its payload was changed, or its signature is missing', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const token = await tokenOf(session, 'ada');
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    expect(claims).toMatchObject({ sub: 'ada', iss: 'wirelab-control', aud: 'wirelab-servers' });
    const forged = part({ ...claims, sub: 'grace' });
    for (const each of [
      `${part({ alg: 'none' })}.${payload}.`,
      `${part({ alg: 'none' })}.${payload}.${signature}`,
      `${head}.${forged}.${signature}`,
      `${part({ alg: 'HS512' })}.${payload}.${signature}`,
      `${head}.${payload}.`,
    ]) {
      using ws = await openWs(session.urls.websocket, `?token=${each}`);
      expect((await ws.closed).code).toBe(1006);
    }
  });
});
