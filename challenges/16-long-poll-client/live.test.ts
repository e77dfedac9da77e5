import { LongPollClient } from '#answer';
import { afterEach, describe, expect, test } from 'vitest';

const addresses = JSON.parse(process.env.WIRELAB_URLS ?? '{}') as Record<string, string>;
const clients: LongPollClient[] = [];
const sessions: string[] = [];
let topics = 0;

interface Ask {
  status?: number;
  after: string | null;
  endedAt?: number;
}

/** A client whose requests are noted down, and which comes back quickly. */
function create(url: string, options: { topic: string; after?: number }) {
  const asks: Ask[] = [];
  const seen: number[] = [];
  const errors: unknown[] = [];
  const client = new LongPollClient({
    ...options,
    url: `${url}/events`,
    backoff: { next: () => 50, reset: () => {} },
    onEvent: (event) => seen.push(event.seq),
    onError: (error) => errors.push(error),
    fetch: async (input, init) => {
      const address = new URL(input instanceof Request ? input.url : input);
      const ask: Ask = { after: address.searchParams.get('after') };
      asks.push(ask);
      try {
        const response = await fetch(input, init);
        ask.status = response.status;
        return response;
      } finally {
        ask.endedAt = performance.now();
      }
    },
  });
  clients.push(client);
  return { client, asks, seen, errors };
}

const newTopic = () => `live.poll.${Date.now()}.${++topics}`;

/** A relay of our own before the server, whose connections can be reset. */
async function openSession() {
  const response = await fetch(`${addresses['control']}/sessions`, { method: 'POST' });
  const { id, urls } = (await response.json()) as { id: string; urls: Record<string, string> };
  const session = `${addresses['control']}/sessions/${id}`;
  sessions.push(session);
  return {
    url: urls['long-polling'] ?? '',
    drop: async () => {
      const answer = await fetch(`${session}/drop/long-polling`, { method: 'POST' });
      return ((await answer.json()) as { dropped: number }).dropped;
    },
  };
}

async function publish(topic: string, id: string): Promise<number> {
  const response = await fetch(`${addresses['polling']}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, topic, type: 'note', data: id }),
  });
  return response.status;
}

/** Waits for something that the network decides, with a bound. */
async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition(), `Within 10 s: ${what}`).toBe(true);
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.stop();
  for (const session of sessions.splice(0)) await fetch(session, { method: 'DELETE' });
});

describe('Against the lab’s long-polling server', () => {
  test('a request is held until something happens', { timeout: 40_000 }, async () => {
    const topic = newTopic();
    const { client, asks, seen } = create(addresses['long-polling'] ?? '', { topic });
    client.start();
    await until(() => asks.length === 1, 'the first request is made');
    // Another request of ours goes there and back: time enough for an answer that is not held.
    for (let i = 0; i < 3; i++) await fetch(`${addresses['polling']}/events?topic=${topic}`);
    expect(asks.length, 'while the server holds the request there is no other').toBe(1);
    expect(asks[0]?.endedAt, 'the server holds the request of a topic without events').toBeUndefined();

    expect(await publish(topic, 'a'), 'the event is new').toBe(201);
    expect(await publish(topic, 'a'), 'the same id again is the same event').toBe(200);
    await until(() => seen.length === 1 && asks.length === 2, 'the event arrives, and the next request is made');
    expect(asks[0]?.status, 'the held request is the one that was answered').toBe(200);
    expect([asks[1]?.after, client.cursor], 'the next request asks from there').toEqual(['1', 1]);
  });

  test('a connection that is reset costs no event', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = newTopic();
    const { client, seen, asks } = create(session.url, { topic });
    client.start();
    await publish(topic, 'a');
    for (let round = 1; round <= 3; round++) {
      const expected = Array.from({ length: round }, (_, i) => i + 1);
      await until(() => seen.length === round, `${round} events have arrived`);
      expect(seen, 'every event once and in order').toEqual(expected);
      await until(() => asks.at(-1)?.endedAt === undefined, 'the next request is held');
      expect(await session.drop(), 'the connection of the held request is reset').toBeGreaterThan(0);
      await publish(topic, `b${round}`);
    }
    await until(() => seen.length === 4, 'what was published after the last reset arrives');
    expect(seen, 'every event once and in order').toEqual([1, 2, 3, 4]);
  });

  test('a position of another log is a gap', { timeout: 40_000 }, async () => {
    const topic = newTopic();
    for (const id of ['a', 'b', 'c']) await publish(topic, id);
    const { client, asks, seen, errors } = create(addresses['long-polling'] ?? '', { topic, after: 5000 });
    client.start();
    await until(() => seen.length === 3, 'all that this log has is delivered');
    expect(asks[0]?.status, 'the lab cannot serve a position that it never gave').toBe(410);
    expect(errors.length, 'the gap is reported').toBe(1);
    expect(asks[1]?.after, 'and the client goes on from the oldest').toBe('0');
    expect([seen, client.cursor], 'the low numbers of the new log are new').toEqual([[1, 2, 3], 3]);
  });

  test('stop() lets go of the connection', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = newTopic();
    const { client, asks, seen } = create(session.url, { topic });
    client.start();
    await publish(topic, 'a');
    await until(() => seen.length === 1 && asks.length === 2, 'the first event arrives');
    client.stop();
    await until(() => asks[1]?.endedAt !== undefined, 'the held request ends, long before the server would end it');
    await publish(topic, 'b');
    const other = create(session.url, { topic });
    other.client.start();
    await until(() => other.seen.length === 2, 'another client gets both events');
    expect([seen, asks.length], 'the stopped one got nothing more, and asked for nothing').toEqual([[1], 2]);
  });
});
