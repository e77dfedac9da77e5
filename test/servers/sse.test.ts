import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, post, postMany, send } from '../support/wire/http.ts';
import { openRaw } from '../support/wire/raw.ts';
import { openSse } from '../support/wire/sse.ts';

describe('sse', () => {
  it('begins with the time to wait and the position, and goes on with each event as it happens', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.sse, 't', 2);
    using sse = await openSse(lab.urls.sse, 'topic=t');
    expect(sse.status).toBe(200);
    expect(sse.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'wirelab-log': lab.log,
    });
    const bounds = JSON.stringify({ topic: 't', oldest: 1, newest: 2, log: lab.log });
    const beginning = `retry: 1000\nevent: subscribed\nid: 2\ndata: ${bounds}\n\n`;
    await vi.waitFor(() => expect(sse.text()).toBe(beginning));
    await post(lab.urls.sse, { topic: 'other' });
    await post(lab.urls.sse, { topic: 't', type: 'line', data: 'a\nb\r\u2028c' });
    const [, block] = await sse.received(/\n\n(id: 3\ndata: [^\n]*\n\n)$/);
    const data = (block ?? '').split('\ndata: ')[1] ?? '';
    const event = { topic: 't', seq: 3, type: 'line', at: expect.any(Number), data: 'a\nb\r\u2028c' };
    expect(JSON.parse(data)).toEqual(event);
  });

  it('goes on after the position that is named', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.sse, 't', 3);
    using sse = await openSse(lab.urls.sse, 'topic=t&after=1');
    await sse.received(/^id: 3$/m);
    expect(sse.text()).toMatch(/^event: subscribed\nid: 1$/m);
    expect(sse.ids()).toEqual([2, 3]);
  });

  it('goes on after `Last-Event-ID`, which wins over the query', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.sse, 't', 3);
    using sse = await openSse(lab.urls.sse, 'topic=t&after=99', { 'Last-Event-ID': '2' });
    await sse.received(/^id: 3\ndata/m);
    expect(sse.ids()).toEqual([3]);
    expect(sse.text()).not.toContain('reset');
  });

  it.each([
    ['newer than the newest', 'topic=t&after=9'],
    ['older than what is kept', 'topic=t&after=0'],
    ['of another log', `topic=t&after=3&log=other`],
  ])('resets a reader whose position is %s, and goes on live from the newest', async (_, query) => {
    await using lab = await startTestLab({ limits: { topicEvents: 2 } });
    await postMany(lab.urls.sse, 't', 4);
    using sse = await openSse(lab.urls.sse, query);
    const reset = JSON.stringify({ topic: 't', oldest: 3, newest: 4 });
    await vi.waitFor(() => expect(sse.text().split('\n\n')[1]).toBe(`event: reset\nid: 4\ndata: ${reset}`));
    await postMany(lab.urls.sse, 't', 1);
    await sse.received(/^id: 5\ndata/m);
    expect(sse.ids()).toEqual([5]);
  });

  it.each(['topic=', 'topic=A', 'topic=a&after=', 'topic=a&after=-1', 'topic=a&after=x'])(
    'refuses ?%s',
    async (query) => {
      await using lab = await startTestLab();
      expectProblem(await send(`${lab.urls.sse}/events?${query}`), 'bad-request');
    },
  );

  it.each(['x', '-1', '1, 2', '1.0'])('refuses the Last-Event-ID %s', async (id) => {
    await using lab = await startTestLab();
    const headers = { 'Last-Event-ID': id };
    expectProblem(await send(`${lab.urls.sse}/events?topic=t`, { headers }), 'bad-request');
  });

  it('answers HEAD with the head of a stream and ends there', async () => {
    await using lab = await startTestLab();
    const answer = await send(`${lab.urls.sse}/events?topic=t`, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  });

  it('streams to a client of HTTP/1.0 as well, which knows no chunks', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.sse);
    raw.send('GET /events?topic=t HTTP/1.0\r\nHost: localhost\r\n\r\n');
    await raw.received(/\r\n\r\nretry: 1000\nevent: subscribed\n/);
    await post(lab.urls.sse, { topic: 't' });
    await raw.received(/\n\nid: 1\ndata: .*\n\n$/);
    expect(raw.text()).not.toMatch(/transfer-encoding/i);
  });

  it('sends a comment now and then, which no reader takes for an event', async () => {
    await using lab = await startTestLab({ timing: { commentMs: 20 } });
    using sse = await openSse(lab.urls.sse, 'topic=t');
    await sse.received(/\n\n:\n\n:\n\n/);
    expect(sse.ids()).toEqual([]);
  });

  it('gives the events of one turn in order, in as many streams as there are', async () => {
    await using lab = await startTestLab();
    const streams = await Promise.all(Array.from({ length: 20 }, () => openSse(lab.urls.sse, 'topic=t&after=0')));
    const body = JSON.stringify({ ratePerSecond: 10_000, payloadBytes: 10, count: 500 });
    await fetch(`${lab.urls.control}/sources/t`, { method: 'PUT', body });
    const all = Array.from({ length: 500 }, (_, index) => index + 1);
    for (const sse of streams) {
      await sse.received(/^id: 500\ndata: .*\n\n/m);
      expect(sse.ids()).toEqual(all);
      sse[Symbol.dispose]();
    }
    await vi.waitFor(() => expect(lab.connections('sse')).toBe(0));
  });

  it('breaks a stream off when its connection is dropped, and serves the reader that comes back', async () => {
    await using lab = await startTestLab();
    using sse = await openSse(lab.urls.sse, 'topic=t&after=0');
    await postMany(lab.urls.sse, 't', 1);
    await sse.received(/^id: 1\ndata/m);
    const broken = once(sse.response, 'error');
    expect(lab.drop('sse')).toBeGreaterThan(0);
    expect(((await broken) as [NodeJS.ErrnoException])[0].code).toBe('ECONNRESET');
    await postMany(lab.urls.polling, 't', 1);
    using again = await openSse(lab.urls.sse, 'topic=t', { 'Last-Event-ID': '1' });
    await again.received(/^id: 2\ndata/m);
  });
});
