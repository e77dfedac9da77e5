import { describe, expect, it } from 'vitest';
import { startTestLab } from '../../support/lab.ts';
import { expectProblem, freshId, post } from '../../support/wire/http.ts';
import { openRaw, rawRequest } from '../../support/wire/raw.ts';

const LIMIT = 65_536;

/** A publish of exactly so many bytes. */
function bodyOf(bytes: number, character = 'x'): string {
  const head = `{"id":"${freshId()}","topic":"t","type":"note","data":"`;
  const room = bytes - head.length - 2;
  const width = Buffer.byteLength(character);
  return `${head}${character.repeat(Math.floor(room / width))}${'x'.repeat(room % width)}"}`;
}

/** A text as one chunk and the end. @see RFC 9112 section 7.1 */
const chunked = (text: string, size = text.length) => {
  const chunks = [];
  for (let at = 0; at < text.length; at += size) {
    const piece = text.slice(at, at + size);
    chunks.push(`${piece.length.toString(16)}\r\n${piece}\r\n`);
  }
  return `${chunks.join('')}0\r\n\r\n`;
};

const publish = (headers: Record<string, string>, body = '') =>
  rawRequest('/events', { method: 'POST', headers, body });

describe('a body', () => {
  it.each(['x', 'é', '€'])(
    'of exactly the limit is taken, and refused with one byte more (of %s)',
    async (character) => {
      await using lab = await startTestLab();
      expect((await post(lab.urls.polling, bodyOf(LIMIT, character))).status).toBe(201);
      expectProblem(await post(lab.urls.polling, bodyOf(LIMIT + 1, character)), 'too-large');
    },
  );

  it('follows the limit that is set', async () => {
    await using lab = await startTestLab({ limits: { maxMessageBytes: 100 } });
    expect((await post(lab.urls.sse, bodyOf(100))).status).toBe(201);
    expectProblem(await post(lab.urls.sse, bodyOf(101)), 'too-large');
  });

  it.each([LIMIT, 1000, 7])('in chunks of %i is held to the same limit', async (size) => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    raw.send(publish({ 'Transfer-Encoding': 'chunked' }, chunked(bodyOf(LIMIT), size)));
    await raw.received(/^HTTP\/1\.1 201 [^]*\{"seq":1}$/);
    raw.send(publish({ 'Transfer-Encoding': 'chunked' }, chunked(bodyOf(LIMIT + 1), size)));
    expect((await raw.received(/HTTP\/1\.1 413 [^]*"code":"([^"]+)"/))[1]).toBe('too-large');
  });

  it('leaves the connection usable when it was refused and yet sent whole', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    const body = bodyOf(LIMIT * 4);
    raw.send(publish({ 'Content-Length': `${body.length}` }, body));
    await raw.received(/^HTTP\/1\.1 413 /);
    raw.send(rawRequest('/events?topic=t'));
    expect((await raw.received(/HTTP\/1\.1 200 [^]*(\{"events".*)$/))[1]).toBe('{"events":[],"next":0}');
  });

  it('without an end is cut off', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    raw.send(publish({ 'Transfer-Encoding': 'chunked' }));
    const piece = `10000\r\n${'x'.repeat(0x1_0000)}\r\n`;
    const timer = setInterval(() => raw.send(piece), 1);
    try {
      expect(await raw.closed).toMatch(/^(?:HTTP\/1\.1 413 |$)/);
    } finally {
      clearInterval(timer);
    }
    expect((await post(lab.urls.polling, {})).status).toBe(201);
  });

  it('that never comes is waited for no longer than a request may take', async () => {
    await using lab = await startTestLab({ timing: { requestMs: 60, headMs: 60, checkMs: 20 } });
    using raw = await openRaw(lab.urls.polling);
    raw.send(publish({ 'Content-Length': '10' }, '{'));
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 400 [^]*"code":"bad-request"/);
  });

  it('is asked for where its sender waits to be asked', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    const body = bodyOf(100);
    raw.send(publish({ 'Content-Length': '100', Expect: '100-continue' }));
    await raw.received(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    raw.send(body);
    expect((await raw.received(/\r\n\r\nHTTP\/1\.1 201 [^]*(\{.*)$/))[1]).toBe('{"seq":1}');
  });

  it('is not asked for where it would be too large: then the connection is closed', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    raw.send(publish({ 'Content-Length': `${LIMIT + 1}`, Expect: '100-continue' }));
    const answer = await raw.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
  });

  it('is not asked for with HTTP/1.0, which knows no such answer', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    const body = bodyOf(100);
    raw.send(`POST /events HTTP/1.0\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n${body}`);
    expect(await raw.closed).toMatch(/^HTTP\/1\.[01] 201 [^]*\{"seq":1}$/);
  });

  it('may break off, which publishes nothing', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.polling);
    raw.send(publish({ 'Content-Length': '200' }, bodyOf(100)));
    raw.socket.end();
    await raw.closed;
    expect((await post(lab.urls.polling, {})).body).toEqual({ seq: 1 });
  });
});
