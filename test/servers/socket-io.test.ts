import { describe, expect, it, vi } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, postMany, send } from '../support/wire/http.ts';
import { exchangeRaw, HANDSHAKE, openRaw, rawRequest } from '../support/wire/raw.ts';
import { openSocketIo, WAYS } from '../support/wire/socket-io.ts';

/** Where Engine.IO begins a session over long polling. */
const SESSION = '/socket.io/?EIO=4&transport=polling';

/** Begins a session over long polling by hand. @returns where it goes on */
async function beginSession(base: string): Promise<string> {
  const { text } = await send(`${base}${SESSION}`);
  const { sid } = JSON.parse(text.slice(1)) as { sid: string };
  return `${base}${SESSION}&sid=${sid}`;
}

/** What is no message of `subscribe`, `unsubscribe` or `publish`. */
const BAD_MESSAGES: [string, string, unknown[], object?][] = [
  ['no argument', 'subscribe', []],
  ['null', 'subscribe', [null]],
  ['a string', 'subscribe', ['t']],
  ['an array', 'subscribe', [['t']]],
  ['a wrong topic', 'subscribe', [{ topic: 'A' }]],
  ['a negative position', 'subscribe', [{ topic: 'a', after: -1 }], { topic: 'a' }],
  ['a position as a string', 'subscribe', [{ topic: 'a', after: '0' }], { topic: 'a' }],
  ['no topic', 'unsubscribe', [{}]],
  ['no id', 'publish', [{ topic: 'a', type: 'b' }], { topic: 'a' }],
  ['no type', 'publish', [{ id: 'i', topic: 'a' }], { id: 'i' }],
  ['binary data', 'publish', [{ id: 'i', topic: 'a', type: 'b', data: Buffer.from('x') }], { id: 'i' }],
  ['binary', 'publish', [Buffer.from('x')]],
  ['33 levels', 'publish', [{ id: 'i', topic: 'a', type: 'b', data: nested(32) }], { id: 'i' }],
];

describe.each(WAYS)('socket-io over %s', (way) => {
  it('subscribes, acknowledges and delivers, each as the protocol has it', async () => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    const bounds = { oldest: 1, newest: 0, log: lab.log };
    expect(await io.ask('subscribe', { topic: 't' })).toEqual({ ok: true, ...bounds });
    expect(await io.ask('publish', { id: 'a', topic: 't', type: 'note', data: 'é' })).toEqual({ ok: true, seq: 1 });
    expect(await io.ask('publish', { id: 'a', topic: 't', type: 'x', data: 2 })).toEqual({ ok: true, seq: 1 });
    await io.until(1);
    expect(io.events).toEqual([{ topic: 't', seq: 1, type: 'note', at: expect.any(Number), data: 'é' }]);
    expect(await io.ask('unsubscribe', { topic: 't' })).toEqual({ ok: true, ...bounds, newest: 1 });
    expect(await io.ask('publish', { id: 'b', topic: 't', type: 'note' })).toEqual({ ok: true, seq: 2 });
    expect(await io.ask('subscribe', { topic: 'other' })).toMatchObject({ ok: true });
    expect(io.events, 'nothing after the unsubscribe').toHaveLength(1);
  });

  it('replays what follows the position, and moves it where a client subscribes again', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 4);
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    await io.ask('subscribe', { topic: 't', after: 2, log: lab.log });
    await io.until(2);
    await io.ask('subscribe', { topic: 't', after: 1 });
    await io.until(5);
    await io.ask('publish', { id: 'a', topic: 't', type: 'note' });
    await io.until(6);
    expect(io.events.map(({ seq }) => seq)).toEqual([3, 4, 2, 3, 4, 5]);
    expect(io.resets).toEqual([]);
  });

  it('delivers without an ack to who asks for none', async () => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    io.socket.emit('subscribe', { topic: 't' });
    io.socket.emit('publish', { id: 'a', topic: 't', type: 'note' });
    await io.until(1);
    expect(io.events).toMatchObject([{ seq: 1 }]);
  });

  it.each([
    ['newer than the newest', { after: 9 }],
    ['older than what is kept', { after: 0 }],
    ['of another log', { after: 3, log: 'other' }],
  ])('resets a reader whose position is %s, and goes on live from the newest', async (_, place) => {
    await using lab = await startTestLab({ limits: { topicEvents: 2 } });
    await postMany(lab.urls.polling, 't', 4);
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    expect(await io.ask('subscribe', { topic: 't', ...place })).toMatchObject({ ok: true, oldest: 3, newest: 4 });
    await postMany(lab.urls.polling, 't', 1);
    await io.until(1);
    expect(io.resets).toEqual([{ topic: 't', oldest: 3, newest: 4 }]);
    expect(io.events.map(({ seq }) => seq)).toEqual([5]);
  });

  it.each(BAD_MESSAGES)('refuses %s in the ack of `%s`, and goes on', async (...[, name, args, names = {}]) => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    const refusal = { ok: false, code: 'bad-request', message: expect.any(String), ...names };
    expect(await io.ask(name, ...args)).toEqual(refusal);
    io.socket.emit(name, ...args);
    expect(await io.ask('publish', { id: 'a', topic: 't', type: 'note' })).toEqual({ ok: true, seq: 1 });
  });

  it('is not disturbed by names that it does not know', async () => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    for (const name of ['wat', 'error', '__proto__', 'constructor', 'close', '']) io.socket.emit(name, { a: 1 });
    expect(await io.ask('publish', { id: 'a', topic: 't', type: 'note' })).toEqual({ ok: true, seq: 1 });
  });

  it('takes from a burst what the limit allows and refuses the rest, each by itself', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 20 } });
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    const publish = (_: unknown, index: number) =>
      io.ask('publish', { id: `i${index}`, topic: 't', type: 'note', data: index });
    const acks = await Promise.all(Array.from({ length: 30 }, publish));
    const taken = acks.filter(({ ok }) => ok).length;
    expect(taken).toBeGreaterThanOrEqual(20);
    expect(taken).toBeLessThan(25);
    expect(
      acks.findIndex(({ ok }) => !ok),
      'the first are taken',
    ).toBeGreaterThanOrEqual(20);
    expect(acks.at(-1)).toMatchObject({ ok: false, code: 'rate-limited', id: 'i29', retryAfterMs: expect.any(Number) });
  });

  it('takes a message of 64 KiB, refuses a larger one, and ends the connection at twice as much', async () => {
    await using lab = await startTestLab();
    using io = await openSocketIo(lab.urls['socket-io'], { way });
    const message = { id: 'a', topic: 't', type: 'note', data: '' };
    const room = 65_536 - JSON.stringify(message).length;
    expect(await io.ask('publish', { ...message, data: 'x'.repeat(room) })).toEqual({ ok: true, seq: 1 });
    const refused = await io.ask('publish', { ...message, id: 'b', data: 'x'.repeat(room + 1) });
    expect(refused).toMatchObject({ ok: false, code: 'too-large', id: 'b' });
    const ended = new Promise((resolve) => io.socket.once('disconnect', resolve));
    io.socket.emit('publish', { ...message, id: 'c', data: 'x'.repeat(140_000) });
    expect(['transport close', 'transport error']).toContain(await ended);
  });
});

describe('socket-io', () => {
  it('lets nobody into another namespace', async () => {
    await using lab = await startTestLab();
    await expect(openSocketIo(`${lab.urls['socket-io']}/admin`)).rejects.toThrow('Invalid namespace');
  });

  it('does not give a client a new budget that leaves the namespace and joins it again', async () => {
    await using lab = await startTestLab({ limits: { ratePerSecond: 1, rateBurst: 12 } });
    using raw = await openRaw(lab.urls['socket-io']);
    raw.send(rawRequest('/socket.io/?EIO=4&transport=websocket', { headers: HANDSHAKE }));
    await raw.received(/0\{"sid"/);
    raw.send(textFrame('40'));
    await raw.received(/40\{"sid"/);
    const publish = (id: number) => textFrame(`42${id}["publish",{"id":"i${id}","topic":"t","type":"note"}]`);
    for (let id = 1; id <= 12; id++) raw.send(publish(id));
    await raw.received(/4312\[\{"ok":true/);
    raw.send(textFrame('41'));
    // It is left at the end of the turn, and joining it before would be an error.
    await postMany(lab.urls.polling, 'meanwhile', 3);
    raw.send(textFrame('40'));
    await raw.received(/40\{"sid"[^]*40\{"sid"/);
    raw.send(publish(13));
    expect((await raw.received(/4313\[(.*?)\]/))[1]).toContain('"rate-limited"');
  });

  it('ends a flood, whatever its packets are', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls['socket-io']);
    raw.send(rawRequest('/socket.io/?EIO=4&transport=websocket', { headers: HANDSHAKE }));
    await raw.received(/0\{"sid"/);
    raw.send(Buffer.concat(Array.from({ length: 2000 }, () => textFrame('3'))));
    await raw.closed;
    await vi.waitFor(() => expect(lab.connections('socket-io')).toBe(0));
  });

  it('counts sessions over long polling, which hold no connection', async () => {
    await using lab = await startTestLab({ limits: { maxConnections: 3 } });
    const base = lab.urls['socket-io'];
    const sessions = [];
    for (let left = 3; left > 0; left--) sessions.push(await beginSession(base));
    const refused = await send(`${base}${SESSION}`);
    expectProblem(refused, 'server-full', { retryAfterMs: 1000 });
    expect(refused.headers.get('retry-after')).toBe('1');
    expectProblem(await send(`${base}${SESSION}&sid=x&sid=`), 'server-full');
    for (const session of sessions) expect((await send(session, { method: 'POST', body: '40' })).status).toBe(200);
  });

  it('ends the session of a client that never asks for its events', async () => {
    await using lab = await startTestLab({ timing: { stallMs: 100, checkMs: 20 } });
    const session = await beginSession(lab.urls['socket-io']);
    await send(session, { method: 'POST', body: '40' });
    await send(session);
    await send(session, { method: 'POST', body: '42["subscribe",{"topic":"t"}]' });
    await postMany(lab.urls.polling, 't', 3);
    await vi.waitFor(async () => expect((await send(session, { method: 'POST', body: '3' })).status).toBe(400));
  });

  it('asks for the body of who waits to be asked', async () => {
    await using lab = await startTestLab();
    const { pathname, search } = new URL(await beginSession(lab.urls['socket-io']));
    using raw = await openRaw(lab.urls['socket-io']);
    const headers = { 'Content-Length': '2', Expect: '100-continue' };
    raw.send(rawRequest(`${pathname}${search}`, { method: 'POST', headers }));
    await raw.received(/^HTTP\/1\.1 100 /);
    raw.send('40');
    expect((await raw.received(/\r\n\r\n(ok)$/))[1]).toBe('ok');
  });

  it.each([
    ['no transport', '/socket.io/?EIO=4'],
    ['an unknown transport', '/socket.io/?EIO=4&transport=__proto__'],
    ['an unknown session', `${SESSION}&sid=nobody`],
    ['a session that objects have', `${SESSION}&sid=__proto__`],
    ['another version', '/socket.io/?EIO=3&transport=polling'],
    ['half an escape', '/socket.io/?EIO=4&transport=%'],
  ])('leaves %s to Engine.IO, whose clients know its answer', async (_, target) => {
    await using lab = await startTestLab();
    const origin = 'http://localhost:3000';
    const answer = await send(`${lab.urls['socket-io']}${target}`, { headers: { Origin: origin } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('wirelab-log')).toBe(lab.log);
  });

  it('refuses other paths and methods as every server of the lab does', async () => {
    await using lab = await startTestLab();
    expectProblem(await send(`${lab.urls['socket-io']}/events?topic=t`), 'not-found');
    const put = await send(`${lab.urls['socket-io']}${SESSION}`, { method: 'PUT', body: 'x' });
    expectProblem(put, 'method-not-allowed');
    expect(put.headers.get('allow')).toBe('GET, POST, OPTIONS');
    expect(await exchangeRaw(lab.urls['socket-io'], '/events', { headers: HANDSHAKE })).toMatch(/^HTTP\/1\.1 404 /);
  });

  it.each([
    ['a packet of no type', '4x'],
    ['an ack for nothing', '437[1]'],
    ['an event of no name', '42[]'],
    ['an event that is no list', '42{"a":1}'],
    ['a reserved name', '42["disconnect"]'],
    ['ten thousand attachments', '4510000-["publish",{"_placeholder":true,"num":0}]'],
    ['deep JSON with an attachment', `451-["publish",${'['.repeat(30_000)}${']'.repeat(30_000)}]`],
    ['half a text', '42["publish",{'],
    ['no packet', 'zzz'],
  ])('survives %s, and serves the others', async (_, packet) => {
    await using lab = await startTestLab();
    using other = await openSocketIo(lab.urls['socket-io']);
    using raw = await openRaw(lab.urls['socket-io']);
    raw.send(rawRequest('/socket.io/?EIO=4&transport=websocket', { headers: HANDSHAKE }));
    await raw.received(/0\{"sid"/);
    raw.send(textFrame('40'));
    await raw.received(/40\{"sid"/);
    raw.send(Buffer.concat([textFrame(packet), Buffer.from('828100000000ff', 'hex')]));
    expect(await other.ask('publish', { id: 'a', topic: 't', type: 'note' })).toEqual({ ok: true, seq: 1 });
  });
});

/** A text frame as a client sends it, masked with zeros. @see RFC 6455 section 5.3 */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0xfe, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}

function nested(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}
