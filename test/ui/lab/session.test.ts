import { describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../../lib/measure/clock.ts';
import type { Telemetry } from '../../../lib/protocol/index.ts';
import { openSession, type SessionHandle, type WireRecord } from '../../../lib/ui/lab/session.ts';
import { startScriptedControl, type Stream, telemetryOf } from './scripted-control.ts';

/** The platform's clock with shorter waits, and a count of its timers. */
function quickClock(): Clock & { readonly timers: number } {
  const timers = new Set<unknown>();
  return {
    now: systemClock.now,
    setTimeout(callback, delayMs) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, delayMs / 20);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      timers.delete(timer);
      clearTimeout(timer);
    },
    get timers() {
      return timers.size;
    },
  };
}

const until = (what: () => void): Promise<void> => vi.waitFor(what, { timeout: 10_000, interval: 5 });

async function start(options: { full?: boolean } = {}) {
  const control = await startScriptedControl();
  control.setFull(options.full ?? false);
  const clock = quickClock();
  const page = new EventTarget();
  const session = openSession({
    fetch,
    clock,
    control: control.url,
    request: { servers: {} },
    random: () => 0.5,
    page,
  });
  return {
    control,
    session,
    page,
    is: (name: string) => until(() => expect(session.state().name).toBe(name)),
    /** The stream that is open now, once there is one and no other. */
    async stream(wanted: Partial<Stream> = {}): Promise<Stream> {
      await until(() => expect(control.open()).toEqual([expect.objectContaining(wanted)]));
      const [stream] = control.open();
      if (!stream) throw new Error('Expected a stream');
      return stream;
    },
    async [Symbol.asyncDispose]() {
      session.close();
      await until(() => expect(control.open(), 'streams left after close').toEqual([]));
      await control[Symbol.asyncDispose]();
      await until(() => expect(clock.timers, 'timers left after close').toBe(0));
    },
  };
}

/** Collects what a listener of the capture is given. */
function listen(session: SessionHandle) {
  const records: WireRecord[] = [];
  const undo = session.onWire((record) => records.push(record));
  return {
    records,
    undo,
    ids: () => records.map((record) => (record.kind === 'session' ? record.session.id : record.id)),
  };
}

const wire = (id: number) => ({
  event: 'wire',
  id,
  data: { transport: 'sse', connection: 1, direction: 'up', at: 1, offset: 0, bytes: btoa(`bytes ${id}`) },
});

describe('a session', () => {
  it('is opened with what was asked for, and is open with its addresses', async () => {
    await using lab = await start();
    expect(lab.session.state()).toEqual({ name: 'opening' });
    await lab.is('open');
    expect(lab.control.asked[0]).toBe('POST /sessions {"servers":{}}');
    expect(lab.session.state()).toMatchObject({
      count: 1,
      session: { id: 's1', control: lab.control.url },
      toxics: { sse: {} },
    });
  });

  it('is the same object until something changes, so that React does not render for nothing', async () => {
    await using lab = await start();
    await lab.is('open');
    const before = lab.session.state();
    (await lab.stream()).send({ data: telemetryOf(1) });
    await until(() => expect(lab.session.telemetry()).toBeDefined());
    expect(lab.session.state()).toBe(before);
    await lab.session.setToxics('sse', { down: true });
    expect(lab.session.state()).not.toBe(before);
  });

  it('says what the lab answered to toxics, and how many connections a fault met', async () => {
    await using lab = await start();
    await lab.is('open');
    const toxics = { downstream: { latency: { latency: 100, jitter: 5 } } };
    await expect(lab.session.setToxics('websocket', toxics)).resolves.toEqual(toxics);
    expect(lab.session.state()).toMatchObject({ toxics: { websocket: toxics, sse: {} } });
    await expect(lab.session.drop('sse')).resolves.toBe(2);
    await expect(lab.session.silence('sse')).resolves.toBe(3);
    await lab.session.restart('sse', 500);
    expect(lab.control.asked.at(-1)).toBe('POST /sessions/s1/restart/sse {"downMs":500}');
  });

  it('takes the place of one that is gone, without its toxics, and counts that', async () => {
    await using lab = await start();
    await lab.is('open');
    await lab.session.setToxics('sse', { down: true });
    lab.control.forget('s1');
    await until(() => expect(lab.session.state()).toMatchObject({ name: 'open', count: 2, session: { id: 's2' } }));
    expect(lab.session.state()).toMatchObject({ toxics: { sse: {} } });
  });

  it('fails while the lab does not answer, and is the same session when it does again', async () => {
    await using lab = await start();
    await lab.is('open');
    await lab.stream();
    lab.control.setDown(true);
    await until(() =>
      expect(lab.session.state()).toMatchObject({ name: 'failed', retryAt: expect.any(Number) as number }),
    );
    lab.control.setDown(false);
    await until(() => expect(lab.session.state()).toMatchObject({ name: 'open', count: 1, session: { id: 's1' } }));
  });

  it('asks the common control where its own does not answer: only that knows whether it is gone', async () => {
    await using lab = await start();
    await lab.stream();
    // A port that nobody listens on.
    lab.control.setOwn('http://127.0.0.1:1');
    lab.control.forget('s1');
    await until(() => expect(lab.session.state()).toMatchObject({ name: 'open', session: { id: 's2' } }));
    await until(() => expect(lab.control.asked).toContain('GET /sessions/s2/telemetry'));
    expect(lab.session.state()).toMatchObject({ name: 'open', count: 2 });
    lab.control.forget('s2');
    await until(() => expect(lab.session.state()).toMatchObject({ name: 'open', count: 3 }));
  });

  it('is opened anew where a fault finds it gone', async () => {
    await using lab = await start();
    await lab.is('open');
    await lab.stream();
    lab.control.forget('s1');
    await expect(lab.session.drop('sse')).rejects.toMatchObject({
      code: expect.stringMatching(/gone|unavailable/) as string,
    });
    await until(() => expect(lab.session.state()).toMatchObject({ session: { id: 's2' } }));
  });

  it('says that the lab is full, asks no more by itself, and asks again when it is told to', async () => {
    await using lab = await start({ full: true });
    await lab.is('full');
    expect(lab.session.state()).toEqual({ name: 'full', reason: 'There are 50 sessions' });
    lab.session.locate(lab.control.url);
    expect(lab.control.asked).toHaveLength(1);
    lab.control.setFull(false);
    lab.session.retry();
    await lab.is('open');
  });

  it('fails while nothing answers, with the time of its next try, and opens where control is found', async () => {
    const nowhere = await startScriptedControl();
    await nowhere[Symbol.asyncDispose]();
    await using lab = await start();
    const session = openSession({ fetch, clock: quickClock(), control: nowhere.url });
    await until(() => expect(session.state()).toMatchObject({ name: 'failed', retryAt: expect.any(Number) as number }));
    session.locate(lab.control.url);
    await until(() => expect(session.state().name).toBe('open'));
    session.close();
  });

  it('is ended when it is closed and when its page is left, and another one is opened when the page comes back', async () => {
    await using lab = await start();
    await lab.is('open');
    lab.page.dispatchEvent(new Event('pagehide'));
    await until(() => expect(lab.control.asked).toContain('DELETE /sessions/s1'));
    lab.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await lab.is('open');
    lab.session.close();
    lab.session.close();
    await until(() => expect(lab.control.asked).toContain('DELETE /sessions/s2'));
    expect(lab.control.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(2);
    await expect(lab.session.drop('sse')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the telemetry of a session', () => {
  it('is handed out as it comes', async () => {
    await using lab = await start();
    const seen: Telemetry[] = [];
    lab.session.onTelemetry((telemetry) => seen.push(telemetry));
    const stream = await lab.stream();
    for (const bytes of [1, 2]) stream.send({ data: telemetryOf(bytes) });
    await until(() => expect(seen.map(({ transports }) => transports.sse.down)).toEqual([2, 4]));
    expect(lab.session.telemetry()).toEqual(telemetryOf(2));
  });

  it('carries bytes only while somebody listens for them', async () => {
    await using lab = await start();
    await lab.stream({ wire: false });
    const { undo } = listen(lab.session);
    await lab.stream({ wire: true });
    undo();
    await lab.stream({ wire: false });
    expect(lab.control.streams.map((stream) => stream.wire)).toEqual([false, true, false]);
  });

  it('begins with the session, and goes on after the last record when it breaks off', async () => {
    await using lab = await start();
    const listener = listen(lab.session);
    const stream = await lab.stream({ wire: true, after: undefined });
    stream.send(wire(1));
    stream.send({
      event: 'connection',
      id: 2,
      data: { transport: 'sse', connection: 1, at: 2, state: 'closed', by: 'client', how: 'fin' },
    });
    await until(() => expect(listener.ids()).toEqual(['s1', 1, 2]));
    expect(listener.records[1]).toMatchObject({ kind: 'bytes', bytes: new TextEncoder().encode('bytes 1') });
    stream.cut();
    const next = await lab.stream({ wire: true, after: '2' });
    next.send(wire(2));
    next.send(wire(3));
    await until(() => expect(listener.ids()).toEqual(['s1', 1, 2, 3]));
  });

  it('gives a later listener what the capture holds, and the first one nothing twice', async () => {
    await using lab = await start();
    const first = listen(lab.session);
    (await lab.stream({ wire: true })).send(wire(1));
    await until(() => expect(first.ids()).toEqual(['s1', 1]));
    const second = listen(lab.session);
    await until(() => expect(lab.control.streams.filter((stream) => stream.wire)).toHaveLength(2));
    const again = await lab.stream({ wire: true, after: undefined });
    for (const id of [1, 2]) again.send(wire(id));
    await until(() => expect(second.ids()).toEqual(['s1', 1, 2]));
    expect(first.ids()).toEqual(['s1', 1, 2]);
  });

  it('goes on for a listener that comes back where it was, and from the beginning where that was another session', async () => {
    await using lab = await start();
    const first = listen(lab.session);
    const stream = await lab.stream({ wire: true });
    stream.send(wire(4));
    await until(() => expect(first.ids()).toEqual(['s1', 4]));
    first.undo();
    const records: WireRecord[] = [];
    lab.session.onWire((record) => records.push(record), { session: 's1', id: 4 });
    (await lab.stream({ wire: true, after: '4' })).send(wire(5));
    await until(() => expect(records).toMatchObject([{ kind: 'bytes', id: 5 }]));
    const stale: WireRecord[] = [];
    lab.session.onWire((record) => stale.push(record), { session: 's0', id: 400 });
    (await lab.stream({ wire: true, after: undefined })).send(wire(5));
    await until(() => expect(stale).toMatchObject([{ kind: 'session' }, { id: 5 }]));
  });

  it('says where another session begins, since its ids begin anew', async () => {
    await using lab = await start();
    const listener = listen(lab.session);
    (await lab.stream()).send(wire(7));
    await until(() => expect(listener.ids()).toEqual(['s1', 7]));
    lab.control.forget('s1');
    (await lab.stream({ session: 's2', after: undefined })).send(wire(1));
    await until(() => expect(listener.ids()).toEqual(['s1', 7, 's2', 1]));
  });

  it('is given up where it is not what the protocol says, and asked for anew', async () => {
    await using lab = await start();
    const listener = listen(lab.session);
    const stream = await lab.stream();
    stream.send({ event: 'wire', id: 1, data: { transport: 'pigeon' } });
    await until(() => expect(lab.control.streams.length).toBeGreaterThan(2));
    (await lab.stream({ wire: true })).send(wire(1));
    await until(() => expect(listener.ids()).toEqual(['s1', 1]));
  });
});
