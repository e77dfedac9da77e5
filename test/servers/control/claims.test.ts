import { describe, expect, it } from 'vitest';
import { describeMachine } from '../../../content/claims/machine.ts';
import { claimIds } from '../../../content/claims/registry.ts';
import { startTestLab } from '../../support/lab.ts';
import { expectProblem, send } from '../../support/wire/http.ts';

/** A claim of the lab that takes next to no time, and what it measures. */
const LAB_CLAIM = { id: 'frame-header-up', value: 6 };
/** A claim that a browser measures against servers which count connections and requests. */
const BROWSER_CLAIM = 'http-reuses-connection';

const post = (url: string, init: RequestInit = {}) => send(url, { method: 'POST', ...init });

describe('the claims at control', () => {
  it('are listed, with where they are told and what was measured last', async () => {
    await using lab = await startTestLab();
    const { status, body } = await send(`${lab.urls.control}/claims`);
    const { claims } = body as { claims: { id: string }[] };
    expect(status).toBe(200);
    expect(claims.map(({ id }) => id)).toEqual(claimIds());
    expect(claims.find(({ id }) => id === LAB_CLAIM.id)).toMatchObject({
      topic: 'websocket',
      lesson: 'frames',
      place: 'lab',
      measured: { values: expect.arrayContaining([LAB_CLAIM.value]) },
    });
  });

  it('are measured, and said to hold, with the conditions', async () => {
    await using lab = await startTestLab();
    const { status, body } = await post(`${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`);
    expect([status, body]).toEqual([
      200,
      {
        outcome: 'measured',
        value: LAB_CLAIM.value,
        holds: true,
        tookMs: expect.any(Number),
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        machine: describeMachine(),
      },
    ]);
  });

  it('are measured one after the other, whoever asks', async () => {
    await using lab = await startTestLab();
    const url = `${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`;
    const answers = await Promise.all([post(url), post(url), post(url)]);
    expect(answers.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ value: LAB_CLAIM.value })),
    );
    const times = answers.map(({ body }) => (body as { at: string }).at);
    expect(times).toEqual(times.toSorted());
  });

  it('end with a reason where a measurement takes too long', async () => {
    await using lab = await startTestLab({ timing: { claimRunMs: 1 } });
    const { status, body } = await post(`${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`);
    const reason = `${LAB_CLAIM.id} did not end within 0.001 s`;
    expect([status, body]).toEqual([200, { outcome: 'failed', reason }]);
  });

  it('stop being measured when whoever asked has gone, and leave the next undisturbed', async () => {
    await using lab = await startTestLab();
    const url = `${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`;
    const gone = new AbortController();
    const asked = post(url, { signal: gone.signal });
    gone.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect((await post(url)).body).toMatchObject({ outcome: 'measured', value: LAB_CLAIM.value });
  });

  it('do not keep the lab from closing while one is measured', async () => {
    const lab = await startTestLab();
    const asked = post(`${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`).catch(() => undefined);
    await lab.close();
    await asked;
    await expect(send(lab.urls.control)).rejects.toThrow('fetch failed');
  });

  it('are refused where there is none, where a browser has to measure it, and with another method', async () => {
    await using lab = await startTestLab();
    const { control } = lab.urls;
    expectProblem(await post(`${control}/claims/no-such-claim/measure`), 'not-found');
    expectProblem(await post(`${control}/claims/${encodeURIComponent('../claims')}/measure`), 'not-found');
    expectProblem(await post(`${control}/claims/${BROWSER_CLAIM}/measure`), 'bad-request');
    expectProblem(await post(`${control}/claims/${LAB_CLAIM.id}/stage`), 'bad-request');
    expectProblem(await post(`${control}/claims/no-such-claim/stage`), 'not-found');
    expectProblem(await send(`${control}/claims/stages/none`), 'not-found');
    expectProblem(await send(`${control}/claims/${LAB_CLAIM.id}`), 'not-found');
    expectProblem(await send(`${control}/claims/${LAB_CLAIM.id}/measure`), 'method-not-allowed');
  });

  it('are not measured for pages of other sites', async () => {
    await using lab = await startTestLab();
    const headers = { Origin: 'https://example.com' };
    expectProblem(await post(`${lab.urls.control}/claims/${LAB_CLAIM.id}/measure`, { headers }), 'forbidden-origin');
    expectProblem(await post(`${lab.urls.control}/claims/${BROWSER_CLAIM}/stage`, { headers }), 'forbidden-origin');
  });
});

describe('the stage of a claim that a browser measures', () => {
  const stageUrl = (control: string) => `${control}/claims/${BROWSER_CLAIM}/stage`;

  it('has servers that the page which asked may read, says what they have counted, and ends', async () => {
    await using lab = await startTestLab();
    const headers = { Origin: 'http://localhost:3000' };
    const opened = await post(stageUrl(lab.urls.control), { headers });
    const { id, urls } = opened.body as { id: string; urls: { answer: string } };
    expect([opened.status, opened.headers.get('location')]).toEqual([201, `/claims/stages/${id}`]);

    const answered = await send(urls.answer, { headers });
    expect([answered.status, answered.headers.get('access-control-allow-origin')]).toEqual([200, headers.Origin]);
    const foreign = await send(urls.answer, { headers: { Origin: 'https://example.com' } });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const stage = `${lab.urls.control}/claims/stages/${id}`;
    expect((await send(stage)).body).toMatchObject({ counts: { requests: 2 } });

    expect((await send(stage, { method: 'DELETE' })).status).toBe(204);
    await expect(send(urls.answer)).rejects.toThrow('fetch failed');
    expectProblem(await send(stage), 'not-found');
  });

  it('ends by itself when nobody reads it', async () => {
    await using lab = await startTestLab({ timing: { claimStageMs: 50 } });
    const { body } = await post(stageUrl(lab.urls.control));
    const { id, urls } = body as { id: string; urls: { answer: string } };
    await expect
      .poll(
        () =>
          send(urls.answer).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 5_000 },
      )
      .toBe('gone');
    expectProblem(await send(`${lab.urls.control}/claims/stages/${id}`), 'not-found');
  });

  it('ends with the lab', async () => {
    const lab = await startTestLab();
    const { body } = await post(stageUrl(lab.urls.control));
    await lab.close();
    await expect(send((body as { urls: { answer: string } }).urls.answer)).rejects.toThrow('fetch failed');
  });

  it('is one of a few: the next is refused until one ends', async () => {
    await using lab = await startTestLab();
    const opened = await Promise.all(Array.from({ length: 4 }, () => post(stageUrl(lab.urls.control))));
    expect(opened.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expectProblem(await post(stageUrl(lab.urls.control)), 'server-full');
    const [{ id } = { id: '' }] = opened.map(({ body }) => body as { id: string });
    await send(`${lab.urls.control}/claims/stages/${id}`, { method: 'DELETE' });
    expect((await post(stageUrl(lab.urls.control))).status).toBe(201);
  });
});
