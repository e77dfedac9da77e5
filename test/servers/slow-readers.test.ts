import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Lab } from '../../servers/options.ts';
import { startTestLab } from '../support/lab.ts';
import { post, postMany, send } from '../support/wire/http.ts';
import { HANDSHAKE, openRaw, type RawSocket, rawRequest } from '../support/wire/raw.ts';
import { openSocketIo } from '../support/wire/socket-io.ts';
import { openSse } from '../support/wire/sse.ts';
import { openWs } from '../support/wire/websocket.ts';

const STREAMS = ['sse', 'websocket', 'socket-io'] as const;
type StreamId = (typeof STREAMS)[number];

/** More than the kernel takes for a connection, and many times what may wait in the process for one. */
const EVENTS = 400;
const PAYLOAD_BYTES = 60_000;

/** Publishes so much to `t`, as fast as it goes. */
async function flood(lab: Lab, events = EVENTS): Promise<void> {
  const { next } = (await send(`${lab.urls.polling}/events?topic=t`)).body as { next: number };
  const body = JSON.stringify({ ratePerSecond: 10_000, payloadBytes: PAYLOAD_BYTES, count: events });
  await send(`${lab.urls.control}/sources/t`, { method: 'PUT', body });
  await vi.waitFor(
    async () => expect((await send(`${lab.urls.polling}/events?topic=t`)).body).toMatchObject({ next: next + events }),
    { timeout: 10_000 },
  );
}

/** Connects to a stream by hand and subscribes to `t` from a position. */
async function subscribe(lab: Lab, id: StreamId, after: number): Promise<RawSocket> {
  const raw = await openRaw(lab.urls[id]);
  if (id === 'sse') {
    raw.send(rawRequest(`/events?topic=t&after=${after}`));
    await raw.received(/subscribed/);
  } else if (id === 'websocket') {
    raw.send(rawRequest('/events', { headers: HANDSHAKE }));
    await raw.received(/\r\n\r\n/);
    raw.send(textFrame(JSON.stringify({ op: 'subscribe', topic: 't', after })));
    await raw.received(/"op":"subscribed"/);
  } else {
    raw.send(rawRequest('/socket.io/?EIO=4&transport=websocket', { headers: HANDSHAKE }));
    await raw.received(/0\{"sid"/);
    raw.send(textFrame('40'));
    await raw.received(/40\{"sid"/);
    raw.send(textFrame(`420["subscribe",{"topic":"t","after":${after}}]`));
    await raw.received(/430\[\{"ok":true/);
  }
  return raw;
}

/** The positions of the events in what a stream has received. */
const seqsOf = (text: string) => [...text.matchAll(/"topic":"t","seq":(\d+),"type"/g)].map(([, seq]) => Number(seq));

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(STREAMS)('a reader of %s that takes nothing', (id) => {
  let slow: RawSocket | undefined;
  afterEach(() => slow?.[Symbol.dispose]());

  it('costs a position and not memory, and delays nobody', async () => {
    await using lab = await startTestLab();
    const slowOnes = [];
    for (let left = 10; left > 0; left--) {
      const raw = await subscribe(lab, id, 0);
      raw.socket.pause();
      slowOnes.push(raw);
    }
    using quick = await subscribe(lab, id, 0);
    const before = process.memoryUsage();
    await flood(lab);
    await vi.waitFor(() => expect(seqsOf(quick.text())).toHaveLength(EVENTS), { timeout: 15_000, interval: 100 });
    // Held back for ten readers, 24 MB would be 240. The log's own and the quick reader's copies are a few times 24.
    const after = process.memoryUsage();
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(80e6);
    for (const raw of slowOnes) raw[Symbol.dispose]();
  });

  it('gets everything, once and in order, when it goes on before anything has expired', async () => {
    await using lab = await startTestLab();
    slow = await subscribe(lab, id, 0);
    slow.socket.pause();
    await flood(lab);
    slow.socket.resume();
    await vi.waitFor(() => expect(seqsOf(slow?.text() ?? '')).toHaveLength(EVENTS), { timeout: 15_000, interval: 50 });
    expect(seqsOf(slow.text())).toEqual(range(1, EVENTS));
    expect(slow.text()).not.toContain('"reset"');
  });

  it('gets a replay at its own pace: all of it, once and in order', async () => {
    await using lab = await startTestLab();
    await flood(lab);
    slow = await subscribe(lab, id, 0);
    slow.socket.pause();
    await postMany(lab.urls.polling, 't', 3);
    slow.socket.resume();
    const all = EVENTS + 3;
    await vi.waitFor(() => expect(seqsOf(slow?.text() ?? '')).toHaveLength(all), { timeout: 15_000, interval: 50 });
    expect(seqsOf(slow.text())).toEqual(range(1, all));
  });

  it('is told of it when it has fallen behind what is kept, and goes on from the newest', async () => {
    await using lab = await startTestLab({ limits: { topicEvents: 10 } });
    slow = await subscribe(lab, id, 0);
    slow.socket.pause();
    await flood(lab);
    slow.socket.resume();
    const name = id === 'sse' ? /event: reset\nid: \d+\n/ : /"reset"/;
    await slow.received(name);
    await postMany(lab.urls.polling, 't', 2);
    await vi.waitFor(() => expect(seqsOf(slow?.text() ?? '').at(-1)).toBe(EVENTS + 2), { timeout: 10_000 });
    const parts = slow.text().split(new RegExp(name, 'g')).map(seqsOf);
    expect(parts.at(-1)?.slice(-2)).toEqual([EVENTS + 1, EVENTS + 2]);
    for (const part of parts) {
      const [first = 0] = part;
      expect(part, 'no hole but where it is told of').toEqual(range(first, first + part.length - 1));
    }
    expect(parts.flat(), 'nothing twice').toEqual([...new Set(parts.flat())].sort((a, b) => a - b));
  });

  it('is cut off after a while, and may resume', async () => {
    await using lab = await startTestLab({ timing: { stallMs: 300, checkMs: 30 } });
    using idle = await subscribe(lab, id, 0);
    slow = await subscribe(lab, id, 0);
    slow.socket.pause();
    await flood(lab);
    await vi.waitFor(() => expect(lab.connections(id)).toBe(1), { timeout: 10_000 });
    expect(idle.socket.destroyed, 'who takes what there is stays').toBe(false);
    slow.socket.resume();
    await slow.closed;
    const last = seqsOf(slow.text()).at(-1) ?? 0;
    expect(last).toBeLessThan(EVENTS);
    using again = await subscribe(lab, id, last);
    await vi.waitFor(() => expect(seqsOf(again.text()).at(-1)).toBe(EVENTS), { timeout: 15_000, interval: 50 });
    expect(seqsOf(again.text())).toEqual(range(last + 1, EVENTS));
  });
});

describe('a client that takes no answers', () => {
  it.each(['polling', 'long-polling'] as const)('is cut off on %s', async (id) => {
    await using lab = await startTestLab({ timing: { stallMs: 200, checkMs: 20 } });
    for (let left = 20; left > 0; left--) await post(lab.urls.polling, { topic: 't', data: 'x'.repeat(60_000) });
    const others = lab.connections(id);
    using raw = await openRaw(lab.urls[id]);
    raw.socket.pause();
    raw.send(rawRequest('/events?topic=t&after=0&limit=1000').repeat(40));
    await vi.waitFor(() => expect(lab.connections(id)).toBe(others + 1));
    await vi.waitFor(() => expect(lab.connections(id)).toBe(others), { timeout: 10_000 });
    raw.socket.resume();
    await raw.closed;
    expect(raw.text().length).toBeLessThan(40 * 1024 * 1024);
  });
});

describe('other readers', () => {
  it('get each event at once while one takes nothing', async () => {
    await using lab = await startTestLab();
    const slow = await Promise.all(STREAMS.map((id) => subscribe(lab, id, 0)));
    for (const { socket } of slow) socket.pause();
    await flood(lab);
    using sse = await openSse(lab.urls.sse, 'topic=t');
    using ws = await openWs(lab.urls.websocket);
    using io = await openSocketIo(lab.urls['socket-io']);
    ws.send({ op: 'subscribe', topic: 't' });
    await ws.next();
    await io.ask('subscribe', { topic: 't' });
    await sse.received(/subscribed/);
    await postMany(lab.urls.polling, 't', 1);
    expect(await ws.next()).toMatchObject({ seq: EVENTS + 1 });
    await io.until(1);
    await sse.received(new RegExp(`id: ${EVENTS + 1}\ndata`));
    for (const raw of slow) raw[Symbol.dispose]();
  });
});

/** A text frame as a client sends it, masked with zeros. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0xfe, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
