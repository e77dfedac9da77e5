import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  MAX_RAW_CONNECTIONS,
  type RawReport,
  type SessionInfo,
  type TransportId,
} from '../../../lib/protocol/index.ts';
import { startTestLab } from '../../support/lab.ts';
import { bytesOf, openSession, openTelemetry, setToxics } from '../../support/session.ts';
import { expectProblem, send } from '../../support/wire/http.ts';
import { exchangeRaw, HANDSHAKE, rawRequest } from '../../support/wire/raw.ts';

/** A raw connection through a session's edge. */
interface RawReader extends Disposable {
  readonly ws: WebSocket;
  readonly reports: RawReport[];
  /** The bytes so far, a character each. */
  text(): string;
  /** The last three messages of them. */
  tail(): string;
  until(isEnough: (reader: RawReader) => boolean, what: string): Promise<void>;
  readonly closed: Promise<number>;
}

async function openRawWs(
  session: SessionInfo,
  transport: TransportId,
  control: string = session.control,
): Promise<RawReader> {
  const ws = new WebSocket(`${control.replace('http', 'ws')}/sessions/${session.id}/raw/${transport}`);
  const reports: RawReport[] = [];
  const bytes: Buffer[] = [];
  ws.on('error', () => undefined);
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) bytes.push(data);
    else reports.push(JSON.parse(String(data)) as RawReport);
  });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  await Promise.race([once(ws, 'open'), closed]);
  const reader: RawReader = {
    ws,
    reports,
    text: () => Buffer.concat(bytes).toString('latin1'),
    tail: () => Buffer.concat(bytes.slice(-3)).toString('latin1'),
    until: (isEnough, what) =>
      vi.waitFor(
        () => {
          if (!isEnough(reader))
            throw new Error(`Waited in vain for ${what}: ${JSON.stringify(reports)} ${reader.tail()}`);
        },
        { timeout: 8_000, interval: 5 },
      ),
    closed,
    [Symbol.dispose]: () => ws.terminate(),
  };
  return reader;
}

describe('a raw connection', () => {
  it('carries bytes as they are to the server behind the edge, and its answer back', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session, 'wire=1');
    for (const control of [lab.urls.control, session.control]) {
      using raw = await openRawWs(session, 'polling', control);
      const request = rawRequest('/events?topic=t', { headers: { Host: 'localhost', Connection: 'close' } });
      for (const byte of request) raw.ws.send(Buffer.from(byte));
      // The server has ended, and may still be written to until this side has, too.
      await raw.until(({ reports }) => reports.length === 2, 'the end of the server');
      raw.ws.send('{"op":"end"}');
      expect(await raw.closed).toBe(1000);
      expect(raw.text()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"next":0}$/);
      const [connected, ended] = raw.reports;
      expect(connected).toMatchObject({
        state: 'connected',
        edge: { port: Number(new URL(session.urls.polling).port) },
      });
      expect(ended).toEqual({ state: 'ended', how: 'fin' });
      await telemetry.until(
        (reader) => bytesOf(reader, 'polling', 'down').toString('latin1').endsWith(raw.text()),
        'it',
      );
      const opened = telemetry.connections().findLast(({ state }) => state === 'opened');
      if (connected === undefined || !('client' in connected)) throw new Error('Expected to be told of the connection');
      expect(opened).toMatchObject({ client: connected.client, edge: connected.edge });
    }
  });

  it('carries a handshake and frames that were built by hand', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using raw = await openRawWs(session, 'websocket');
    const host = new URL(session.urls.websocket).host;
    raw.ws.send(Buffer.from(rawRequest('/events', { headers: { ...HANDSHAKE, Host: host } })));
    await raw.until((reader) => reader.text().includes('s3pPLMBiTxaQ9kYGzzhZRbK+xOo='), 'the accept key');
    // A ping of two bytes, masked with zeros.
    raw.ws.send(Buffer.from([0x89, 0x82, 0, 0, 0, 0, 0x68, 0x69]));
    await raw.until((reader) => reader.text().endsWith('\x8a\x02hi'), 'the pong');
    expect(raw.text()).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('ends its side on "end", and still gets what comes', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using raw = await openRawWs(session, 'polling');
    raw.ws.send(Buffer.from(rawRequest('/events?topic=t')));
    raw.ws.send('{"op":"end"}');
    raw.ws.send(Buffer.from('late'));
    expect(await raw.closed).toBe(1000);
    expect(raw.text()).toMatch(/"next":0}$/);
    expect(raw.reports).toContainEqual({ op: 'error', code: 'bad-request', message: expect.any(String) });
    expect(raw.reports).toContainEqual({ state: 'ended', how: 'fin' });
  });

  it('resets on "reset", and tells of a reset from the other side', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session, 'wire=1');
    using raw = await openRawWs(session, 'sse');
    await raw.until(({ reports }) => reports.length === 1, 'the connection');
    raw.ws.send('{"op":"reset"}');
    expect(await raw.closed).toBe(1000);
    await telemetry.until((reader) => reader.connections().some(({ state }) => state === 'closed'), 'its end');
    expect(telemetry.connections().at(-1)).toMatchObject({ state: 'closed', by: 'client', how: 'rst' });

    using other = await openRawWs(session, 'sse');
    await other.until(({ reports }) => reports.length === 1, 'the connection');
    await send(`${session.control}/sessions/${session.id}/drop/sse`, { method: 'POST' });
    expect(await other.closed).toBe(1000);
    expect(other.reports.at(-1)).toEqual({ state: 'ended', how: 'rst' });
  });

  it('says when nothing accepts it', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    await setToxics(session, 'sse', { down: true });
    using raw = await openRawWs(session, 'sse');
    expect(await raw.closed).toBe(1000);
    expect(raw.reports.at(-1)).toMatchObject({ state: 'ended', how: expect.stringMatching(/^(refused|rst)$/) });
  });

  it.each(['{"op":"hello"}', '{"op":"end","x":1}', 'end', '[]', '{'.repeat(50)])(
    'answers the text %j with an error, and goes on',
    async (text) => {
      await using lab = await startTestLab();
      const session = await openSession(lab.urls.control);
      using raw = await openRawWs(session, 'polling');
      raw.ws.send(text);
      raw.ws.send(Buffer.from(rawRequest('/events?topic=t')));
      await raw.until((reader) => reader.text().endsWith('"next":0}'), 'the answer');
      expect(raw.reports.at(-1)).toEqual({ op: 'error', code: 'bad-request', message: expect.any(String) });
    },
  );

  it('takes messages up to the limit, and is closed with 1009 by one byte more', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    using telemetry = await openTelemetry(session);
    using raw = await openRawWs(session, 'polling');
    raw.ws.send(Buffer.alloc(65_536, 'x'));
    await telemetry.until((reader) => reader.counters().at(-1)?.transports.polling.up === 65_536, 'a whole message');
    using other = await openRawWs(session, 'sse');
    other.ws.send(Buffer.alloc(65_537, 'x'));
    expect(await other.closed).toBe(1009);
    await telemetry.until((reader) => reader.counters().at(-1)?.transports.sse.open === 0, 'its end');
  });

  it('lets messages over the rate wait for their turn, and loses none', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 200, rateBurst: 5 } });
    const session = await openSession(lab.urls.control);
    using raw = await openRawWs(session, 'polling');
    const request = rawRequest('/events?topic=t');
    const began = performance.now();
    for (const byte of request) raw.ws.send(Buffer.from(byte));
    await raw.until((reader) => reader.text().endsWith('"next":0}'), 'the answer');
    expect(performance.now() - began).toBeGreaterThan(((request.length - 5) / 200) * 900);
  });
});

describe('the backpressure of a raw connection', () => {
  it('reaches from a server that takes nothing to the page, and all arrives when it goes on', async () => {
    const COUNT = 300;
    await using lab = await startTestLab({ limits: { ratePerSecond: 1_000_000, rateBurst: 1_000_000 } });
    const session = await openSession(lab.urls.control);
    using raw = await openRawWs(session, 'polling');
    await setToxics(session, 'polling', { upstream: { bandwidth: { rate: 0 } } });
    for (let count = 1; count <= COUNT; count++) {
      const body = JSON.stringify({ id: `i${count}`, topic: 't', type: 'note', data: 'x'.repeat(60_000) });
      const headers = { 'Content-Length': String(body.length) };
      raw.ws.send(Buffer.from(rawRequest('/events', { method: 'POST', headers, body })));
    }
    let waiting = -1;
    await vi.waitFor(
      () => {
        const before = waiting;
        waiting = raw.ws.bufferedAmount;
        expect(waiting).toBeGreaterThan(0);
        expect(waiting).toBe(before);
      },
      { timeout: 8_000, interval: 300 },
    );
    await setToxics(session, 'polling', {});
    await raw.until((reader) => reader.tail().includes(`{"seq":${COUNT}}`), 'the last answer');
    expect(raw.text().match(/HTTP\/1\.1 201 /g)).toHaveLength(COUNT);
  });

  it('lasts no longer than others may take nothing', async () => {
    await using lab = await startTestLab({ timing: { stallMs: 100, checkMs: 20 } });
    const session = await openSession(lab.urls.control);
    using raw = await openRawWs(session, 'polling');
    await setToxics(session, 'polling', { upstream: { bandwidth: { rate: 0 } } });
    // As many at once as the rate lets through, which is more than the buffers in between hold.
    for (let count = 1; count <= 200; count++) raw.ws.send(Buffer.alloc(65_536, 'x'));
    expect(await raw.closed).toBe(1006);
  });

  it('reaches from a page that takes nothing to the server', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const put = { method: 'PUT', body: '{"ratePerSecond":10000,"payloadBytes":65000,"count":500}' };
    await send(`${lab.urls.control}/sources/t`, put);
    using telemetry = await openTelemetry(session);
    using raw = await openRawWs(session, 'sse');
    raw.ws.pause();
    raw.ws.send(Buffer.from(rawRequest('/events?topic=t&after=0')));
    let down = -1;
    await vi.waitFor(
      () => {
        const before = down;
        down = telemetry.counters().at(-1)?.transports.sse.down ?? -1;
        expect(down).toBeGreaterThan(0);
        expect(down).toBe(before);
      },
      { timeout: 8_000, interval: 400 },
    );
    expect(down).toBeLessThan(500 * 65_000);
    raw.ws.resume();
    await raw.until((reader) => reader.tail().includes('"seq":500,'), 'the last event');
    expect(raw.text().match(/^id: \d+$/gm)).toHaveLength(501);
  });
});

describe('the upgrade to a raw connection', () => {
  it('is refused to other hosts and origins, before it is looked at', async () => {
    await using lab = await startTestLab();
    const { id } = await openSession(lab.urls.control);
    const target = `/sessions/${id}/raw/sse`;
    const ask = (headers: Record<string, string>) =>
      exchangeRaw(lab.urls.control, target, { headers: { ...HANDSHAKE, ...headers } });
    expect(await ask({ Origin: 'http://a.example' })).toMatch(/^HTTP\/1\.1 403 [^]*"forbidden-origin"/);
    expect(await ask({ Host: 'a.example' })).toMatch(/^HTTP\/1\.1 421 [^]*"forbidden-host"/);
    expect(await ask({ 'Sec-WebSocket-Version': '8' })).toMatch(/^HTTP\/1\.1 426 [^]*Sec-WebSocket-Version: 13\r\n/);
    expect(await ask({ Upgrade: 'h2c' })).toMatch(/^HTTP\/1\.1 426 /);
    expect(await ask({ 'Sec-WebSocket-Key': 'short' })).toMatch(/^HTTP\/1\.1 400 [^]*"code":"bad-request"/);
    expectProblem(await send(`${lab.urls.control}${target}`), 'upgrade-required');
  });

  it('is refused with 404 for what is not there', async () => {
    await using lab = await startTestLab();
    const { id } = await openSession(lab.urls.control);
    for (const target of ['/', '/sessions/unknown/raw/sse', `/sessions/${id}/raw/x`, `/sessions/${id}/raw/sse/x`]) {
      expect(await exchangeRaw(lab.urls.control, target, { headers: HANDSHAKE }), target).toMatch(/^HTTP\/1\.1 404 /);
    }
  });

  it(`is refused with 503 over ${MAX_RAW_CONNECTIONS} of one session, and not of another`, async () => {
    await using lab = await startTestLab();
    const [one, other] = [await openSession(lab.urls.control), await openSession(lab.urls.control)];
    const raws = await Promise.all(Array.from({ length: MAX_RAW_CONNECTIONS }, () => openRawWs(one, 'sse')));
    expect(raws.every(({ ws }) => ws.readyState === ws.OPEN)).toBe(true);
    const target = `/sessions/${one.id}/raw/polling`;
    expect(await exchangeRaw(one.control, target, { headers: HANDSHAKE })).toMatch(/^HTTP\/1\.1 503 [^]*"server-full"/);
    using fine = await openRawWs(other, 'sse');
    expect(fine.ws.readyState).toBe(fine.ws.OPEN);
    const [first, ...rest] = raws;
    first?.ws.close();
    await first?.closed;
    await vi.waitFor(async () => {
      using again = await openRawWs(one, 'sse');
      expect(again.ws.readyState).toBe(again.ws.OPEN);
    });
    for (const raw of rest) raw.ws.terminate();
  });

  it('keeps the session, and no longer than it stands', async () => {
    await using lab = await startTestLab({ timing: { sessionIdleMs: 1000 } });
    const session = await openSession(lab.urls.control);
    {
      using raw = await openRawWs(session, 'sse');
      raw.ws.send(Buffer.from(rawRequest('/events?topic=t')));
      await raw.until((reader) => reader.tail().includes('subscribed'), 'the beginning of the stream');
    }
    await vi.waitFor(() => expect(lab.sessions()).toBe(0), { timeout: 8_000 });
  });

  it('ends with the session: 1001', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const raws = [await openRawWs(session, 'sse'), await openRawWs(session, 'sse', lab.urls.control)];
    await send(`${lab.urls.control}/sessions/${session.id}`, { method: 'DELETE' });
    for (const raw of raws) expect(await raw.closed).toBe(1001);
  });
});
