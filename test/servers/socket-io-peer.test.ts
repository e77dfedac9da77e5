import { once } from 'node:events';
import { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { startTestLab } from '../support/lab.ts';

const WAYS = ['websocket', 'polling'] as const;

/** Enough for an ack that comes, and the bound of a failure for one that does not, in milliseconds. */
const ACK_MS = 5_000;

interface Client extends Disposable {
  readonly socket: Socket;
  /** Emits, and waits for the ack. */
  ask(...args: [string, ...unknown[]]): Promise<unknown>;
}

async function connect(url: string, way: string, agent?: Agent): Promise<Client> {
  const options = { transports: [way], forceNew: true, reconnection: false };
  // The library's types have a browser in mind; in Node it takes an agent.
  const socket = io(url, agent === undefined ? options : ({ ...options, agent } as object));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    socket,
    ask: (name, ...args) => socket.timeout(ACK_MS).emitWithAck(name, ...args),
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}

const publish = (id: string, more: object = {}) => ({ id, topic: 'a', type: 'x', ...more });

/** Arrays in arrays, so many deep. */
const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], null);

describe.each(WAYS)('a Socket.IO client over %s', (way) => {
  it.each<[what: string, args: [string, ...unknown[]], code: string]>([
    ['an event without an argument', ['publish'], 'bad-request'],
    ['two arguments', ['publish', publish('1'), publish('2')], 'bad-request'],
    ['an event of another name', ['join', { room: 'a' }], 'bad-request'],
    ['the name of a method of every object', ['toString', {}], 'bad-request'],
    ['null', ['subscribe', null], 'bad-request'],
    ['an array', ['subscribe', ['a']], 'bad-request'],
    ['no topic', ['subscribe', {}], 'bad-request'],
    ['a topic that is none', ['subscribe', { topic: 'A b' }], 'bad-request'],
    ['a negative position', ['subscribe', { topic: 'a', after: -1 }], 'bad-request'],
    ['a position between two', ['subscribe', { topic: 'a', after: 1.5 }], 'bad-request'],
    ['a position as a text', ['subscribe', { topic: 'a', after: '1' }], 'bad-request'],
    ['a log that is no text', ['subscribe', { topic: 'a', after: 0, log: 1 }], 'bad-request'],
    ['nothing to unsubscribe from', ['unsubscribe', {}], 'bad-request'],
    ['an id that is none', ['publish', publish('a b')], 'bad-request'],
    ['binary data', ['publish', publish('1', { data: Buffer.from('x') })], 'bad-request'],
    ['a binary argument', ['publish', Buffer.from('x')], 'bad-request'],
    ['data that is nested too deep', ['publish', publish('1', { data: nested(32) })], 'bad-request'],
    ['data that is too large', ['publish', publish('1', { data: 'x'.repeat(65_536) })], 'too-large'],
  ])('is told that %s cannot be served, and stays connected', async (_, args, code) => {
    await using lab = await startTestLab();
    using client = await connect(lab.urls['socket-io'], way);
    expect(await client.ask(...args)).toMatchObject({ ok: false, code, message: expect.any(String) });
    expect(await client.ask('publish', publish('next'))).toEqual({ ok: true, seq: 1 });
  });

  it('may leave out the function that would be told', async () => {
    await using lab = await startTestLab();
    using client = await connect(lab.urls['socket-io'], way);
    const event = once(client.socket as never, 'event');
    for (const name of ['publish', 'subscribe', 'unsubscribe', 'join']) client.socket.emit(name);
    client.socket.emit('subscribe', { topic: 'a' });
    client.socket.emit('publish', publish('1', { data: { deep: nested(30) } }));
    expect((await event)[0]).toMatchObject({ topic: 'a', seq: 1, data: { deep: nested(30) } });
  });

  it('gets the burst of its rate at once, and is told when to send the rest', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 20 } });
    using client = await connect(lab.urls['socket-io'], way);
    const acks = await Promise.all(Array.from({ length: 30 }, (_, id) => client.ask('publish', publish(`${id}`))));
    expect(acks.slice(0, 20)).toEqual(acks.slice(0, 20).map((_, index) => ({ ok: true, seq: index + 1 })));
    expect(acks.at(-1)).toMatchObject({ ok: false, code: 'rate-limited', id: '29', retryAfterMs: expect.any(Number) });
  });
});

it('slows the polls of a session down to the rate of their TCP connection, and loses neither the session nor an event', async () => {
  await using lab = await startTestLab({ limits: { ratePerSecond: 50, rateBurst: 5 } });
  // As browsers do: one TCP connection for all polls.
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  using client = await connect(lab.urls['socket-io'], 'polling', agent);
  const reasons: string[] = [];
  const seqs: number[] = [];
  client.socket.on('disconnect', (reason) => reasons.push(reason));
  client.socket.on('event', ({ seq }: { seq: number }) => seqs.push(seq));
  await client.ask('subscribe', { topic: 'a' });
  const settings = { ratePerSecond: 200, payloadBytes: 10, count: 200 };
  await fetch(`${lab.urls.control}/sources/a`, { method: 'PUT', body: JSON.stringify(settings) });
  await expect.poll(() => seqs.length, { timeout: 10_000 }).toBe(200);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(reasons).toEqual([]);
  agent.destroy();
});

it('ends a Socket.IO connection that keeps sending far more than it may', async () => {
  await using lab = await startTestLab({ limits: { ratePerSecond: 1000, rateBurst: 10 } });
  using client = await connect(lab.urls['socket-io'], 'websocket');
  let isOpen = true;
  client.socket.once('disconnect', () => (isOpen = false));
  for (let sent = 0; isOpen && sent < 100_000; sent++) {
    client.socket.emit('join');
    if (sent % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => isOpen).toBe(false);
});
