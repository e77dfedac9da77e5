import { describe, expect, it, vi } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, post, postMany, send } from '../support/wire/http.ts';
import { openRaw, rawRequest } from '../support/wire/raw.ts';

describe('long polling', () => {
  it('holds a request until there is an event, and answers with it', async () => {
    await using lab = await startTestLab();
    const base = lab.urls['long-polling'];
    using raw = await openRaw(base);
    raw.send(rawRequest('/events?topic=t&after=0'));
    // Sent after the other, and answered before it.
    expect((await send(`${base}/events?topic=t&waitMs=0`)).status).toBe(204);
    expect(raw.text()).toBe('');
    await post(lab.urls.polling, { topic: 'other' });
    await post(lab.urls.polling, { topic: 't', data: 'now' });
    await raw.received(/^HTTP\/1\.1 200 OK[^]*"data":"now"}\],"next":1}$/);
  });

  it.each(['&waitMs=0', '&waitMs=20'])('answers 204 with the position to go on from after %s', async (query) => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 2);
    for (const after of ['', '&after=2']) {
      const answer = await send(`${lab.urls['long-polling']}/events?topic=t${after}${query}`);
      expect([answer.status, answer.text, answer.headers.get('wirelab-next')]).toEqual([204, '', '2']);
      expect(answer.headers.get('wirelab-log')).toBe(lab.log);
    }
  });

  it('takes 55000 as the longest time', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 1);
    expect((await send(`${lab.urls['long-polling']}/events?topic=t&after=0&waitMs=55000`)).status).toBe(200);
  });

  it.each(['', '-1', '1.5', '55001', '1e3', '0&waitMs=0'])('refuses waitMs=%s', async (waitMs) => {
    await using lab = await startTestLab();
    expectProblem(await send(`${lab.urls['long-polling']}/events?topic=t&waitMs=${waitMs}`), 'bad-request');
  });

  it('says that the position has gone where the event that a request waited for cannot be kept', async () => {
    await using lab = await startTestLab({ limits: { topicBytes: 200 } });
    const held = send(`${lab.urls['long-polling']}/events?topic=t&after=0`);
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(1));
    await post(lab.urls.polling, { topic: 't', data: 'x'.repeat(300) });
    expectProblem(await held, 'gone', { topic: 't', oldest: 2, newest: 1 });
  });

  it('holds one request of a connection at a time: those behind it wait for their turn', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls['long-polling']);
    raw.send([0, 1, 2].map((after) => rawRequest(`/events?topic=t&after=${after}&waitMs=50000`)).join(''));
    for (const seq of [1, 2, 3]) {
      await post(lab.urls.polling, { topic: 't', data: `event ${seq}` });
      await raw.received(new RegExp(`"event ${seq}"`));
    }
    expect(raw.text().match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });

  it('cuts a connection off that sends requests without end behind one that is held', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls['long-polling']);
    raw.send(rawRequest('/events?topic=t&after=0'));
    raw.send(rawRequest('/events?topic=t&after=0').repeat(600));
    expect(await raw.closed).toBe('');
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(0));
  });

  it('lets a request go when its client does: then nobody reads the topic', async () => {
    // A topic that is watched is not forgotten for another. The clock of this lab is the real one, so what is looked at
    // is the connection, and that an event for nobody is answered to nobody.
    await using lab = await startTestLab();
    const raw = await openRaw(lab.urls['long-polling']);
    raw.send(rawRequest('/events?topic=t&after=0'));
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(1));
    raw.socket.resetAndDestroy();
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(0));
    expect((await post(lab.urls.polling, { topic: 't' })).status).toBe(201);
  });

  it('answers many that wait for the same event', async () => {
    await using lab = await startTestLab();
    const held = Array.from({ length: 50 }, () => send(`${lab.urls['long-polling']}/events?topic=t&after=0`));
    await vi.waitFor(() => expect(lab.connections('long-polling')).toBe(50));
    await post(lab.urls.polling, { topic: 't', data: 7 });
    for (const { body } of await Promise.all(held)) expect(body).toMatchObject({ events: [{ data: 7 }], next: 1 });
  });
});
