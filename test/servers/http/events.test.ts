import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../servers/options.ts';
import { startTestLab } from '../../support/lab.ts';
import { expectProblem, freshId, post, postMany, send } from '../../support/wire/http.ts';

/** Queries that no reading answers, with what is wrong with them. */
const BAD_QUERIES = [
  ['', 'no topic'],
  ['topic=', 'an empty topic'],
  ['topic=A', 'a capital letter'],
  ['topic=-a', 'a wrong first letter'],
  ['topic=a%20b', 'a space'],
  ['topic=a%00', 'a NUL'],
  ['topic=%E2%82%AC', 'a letter of no alphabet of ours'],
  ['topic=%', 'half an escape'],
  [`topic=${'a'.repeat(65)}`, '65 letters'],
  ['topic=a&topic=b', 'two topics'],
  ['topic=a&after=', 'an empty position'],
  ['topic=a&after=-1', 'a negative position'],
  ['topic=a&after=1.5', 'a fraction'],
  ['topic=a&after=1e3', 'an exponent'],
  ['topic=a&after=0x10', 'hexadecimal'],
  ['topic=a&after=%201', 'a space'],
  ['topic=a&after=9007199254740992', 'what a double does not hold exactly'],
  ['topic=a&after=99999999999999999999', 'twenty digits'],
  ['topic=a&after=1&after=1', 'two positions'],
  ['topic=a&after=0&log=a&log=b', 'two logs'],
] as const;

const BAD_LIMITS = ['', '0', '-1', '1001', '1.5', 'all'] as const;

/** Bodies that no publish takes, with what is wrong with them. */
const BAD_BODIES: [string, string | Uint8Array<ArrayBuffer>][] = [
  ['nothing', ''],
  ['half a text', '{"id":"a"'],
  ['an array', '[]'],
  ['null', 'null'],
  ['a string', '"publish"'],
  ['no id', JSON.stringify({ topic: 'a', type: 'b' })],
  ['an empty id', JSON.stringify({ id: '', topic: 'a', type: 'b' })],
  ['an id of 65', JSON.stringify({ id: 'a'.repeat(65), topic: 'a', type: 'b' })],
  ['an id with a slash', JSON.stringify({ id: 'a/b', topic: 'a', type: 'b' })],
  ['a number as id', JSON.stringify({ id: 7, topic: 'a', type: 'b' })],
  ['no topic', JSON.stringify({ id: 'a', type: 'b' })],
  ['a wrong topic', JSON.stringify({ id: 'a', topic: 'A', type: 'b' })],
  ['no type', JSON.stringify({ id: 'a', topic: 'a' })],
  ['a wrong type', JSON.stringify({ id: 'a', topic: 'a', type: 'b c' })],
  ['33 levels', `{"id":"a","topic":"a","type":"b","data":${'['.repeat(32)}${']'.repeat(32)}}`],
  ['a hundred thousand levels', '['.repeat(60_000)],
  ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
];

let lab: Lab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

describe.each(['polling', 'long-polling'] as const)('reading over %s', (id) => {
  const read = (query: string, headers: Record<string, string> = {}) =>
    send(`${lab.urls[id]}/events?${query}${id === 'long-polling' ? '&waitMs=0' : ''}`, { headers });

  it('gives the events after a position, whole and in order, and what to send as `after`', async () => {
    const topic = `read-${id}`;
    await post(lab.urls[id], { topic, type: 'price', data: { a: [1, null, 'é'] } });
    await post(lab.urls[id], { topic, data: undefined });
    const { status, headers, body } = await read(`topic=${topic}&after=0`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('wirelab-log')).toBe(lab.log);
    expect(body).toEqual({
      events: [
        { topic, seq: 1, type: 'price', at: expect.any(Number), data: { a: [1, null, 'é'] } },
        { topic, seq: 2, type: 'note', at: expect.any(Number), data: null },
      ],
      next: 2,
    });
    expect((await read(`topic=${topic}&after=1`)).body).toMatchObject({ events: [{ seq: 2 }], next: 2 });
  });

  it('gives as many as `limit` says, 100 if left out, 1,000 at most', async () => {
    const topic = `limit-${id}`;
    await fetch(`${lab.urls.control}/sources/${topic}`, {
      method: 'PUT',
      body: JSON.stringify({ ratePerSecond: 10_000, payloadBytes: 0, count: 1001 }),
    });
    await expect.poll(async () => (await read(`topic=${topic}&after=1000`)).status).toBe(200);
    await expect.poll(async () => (await read(`topic=${topic}&after=1000`)).body).toMatchObject({ next: 1001 });
    for (const [query, count] of [
      ['', 100],
      ['&limit=1', 1],
      ['&limit=1000', 1000],
    ] as const) {
      const { body } = await read(`topic=${topic}&after=0${query}`);
      expect(body).toMatchObject({ next: count });
      expect((body as { events: unknown[] }).events).toHaveLength(count);
    }
  });

  it('gives at most 1 MiB of events', async () => {
    const topic = `bytes-${id}`;
    for (let left = 20; left > 0; left--) await post(lab.urls[id], { topic, data: 'x'.repeat(60_000) });
    const { text, body } = await read(`topic=${topic}&after=0`);
    expect(text.length).toBeLessThanOrEqual(1024 * 1024 + 100);
    expect(body).toMatchObject({ next: 17 });
    expect((await read(`topic=${topic}&after=17`)).body).toMatchObject({ next: 20 });
  });

  it('tags an answer, and says 304 to who has it already', async () => {
    const topic = `etag-${id}`;
    await postMany(lab.urls[id], topic, 2);
    const { headers } = await read(`topic=${topic}&after=0`);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await read(`topic=${topic}&after=0`, { 'If-None-Match': tags });
      expect([answer.status, answer.text, answer.headers.get('etag')], tags).toEqual([304, '', etag]);
    }
    for (const query of [`topic=${topic}&after=1`, `topic=${topic}&after=0&limit=1`]) {
      expect((await read(query, { 'If-None-Match': etag })).status, query).toBe(200);
    }
    await postMany(lab.urls[id], topic, 1);
    expect((await read(`topic=${topic}&after=0`, { 'If-None-Match': etag })).status).toBe(200);
  });

  it('says 410 and the bounds where the position is newer than the newest, also in a topic that nobody made', async () => {
    const topic = `newer-${id}`;
    expectProblem(await read(`topic=${topic}&after=1`), 'gone', { topic, oldest: 1, newest: 0 });
    await postMany(lab.urls[id], topic, 2);
    expectProblem(await read(`topic=${topic}&after=3`), 'gone', { topic, oldest: 1, newest: 2 });
    expect((await read(`topic=${topic}&after=1`)).status).toBe(200);
  });

  it('says 410 where the position is older than what is kept', async () => {
    await using small = await startTestLab({ limits: { topicEvents: 2 } });
    await postMany(small.urls[id], 't', 5);
    const read = (after: number) => send(`${small.urls[id]}/events?topic=t&after=${after}&waitMs=0`);
    expectProblem(await read(2), 'gone', { topic: 't', oldest: 4, newest: 5 });
    expect((await read(3)).body).toMatchObject({ events: [{ seq: 4 }, { seq: 5 }] });
  });

  it('says 410 where the position is of another log', async () => {
    const topic = `log-${id}`;
    await postMany(lab.urls[id], topic, 2);
    expectProblem(await read(`topic=${topic}&after=1&log=other`), 'gone', { oldest: 1, newest: 2 });
    expectProblem(await read(`topic=${topic}&after=1&log=`), 'gone');
    expect((await read(`topic=${topic}&after=1&log=${lab.log}`)).status).toBe(200);
  });

  it.each(BAD_QUERIES)('refuses ?%s (%s)', async (query) => {
    expectProblem(await read(query), 'bad-request');
  });

  it.each(BAD_LIMITS)('refuses limit=%s', async (limit) => {
    expectProblem(await read(`topic=a&limit=${limit}`), 'bad-request');
  });

  it('answers HEAD with the headers alone', async () => {
    const topic = `head-${id}`;
    await postMany(lab.urls[id], topic, 1);
    const url = `${lab.urls[id]}/events?topic=${topic}&after=0&waitMs=0`;
    const [whole, head] = [await send(url), await send(url, { method: 'HEAD' })];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-length', 'etag', 'wirelab-log']) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
  });
});

describe.each(['polling', 'long-polling', 'sse'] as const)('publishing over %s', (id) => {
  it('answers 201 with the position, and 200 with the first one to a repeat, whatever its data', async () => {
    const topic = `publish-${id}`;
    const event = { id: freshId(), topic };
    const first = await post(lab.urls[id], { ...event, data: 1 });
    expect([first.status, first.body]).toEqual([201, { seq: 1 }]);
    expect((await post(lab.urls[id], { topic })).body).toEqual({ seq: 2 });
    const repeat = await post(lab.urls[id], { ...event, type: 'other', data: 2 });
    expect([repeat.status, repeat.body]).toEqual([200, { seq: 1 }]);
    const { body } = await send(`${lab.urls.polling}/events?topic=${topic}&after=0`);
    expect(body).toMatchObject({ events: [{ seq: 1, type: 'note', data: 1 }, { seq: 2 }], next: 2 });
  });

  it('knows an id that another transport brought', async () => {
    const event = { id: freshId(), topic: `across-${id}` };
    expect((await post(lab.urls.polling, event)).status).toBe(id === 'polling' ? 201 : 201);
    expect((await post(lab.urls[id], event)).body).toEqual({ seq: 1 });
  });

  it.each([null, true, 0, -1.5e300, '', 'é\u0000\u2028', [], {}, { a: { b: [1, [2]] } }])(
    'takes %j as data',
    async (data) => {
      const topic = `data-${id}`;
      const { seq } = (await post(lab.urls[id], { topic, data })).body as { seq: number };
      const { body } = await send(`${lab.urls.polling}/events?topic=${topic}&after=${seq - 1}&limit=1`);
      expect(body).toMatchObject({ events: [{ data }] });
    },
  );

  it('takes 32 levels', async () => {
    const data = `${'['.repeat(31)}${']'.repeat(31)}`;
    const body = `{"id":"${freshId()}","topic":"deep","type":"b","data":${data}}`;
    expect((await post(lab.urls[id], body)).status).toBe(201);
  });

  it.each(BAD_BODIES)('refuses %s', async (_, body) => {
    expectProblem(await post(lab.urls[id], body), 'bad-request');
  });

  it('says which topic finds no room, and when to try again', async () => {
    await using small = await startTestLab({ limits: { maxTopics: 1 } });
    await post(small.urls[id], { topic: 'a' });
    const refused = await post(small.urls[id], { topic: 'b' });
    expectProblem(refused, 'too-many-topics', { topic: 'b', retryAfterMs: expect.any(Number) });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(small.urls[id], { topic: 'a' })).status).toBe(201);
  });
});
