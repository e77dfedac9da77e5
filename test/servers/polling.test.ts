import { describe, expect, it } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { post, postMany, send } from '../support/wire/http.ts';

describe('polling', () => {
  it('answers at once with an empty list where nothing has happened, and says from where to go on', async () => {
    await using lab = await startTestLab();
    const read = (query: string) => send(`${lab.urls.polling}/events?topic=t${query}`);
    expect((await read('')).body).toEqual({ events: [], next: 0 });
    expect((await read('&after=0')).body).toEqual({ events: [], next: 0 });
    await postMany(lab.urls.polling, 't', 3);
    expect((await read('')).body).toEqual({ events: [], next: 3 });
    expect((await read('&after=3')).body).toEqual({ events: [], next: 3 });
  });

  it('loses nothing between a first request without a position and the next with it', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 2);
    const { next } = (await send(`${lab.urls.polling}/events?topic=t`)).body as { next: number };
    await post(lab.urls.polling, { topic: 't' });
    const { body } = await send(`${lab.urls.polling}/events?topic=t&after=${next}`);
    expect(body).toMatchObject({ events: [{ seq: 3 }], next: 3 });
  });

  it('says 304 also to who has the empty list', async () => {
    await using lab = await startTestLab();
    const url = `${lab.urls.polling}/events?topic=t&after=0`;
    const etag = (await send(url)).headers.get('etag') ?? '';
    expect((await send(url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    await post(lab.urls.polling, { topic: 't' });
    expect((await send(url, { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });
});
