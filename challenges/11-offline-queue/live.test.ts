import { OfflineQueue } from '#answer';
import { afterEach, describe, expect, test } from 'vitest';

interface LogEvent {
  seq: number;
  data: unknown;
}

const addresses = JSON.parse(process.env.WIRELAB_URLS ?? '{}') as Record<string, string>;
const sessions: string[] = [];
const queues: OfflineQueue<string>[] = [];
let topics = 0;

const newTopic = () => `live.queue.${Date.now()}.${++topics}`;

const json = (body: unknown, method = 'POST') => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A relay of our own before the polling server, which can lose what passes. */
async function openSession() {
  const response = await fetch(`${addresses['control']}/sessions`, { method: 'POST' });
  const { id, urls } = (await response.json()) as { id: string; urls: Record<string, string> };
  const session = `${addresses['control']}/sessions/${id}`;
  sessions.push(session);
  return {
    url: `${urls['polling']}/events`,
    setToxics: (toxics: object) => fetch(`${session}/toxics/polling`, json(toxics, 'PUT')),
  };
}

/** What the log has, read past the relay. */
async function read(topic: string): Promise<LogEvent[]> {
  const response = await fetch(`${addresses['polling']}/events?topic=${topic}&after=0`);
  return ((await response.json()) as { events: LogEvent[] }).events;
}

function createStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

/** A queue that publishes to a topic, and notes how each try ended. */
function create(options: { url: string; topic: string; storage?: ReturnType<typeof createStorage> }) {
  const { url, topic, storage = createStorage() } = options;
  const tries: string[] = [];
  const queue = new OfflineQueue<string>({
    storage,
    key: 'outbox',
    maxAttempts: 100,
    backoff: { next: () => 50, reset: () => {} },
    createId: () => crypto.randomUUID(),
    send: async ({ id, body }) => {
      try {
        const response = await fetch(url, json({ id, topic, type: 'note', data: body }));
        tries.push(`${body} ${response.status}`);
        if (!response.ok) throw new Error(`The server answered ${response.status}`);
      } catch (error) {
        tries.push(`${body} lost`);
        throw error;
      }
    },
  });
  queues.push(queue);
  return { queue, tries, storage };
}

/** Waits for something that the network decides, with a bound. */
async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  let isTrue = await condition();
  while (!isTrue && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    isTrue = await condition();
  }
  expect(isTrue, `Within 10 s: ${what}`).toBe(true);
}

afterEach(async () => {
  for (const queue of queues.splice(0)) queue.setOnline(false);
  for (const session of sessions.splice(0)) await fetch(session, { method: 'DELETE' });
});

describe('Against the lab’s log', () => {
  test('an entry whose answer was lost counts once', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = newTopic();
    const { queue, tries } = create({ url: session.url, topic });
    // Requests reach the server, and no answer comes back: nobody can know that they have arrived.
    await session.setToxics({ downstream: { timeout: { timeout: 100 } } });
    for (const body of ['a', 'b', 'c']) queue.enqueue(body);
    await until(async () => (await read(topic)).length > 0, 'the first entry reaches the log');
    await until(() => tries.includes('a lost'), 'and its answer is lost');
    await session.setToxics({});
    await until(() => queue.size === 0, 'all are delivered once answers come through');
    const log = (await read(topic)).map(({ seq, data }) => `${seq} ${String(data)}`);
    expect(log, 'each entry is in the log once, and in order').toEqual(['1 a', '2 b', '3 c']);
    expect(tries, 'the log knew the id of the repetition: 200 instead of 201').toContain('a 200');
  });

  test('a reload in the middle of a send loses and doubles nothing', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = newTopic();
    await session.setToxics({ downstream: { timeout: { timeout: 0 } } });
    const before = create({ url: session.url, topic });
    before.queue.enqueue('a');
    before.queue.enqueue('b');
    await until(async () => (await read(topic)).length === 1, 'the first entry reaches the log');
    expect(before.queue.size, 'and nobody here knows that it did').toBe(2);

    before.queue.setOnline(false);
    const after = create({ url: `${addresses['polling']}/events`, topic, storage: before.storage });
    await until(() => after.queue.size === 0, 'the next page delivers what was in the storage');
    after.queue.enqueue('c');
    await until(() => after.queue.size === 0, 'and what comes after it');
    expect(after.tries, 'the one in flight was known already, the others are new').toEqual(['a 200', 'b 201', 'c 201']);
    const log = (await read(topic)).map(({ data }) => data);
    expect(log, 'each entry is in the log once, and in order').toEqual(['a', 'b', 'c']);
    expect(create({ url: session.url, topic, storage: before.storage }).queue.size, 'the storage is empty').toBe(0);
  });

  test('without a network it waits, and then catches up in order', { timeout: 40_000 }, async () => {
    const session = await openSession();
    const topic = newTopic();
    const { queue, tries } = create({ url: session.url, topic });
    queue.enqueue('first');
    await until(() => queue.size === 0, 'the first is delivered');
    await session.setToxics({ down: true });
    const bodies = Array.from({ length: 20 }, (_, i) => `entry ${i}`);
    for (const body of bodies) queue.enqueue(body);
    await until(() => tries.filter((each) => each === 'entry 0 lost').length >= 2, 'the first of them fails twice');
    queue.setOnline(false);
    await session.setToxics({});
    await queue.flush();
    expect((await read(topic)).length, 'offline nothing is tried, although there is a network').toBe(1);
    queue.setOnline(true);
    await until(() => queue.size === 0, 'all are delivered');
    const log = (await read(topic)).map(({ data }) => data);
    expect(log, 'every entry once, in the order of enqueue()').toEqual(['first', ...bodies]);
  });
});
