import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Context } from '../../../servers/context.ts';
import { type Session, type SessionOptions, startSession } from '../../../servers/edge/session.ts';
import { createSessions } from '../../../servers/edge/sessions.ts';
import { openTelemetry } from '../../../servers/edge/telemetry.ts';
import { createGuard } from '../../../servers/http/guard.ts';
import { createHttpServer } from '../../../servers/http/server.ts';
import { createMemoryLog } from '../../../servers/log/memory.ts';
import { DEFAULT_LIMITS } from '../../../servers/options.ts';
import { DEFAULT_TIMING } from '../../../servers/timing.ts';
import { openTelemetry as readTelemetry } from '../../support/session.ts';
import { openRaw } from '../../support/wire/raw.ts';

const HOST = '127.0.0.1';
const LIMITS = { ...DEFAULT_LIMITS };

const newContext: SessionOptions['newContext'] = (settings = {}): Context => ({
  log: createMemoryLog({ limits: LIMITS }),
  guard: createGuard({ host: HOST, origins: [] }),
  limits: LIMITS,
  timing: { ...DEFAULT_TIMING, telemetryMs: 10 },
  settings,
  isClosing: false,
});

const controlOn = (port: number) => ({
  port,
  connections: () => 0,
  drop: () => 0,
  close: () => Promise.resolve(),
});

async function start(target: number, options: Partial<SessionOptions> = {}): Promise<Session & AsyncDisposable> {
  const session = await startSession({
    id: 'one',
    host: HOST,
    newContext,
    addressOf: () => ({ host: HOST, port: target }),
    startControl: () => Promise.resolve(controlOn(0)),
    ...options,
  });
  return Object.assign(session, { [Symbol.asyncDispose]: () => session.close() });
}

const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('a session', () => {
  it('has moved when there was a connection, though it is gone by the time that anybody looks', async () => {
    await using server = await startSink();
    await using session = await start(server.port);
    expect(session.activity()).toBe('none');
    const raw = await openRaw(session.info(HOST).urls.sse);
    await vi.waitFor(() => expect(session.edge('sse').connections()).toBe(1));
    raw.socket.end();
    await vi.waitFor(() => expect(session.edge('sse').connections()).toBe(0));
    expect(session.activity()).toBe('moving');
    expect(session.activity()).toBe('none');
  });

  it('stands while there is a connection, and moves with every byte', async () => {
    await using server = await startSink();
    await using session = await start(server.port);
    using raw = await openRaw(session.info(HOST).urls.sse);
    await vi.waitFor(() => expect(session.edge('sse').connections()).toBe(1));
    expect([session.activity(), session.activity()]).toEqual(['moving', 'standing']);
    raw.send('x');
    await vi.waitFor(() => expect(session.edge('sse').traffic().up).toBe(1));
    expect([session.activity(), session.activity()]).toEqual(['moving', 'standing']);
  });

  it('moves while somebody takes part, and did when somebody had', async () => {
    await using session = await start(1);
    session.join(() => undefined)();
    expect([session.activity(), session.activity()]).toEqual(['moving', 'none']);
    const leave = session.join(() => undefined);
    expect([session.activity(), session.activity()]).toEqual(['moving', 'moving']);
    leave();
    expect(session.activity()).toBe('none');
  });

  it('tells who takes part of its end once, and nobody who has left', async () => {
    const session = await start(1);
    const [stays, left] = [vi.fn<() => void>(), vi.fn<() => void>()];
    session.join(stays);
    session.join(left)();
    await Promise.all([session.end(), session.close(), session.end()]);
    expect(stays).toHaveBeenCalledTimes(1);
    expect(left).not.toHaveBeenCalled();
  });

  it.each([undefined, {}])('that cannot be started whole leaves nothing, with servers %j', async (servers) => {
    await vi.waitFor(() => expect(listening()).toBe(0));
    const startControl = () => Promise.reject(new Error('no port'));
    await expect(start(1, { servers, startControl })).rejects.toThrow('no port');
    await vi.waitFor(() => expect(listening()).toBe(0));
  });

  it('closes what it has opened: five edges, and five servers of its own', async () => {
    await vi.waitFor(() => expect(listening()).toBe(0));
    const session = await start(1, { servers: {} });
    expect(listening()).toBe(10);
    await session.close();
    await vi.waitFor(() => expect(listening()).toBe(0));
  });
});

describe('sessions that are being started', () => {
  it('count already, and stop to count when it comes to nothing', async () => {
    const began = deferred<Session>();
    const options = { limits: { maxSessions: 1 }, timing: DEFAULT_TIMING };
    const sessions = createSessions({ ...options, start: () => began.promise });
    const first = sessions.create({});
    await expect(sessions.create({})).rejects.toMatchObject({ code: 'server-full' });
    began.reject(new Error('no port'));
    await expect(first).rejects.toThrow('no port');
    await expect(sessions.create({})).rejects.toThrow('no port');
    await sessions.close();
    await expect(sessions.create({})).rejects.toMatchObject({ code: 'shutting-down' });
  });

  it('are waited for, and ended, by who closes the lab', async () => {
    const began = deferred<void>();
    const options = { limits: { maxSessions: 1 }, timing: DEFAULT_TIMING };
    const sessions = createSessions({ ...options, start: () => began.promise.then(() => start(1)) });
    const created = sessions.create({});
    const closed = sessions.close();
    began.resolve();
    await expect(created).rejects.toMatchObject({ code: 'shutting-down' });
    await closed;
    await vi.waitFor(() => expect(listening()).toBe(0));
  });
});

describe('a reader of telemetry that goes', () => {
  it('takes its timer, its place in the session and its ear at the capture with it', async () => {
    await using server = await startSink();
    await using session = await start(server.port);
    let listeners = 0;
    const counted: Session = {
      ...session,
      capture: {
        ...session.capture,
        after: session.capture.after,
        newest: 0,
        onAppend(listener) {
          const undo = session.capture.onAppend(listener);
          listeners++;
          return () => {
            undo();
            listeners--;
          };
        },
      },
    };
    const context = newContext();
    const http = createHttpServer({ context, route: () => ({ GET: (exchange) => openTelemetry(exchange, counted) }) });
    const control = `http://${HOST}:${await http.listen(0, HOST)}`;
    const before = timers();
    const reader = await readTelemetry({ ...session.info(HOST), control }, 'wire=1');
    await reader.until(({ messages }) => messages.length > 2, 'some messages');
    expect([listeners, session.activity()]).toEqual([1, 'moving']);
    reader[Symbol.dispose]();
    await vi.waitFor(() => expect([listeners, session.activity()]).toEqual([0, 'none']));
    await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before));
    await http.close();
    context.log.close();
  });
});

/** A TCP server that takes everything, says nothing, and may be reset. */
async function startSink(): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  server.listen(0, HOST);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A promise, and what settles it. */
function deferred<Result>() {
  let resolve: (result: Result) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Result>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}
