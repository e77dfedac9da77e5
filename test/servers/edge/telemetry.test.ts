import { describe, expect, it, vi } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { startTestLab } from '../../support/lab.ts';
import { askSession, bytesOf, openSession, openTelemetry } from '../../support/session.ts';
import { expectProblem, post, send } from '../../support/wire/http.ts';
import { openRaw, rawRequest } from '../../support/wire/raw.ts';

describe('telemetry', () => {
  it('is an event stream that begins at once with the counters of every transport', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 60_000 } });
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session);
    expect(telemetry.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
    });
    await telemetry.until(({ messages }) => messages.length > 0, 'the first message');
    const nothing = { up: 0, down: 0, opened: 0, open: 0 };
    expect(telemetry.counters()).toEqual([
      expect.objectContaining({
        at: expect.any(Number),
        transports: Object.fromEntries(TRANSPORT_IDS.map((id) => [id, nothing])),
      }),
    ]);
    expect(Math.abs((telemetry.counters()[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('comes again and again, four times a second unless a test says otherwise', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session);
    await telemetry.until(({ messages }) => messages.length >= 5, 'five messages');
    const times = telemetry.counters().map(({ at }) => at);
    expect(((times[4] ?? 0) - (times[0] ?? 0)) / 4).toBeGreaterThan(200);
  });

  it('counts the bytes that a client counts for itself, both ways, and its connections', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 10 } });
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session);
    using raw = await openRaw(session.urls.polling);
    const request = rawRequest('/events?topic=t');
    raw.send(request);
    await raw.received(/"next":0}/);
    using other = await openRaw(session.urls.polling);
    other.send('GET');
    await telemetry.until(
      (reader) => (reader.counters().at(-1)?.transports.polling.up ?? 0) === request.length + 3,
      'what was sent',
    );
    expect(telemetry.counters().at(-1)?.transports.polling).toEqual({
      up: request.length + 3,
      down: raw.text().length,
      opened: 2,
      open: 2,
    });
    raw.socket.destroy();
    await telemetry.until((reader) => reader.counters().at(-1)?.transports.polling.open === 1, 'the end of one');
    expect(telemetry.counters().at(-1)?.transports.polling.opened).toBe(2);
  });

  it('has no wire and no ids unless they are asked for', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 10 } });
    const session = await openSession(lab.urls.control);
    await post(session.urls.polling, { topic: 't' });
    for (const query of ['', 'wire=0']) {
      using telemetry = await openTelemetry(session, query);
      await telemetry.until(({ messages }) => messages.length > 5, 'some messages');
      expect(telemetry.messages.every(({ event, id }) => event === 'message' && id === undefined)).toBe(true);
    }
  });

  it('is there for HEAD, and ends at once', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const answer = await send(`${session.control}/sessions/${session.id}/telemetry`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });

  it.each(['wire=2', 'wire=', 'after=-1', 'after=', 'after=x', 'wire=1&wire=1'])('refuses %s', async (query) => {
    await using lab = await startTestLab();
    const { id, control } = await openSession(lab.urls.control);
    expectProblem(await send(`${control}/sessions/${id}/telemetry?${query}`), 'bad-request');
  });
});

describe('the wire', () => {
  it('begins with what the capture holds, and goes on live with the same bytes as the socket', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 60_000 } });
    const session = await openSession(lab.urls.control);
    using raw = await openRaw(session.urls.polling);
    const request = rawRequest('/events?topic=t');
    raw.send(request);
    await raw.received(/"next":0}/);
    using telemetry = await openTelemetry(session, 'wire=1');
    await telemetry.until((reader) => bytesOf(reader, 'polling', 'down').length === raw.text().length, 'the answer');
    expect(telemetry.messages[0]?.event).toBe('message');
    expect(bytesOf(telemetry, 'polling', 'up').toString('latin1')).toBe(request);
    expect(bytesOf(telemetry, 'polling', 'down').toString('latin1')).toBe(raw.text());

    raw.send(request);
    await raw.received(/"next":0}[^]*"next":0}/);
    await telemetry.until((reader) => bytesOf(reader, 'polling', 'down').length === raw.text().length, 'the second');
    expect(bytesOf(telemetry, 'polling', 'down').toString('latin1')).toBe(raw.text());
    const second = telemetry.wire().filter(({ direction }) => direction === 'up')[1];
    expect(second).toMatchObject({ connection: 1, offset: request.length });

    raw.socket.destroy();
    await telemetry.until((reader) => reader.connections().length === 2, 'the end of the connection');
    const { localPort } = raw.socket;
    expect(telemetry.connections()).toMatchObject([
      { transport: 'polling', connection: 1, state: 'opened', client: { port: expect.any(Number) } },
      { transport: 'polling', connection: 1, state: 'closed', by: 'client', how: expect.any(String) },
    ]);
    expect(localPort).toBeUndefined();
  });

  it('gives every record an id, and goes on after Last-Event-ID, or after `after`', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    for (const topic of ['a', 'b', 'c']) await post(session.urls.polling, { topic });
    using first = await openTelemetry(session, 'wire=1');
    await first.until((reader) => reader.wire().length >= 4, 'the records');
    const ids = first.messages.flatMap(({ event, id }) => (event === 'message' ? [] : [Number(id)]));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    const [seen = 0] = ids.slice(2);
    const byHeader = await openTelemetry(session, 'wire=1&after=1', { 'Last-Event-ID': String(seen) });
    const byQuery = await openTelemetry(session, `wire=1&after=${seen}`);
    for (const reader of [byHeader, byQuery]) {
      using telemetry = reader;
      await telemetry.until(({ messages }) => messages.some(({ id }) => Number(id) === ids.at(-1)), 'the newest');
      const rest = telemetry.messages.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]));
      expect(rest.slice(0, ids.length - 3)).toEqual(ids.slice(3));
    }
  });

  it('begins with the oldest for who names a record that has not been', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    await post(session.urls.polling, { topic: 't' });
    using telemetry = await openTelemetry(session, 'wire=1', { 'Last-Event-ID': '1000000' });
    await telemetry.until((reader) => reader.connections().length > 0, 'the first record');
    expect(telemetry.connections()[0]?.id).toBe(1);
  });

  it('says nothing more than the counters while nothing happens', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 10 } });
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session, 'wire=1');
    await telemetry.until(({ messages }) => messages.length > 10, 'some messages');
    expect(telemetry.messages.every(({ event }) => event === 'message')).toBe(true);
  });

  it('has ten readers that all get everything, also over the ports of ten sessions', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const readers = await Promise.all(Array.from({ length: 10 }, () => openTelemetry(session, 'wire=1')));
    for (let count = 1; count <= 20; count++) await post(session.urls.polling, { topic: 't', data: 'x'.repeat(5000) });
    for (const reader of readers) {
      using telemetry = reader;
      await telemetry.until((each) => bytesOf(each, 'polling', 'up').length > 100_000, 'twenty publishes');
    }
    const [first, ...others] = readers.map((reader) => bytesOf(reader, 'polling', 'up').toString('latin1'));
    for (const other of others) expect(other.slice(0, 100_000)).toBe(first?.slice(0, 100_000));
  });

  it('lets a slow reader skip what the capture has dropped, keeps no more for it, and shows the gap', async () => {
    await using lab = await startTestLab({ timing: { telemetryMs: 10 } });
    const session = await openSession(lab.urls.control);
    using slow = await openTelemetry(session, 'wire=1');
    await slow.until(({ messages }) => messages.length > 0, 'the first message');
    slow.response.socket.pause();

    // Several times what the capture and all sockets in between hold.
    const TOTAL_BYTES = 40 * 1024 * 1024;
    using raw = await openRaw(session.urls.polling);
    const put = { method: 'PUT', body: '{"ratePerSecond":10000,"payloadBytes":65000,"count":200}' };
    await send(`${lab.urls.control}/sources/t`, put);
    await vi.waitFor(
      async () => expect((await send(`${lab.urls.polling}/events?topic=t`)).body).toMatchObject({ next: 200 }),
      8_000,
    );
    let received = 0;
    raw.socket.removeAllListeners('data').on('data', (bytes) => (received += bytes.length));
    while (received < TOTAL_BYTES) {
      const until = received + 1_000_000;
      raw.send(rawRequest('/events?topic=t&after=0&limit=1000'));
      await vi.waitFor(() => expect(received).toBeGreaterThan(until), { timeout: 8_000, interval: 2 });
    }

    slow.response.socket.resume();
    await slow.until((reader) => {
      const last = reader.wire().findLast(({ direction }) => direction === 'down');
      return last !== undefined && last.offset + Buffer.from(last.bytes, 'base64').length === received;
    }, 'the newest bytes');
    const down = slow.wire().filter(({ direction }) => direction === 'down');
    const came = down.reduce((sum, { bytes }) => sum + Buffer.from(bytes, 'base64').length, 0);
    // What the capture holds, and what waits in sockets: no more was kept for it.
    expect(came).toBeLessThan(TOTAL_BYTES / 2);
    let gaps = 0;
    let expected = 0;
    for (const { offset, bytes } of down) {
      expect(offset).toBeGreaterThanOrEqual(expected);
      if (offset > expected) gaps++;
      expected = offset + Buffer.from(bytes, 'base64').length;
    }
    expect(gaps).toBeGreaterThan(0);
  });

  it('tells of faults: what was dropped is closed by the edge', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session, 'wire=1');
    using raw = await openRaw(session.urls.sse);
    await telemetry.until((reader) => reader.connections().length === 1, 'the connection');
    expect((await askSession(session, 'drop/sse')).body).toEqual({ dropped: 1 });
    await raw.closed;
    await telemetry.until((reader) => reader.connections().length === 2, 'its end');
    expect(telemetry.connections()[1]).toMatchObject({ state: 'closed', by: 'edge', how: 'rst' });
  });
});
