import { ReconnectingSocket } from '#answer';
import { afterEach, describe, expect, test } from 'vitest';

interface Received {
  op: string;
  id?: string;
  seq?: number;
  data?: unknown;
}

const addresses = JSON.parse(process.env.WIRELAB_URLS ?? '{}') as Record<string, string>;
const clients: ReconnectingSocket[] = [];
const sessions: string[] = [];
let topics = 0;

/** A relay of our own before the WebSocket server, whose connections can be reset. */
async function openSession() {
  const response = await fetch(`${addresses['control']}/sessions`, { method: 'POST' });
  const { id, urls } = (await response.json()) as { id: string; urls: Record<string, string> };
  const session = `${addresses['control']}/sessions/${id}`;
  sessions.push(session);
  return {
    url: `${urls['websocket']}/events`,
    drop: () => fetch(`${session}/drop/websocket`, { method: 'POST' }),
    setToxics: (toxics: object) =>
      fetch(`${session}/toxics/websocket`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toxics),
      }),
  };
}

/** Publishes past the client, as somebody else would. */
function publish(topic: string, id: string) {
  return fetch(`${addresses['polling']}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, topic, type: 'note', data: id }),
  });
}

function create(url: string | (() => string)): ReconnectingSocket {
  const client = new ReconnectingSocket({ url, backoff: { next: () => 50, reset: () => {} } });
  clients.push(client);
  return client;
}

const parse = (event: MessageEvent) => JSON.parse(String(event.data)) as Received;

/** Waits for something that the network decides, with a bound. */
async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition(), `Within 10 s: ${what}`).toBe(true);
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const session of sessions.splice(0)) await fetch(session, { method: 'DELETE' });
});

describe('Against the lab’s WebSocket server', () => {
  test('after a reset connection it resumes, and nothing is lost or doubled', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = `live.reconnect.${Date.now()}.${++topics}`;
    const client = create(session.url);
    const seen: number[] = [];
    const closes: number[] = [];
    client.on('close', (event) => closes.push(event.code));
    client.on('open', () => client.send(JSON.stringify({ op: 'subscribe', topic, after: seen.at(-1) ?? 0 })));
    client.on('message', (event) => {
      const { op, seq } = parse(event);
      if (op === 'event' && seq !== undefined) seen.push(seq);
    });
    client.connect();
    await until(() => client.state === 'open', 'the first connection opens');
    for (let i = 1; i <= 3; i++) await publish(topic, `a${i}`);
    await until(() => seen.length === 3, 'three events arrive');

    for (let round = 1; round <= 3; round++) {
      await session.setToxics({ down: true });
      await until(() => client.state !== 'open', 'the reset connection is noticed');
      await publish(topic, `b${round}`);
      await session.setToxics({});
      await until(() => seen.length === 3 + round, 'what was published in between arrives after the reconnect');
    }
    expect(seen, 'every event once and in order, over four connections').toEqual([1, 2, 3, 4, 5, 6]);
    expect(closes.length, 'every lost connection is reported').toBeGreaterThanOrEqual(3);
  });

  test('what is queued while down is published once, in order', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = `live.reconnect.${Date.now()}.${++topics}`;
    const client = create(() => session.url);
    const acks: Received[] = [];
    client.on('message', (event) => {
      const message = parse(event);
      if (message.op === 'ack') acks.push(message);
    });
    const send = (id: string) => client.send(JSON.stringify({ op: 'publish', id, topic, type: 'note', data: id }));
    client.connect();
    await until(() => client.state === 'open', 'the first connection opens');
    expect(send('first'), 'send() while open returns sent').toBe('sent');
    await until(() => acks.length === 1, 'the first publish is acknowledged');

    await session.setToxics({ down: true });
    await until(() => client.state !== 'open', 'the reset connection is noticed');
    // Whether `first` had arrived cannot be known after a loss: it is sent again, and its id makes it one.
    for (const id of ['first', 'second', 'third']) expect(send(id), 'send() without a connection').toBe('queued');
    await session.setToxics({});
    await until(() => acks.length === 4, 'all three are acknowledged after the reconnect');
    const answered = acks.map(({ id, seq }) => `${id} is ${seq}`);
    expect(answered, 'in order, and the repeated id is the same event').toEqual([
      'first is 1',
      'first is 1',
      'second is 2',
      'third is 3',
    ]);
  });

  test('close() while waiting stays closed, though the server is there again', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const client = create(session.url);
    const later = create(session.url);
    client.connect();
    await until(() => client.state === 'open', 'the connection opens');
    await session.drop();
    await until(() => client.state !== 'open', 'the reset connection is noticed');
    client.close();
    later.connect();
    await until(() => later.state === 'open', 'another client gets through');
    await session.drop();
    await until(() => later.state !== 'open', 'the other client is dropped');
    await until(() => later.state === 'open', 'and comes back, in more time than the first would have needed');
    expect(client.state, 'the closed one did not come back').toBe('closed');
  });
});
