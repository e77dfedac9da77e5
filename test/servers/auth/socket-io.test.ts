import { io, type Socket } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { askAuth, openAuthSession, ticketOf, tokenOf } from '../../support/auth.ts';
import { startTestLab } from '../../support/lab.ts';

type Told = { name: string; data?: unknown; active?: boolean };

/** Opens a client, and writes down what it is told until it is connected, refused or disconnected. */
function open(url: string, options: Parameters<typeof io>[1] = {}): { socket: Socket; told: Told[] } & Disposable {
  const socket = io(url, { forceNew: true, reconnection: false, transports: ['websocket'], ...options });
  const told: Told[] = [];
  for (const name of ['connect', 'disconnect', 'authenticated', 'unauthorized']) {
    socket.on(name, (data: unknown) => told.push({ name, data }));
  }
  socket.on('connect_error', (error) =>
    told.push({ name: 'connect_error', data: (error as Error & { data?: unknown }).data, active: socket.active }),
  );
  return { socket, told, [Symbol.dispose]: () => void socket.disconnect() };
}

const names = (told: Told[]) => told.map(({ name }) => name);

describe('Socket.IO, where a session asks for credentials', () => {
  it('takes a token from the packet that joins, asked for anew at each connection', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const auth = (give: (data: object) => void) => void tokenOf(session, 'ada').then((token) => give({ token }));
    for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
      using client = open(session.urls['socket-io'], { auth, transports });
      await expect.poll(() => names(client.told)).toEqual(['connect', 'authenticated']);
      expect(client.told[1]?.data).toMatchObject({ user: 'ada' });
    }
  });

  it('refuses a wrong one with a code for programs, after which the client does not try again', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using client = open(session.urls['socket-io'], { auth: { token: 'x' }, reconnection: true });
    await expect
      .poll(() => client.told)
      .toEqual([{ name: 'connect_error', data: { code: 'unauthorized' }, active: false }]);
  });

  it('takes a ticket in the address for all requests of a session, and for no second one', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const query = { ticket: await ticketOf(session, 'ada') };
    using client = open(session.urls['socket-io'], { query, transports: ['polling', 'websocket'] });
    await expect.poll(() => names(client.told)).toEqual(['connect', 'authenticated']);
    using again = open(session.urls['socket-io'], { query });
    await expect.poll(() => names(again.told)).toEqual(['connect_error']);
  });

  it('tells a client that it has expired, and disconnects it, unless it brought a fresh token', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const short = async () => ({ token: await tokenOf(session, 'ada', 1_500) });
    using staying = open(session.urls['socket-io'], { auth: await short() });
    using leaving = open(session.urls['socket-io'], { auth: await short() });
    await expect.poll(() => names(staying.told)).toContain('authenticated');
    const fresh = { token: await tokenOf(session, 'ada') };
    expect(await staying.socket.emitWithAck('authenticate', fresh)).toEqual({ ok: true });
    await expect
      .poll(() => names(leaving.told), { timeout: 5_000 })
      .toEqual(['connect', 'authenticated', 'unauthorized', 'disconnect']);
    expect(leaving.told.slice(2)).toEqual([
      { name: 'unauthorized', data: { code: 'unauthorized', message: 'expired' } },
      { name: 'disconnect', data: 'io server disconnect' },
    ]);
    expect(staying.socket.connected).toBe(true);
    expect(await staying.socket.emitWithAck('authenticate', { token: 'x' })).toMatchObject({
      ok: false,
      code: 'unauthorized',
    });
  });

  it('refuses topics that are somebody else’s in their acks, and goes on', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    using client = open(session.urls['socket-io'], { auth: { token: await tokenOf(session, 'ada') } });
    const ask = (name: string, message: object) => client.socket.timeout(5_000).emitWithAck(name, message);
    expect(await ask('subscribe', { topic: 'user:grace' })).toMatchObject({ ok: false, code: 'rejected' });
    const event = { id: '1', topic: 'user:grace', type: 'note', data: 1 };
    expect(await ask('publish', event)).toMatchObject({ ok: false, code: 'rejected', id: '1' });
    expect(await ask('subscribe', { topic: 'user:ada' })).toMatchObject({ ok: true });
  });

  it('is ended when its user is revoked, also over polling', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control);
    const auth = { token: await tokenOf(session, 'ada') };
    using one = open(session.urls['socket-io'], { auth });
    using other = open(session.urls['socket-io'], { auth, transports: ['polling'] });
    for (const { told } of [one, other]) await expect.poll(() => names(told)).toContain('authenticated');
    expect((await askAuth(session, 'revoke', { user: 'ada' })).body).toEqual({ ended: 2 });
    for (const { told } of [one, other]) await expect.poll(() => names(told).at(-1)).toBe('disconnect');
  });

  it('ends a connection that joins nothing', async () => {
    await using lab = await startTestLab();
    const session = await openAuthSession(lab.urls.control, { firstMessageMs: 200 });
    const socket = new WebSocket(`${session.urls['socket-io']}/socket.io/?EIO=4&transport=websocket`);
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    await expect(closed).resolves.toBeDefined();
  });
});
