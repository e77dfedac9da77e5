import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { startTestLab } from '../support/lab.ts';
import { expectProblem, postMany, send } from '../support/wire/http.ts';
import { exchangeRaw, HANDSHAKE, openRaw, rawRequest } from '../support/wire/raw.ts';
import { openWs } from '../support/wire/websocket.ts';

/** Messages that are answered with `bad-request`, and what the answer names. */
const BAD_MESSAGES: [string, object | string | Uint8Array, object?][] = [
  ['no JSON', '{'],
  ['nothing', ''],
  ['null', 'null'],
  ['an array', '[]'],
  ['a number', '7'],
  ['binary', new Uint8Array([1, 2, 3])],
  ['JSON sent as binary', Buffer.from('{"op":"subscribe","topic":"a"}')],
  ['33 levels', `{"op":"publish","id":"k","topic":"a","type":"b","data":${'['.repeat(32)}${']'.repeat(32)}}`],
  ['no op', { topic: 'a' }, { topic: 'a' }],
  ['an unknown op', { op: 'delete', topic: 'a' }, { topic: 'a' }],
  ['an op of the server', { op: 'event', topic: 'a', seq: 1, type: 'x', at: 1, data: null }, { topic: 'a' }],
  ['an op that objects have', { op: 'constructor' }],
  ['subscribe without a topic', { op: 'subscribe' }],
  ['subscribe to a wrong topic', { op: 'subscribe', topic: 'A' }],
  ['a negative position', { op: 'subscribe', topic: 'a', after: -1 }, { topic: 'a' }],
  ['a fraction', { op: 'subscribe', topic: 'a', after: 1.5 }, { topic: 'a' }],
  ['a position as a string', { op: 'subscribe', topic: 'a', after: '1' }, { topic: 'a' }],
  ['a position that is null', { op: 'subscribe', topic: 'a', after: null }, { topic: 'a' }],
  ['a log that is a number', { op: 'subscribe', topic: 'a', after: 0, log: 1 }, { topic: 'a' }],
  ['unsubscribe without a topic', { op: 'unsubscribe' }],
  ['publish without an id', { op: 'publish', topic: 'a', type: 'b' }, { topic: 'a' }],
  ['publish without a topic', { op: 'publish', id: 'i', type: 'b' }, { id: 'i' }],
  ['publish without a type', { op: 'publish', id: 'i', topic: 'a' }, { id: 'i' }],
  ['publish with a wrong id', { op: 'publish', id: 'a b', topic: 'a', type: 'b' }, { topic: 'a' }],
];

describe('websocket', () => {
  it('subscribes, acknowledges and delivers, each message as the protocol has it', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't' });
    expect(await ws.next()).toEqual({ op: 'subscribed', topic: 't', oldest: 1, newest: 0, log: lab.log });
    ws.send({ op: 'publish', id: 'a', topic: 't', type: 'note', data: { x: 'é' } });
    expect(await ws.take(2)).toEqual(
      expect.arrayContaining([
        { op: 'ack', id: 'a', seq: 1 },
        { op: 'event', topic: 't', seq: 1, type: 'note', at: expect.any(Number), data: { x: 'é' } },
      ]),
    );
    ws.send({ op: 'publish', id: 'a', topic: 't', type: 'other', data: 2 });
    expect(await ws.next()).toEqual({ op: 'ack', id: 'a', seq: 1 });
    ws.send({ op: 'unsubscribe', topic: 't' });
    expect(await ws.next()).toEqual({ op: 'unsubscribed', topic: 't', oldest: 1, newest: 1, log: lab.log });
    ws.send({ op: 'publish', id: 'b', topic: 't', type: 'note' });
    expect(await ws.next(), 'and no event any more').toEqual({ op: 'ack', id: 'b', seq: 2 });
  });

  it('answers an unsubscribe from what was not subscribed to', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'unsubscribe', topic: 't' });
    expect(await ws.next()).toEqual({ op: 'unsubscribed', topic: 't', oldest: 1, newest: 0, log: lab.log });
  });

  it('replays what follows the position', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 4);
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't', after: 2, log: lab.log });
    expect(await ws.take(3)).toMatchObject([{ op: 'subscribed', newest: 4 }, { seq: 3 }, { seq: 4 }]);
  });

  it.each([
    ['newer than the newest', { after: 9 }],
    ['older than what is kept', { after: 0 }],
    ['of another log', { after: 3, log: 'other' }],
  ])('resets a reader whose position is %s, and goes on live from the newest', async (_, place) => {
    await using lab = await startTestLab({ limits: { topicEvents: 2 } });
    await postMany(lab.urls.polling, 't', 4);
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't', ...place });
    expect(await ws.take(2)).toEqual([
      { op: 'subscribed', topic: 't', oldest: 3, newest: 4, log: lab.log },
      { op: 'reset', topic: 't', oldest: 3, newest: 4 },
    ]);
    await postMany(lab.urls.polling, 't', 1);
    expect(await ws.next()).toMatchObject({ op: 'event', seq: 5 });
  });

  it('moves the position of who subscribes again, and sends nothing twice', async () => {
    await using lab = await startTestLab();
    await postMany(lab.urls.polling, 't', 3);
    using ws = await openWs(lab.urls.websocket);
    ws.send({ op: 'subscribe', topic: 't' });
    await ws.next();
    ws.send({ op: 'subscribe', topic: 't', after: 1 });
    expect(await ws.take(3)).toMatchObject([{ op: 'subscribed' }, { seq: 2 }, { seq: 3 }]);
    ws.send({ op: 'publish', id: 'a', topic: 't', type: 'note' });
    expect(await ws.take(2)).toEqual(expect.arrayContaining([expect.objectContaining({ op: 'event', seq: 4 })]));
    ws.send({ op: 'unsubscribe', topic: 't' });
    expect(await ws.next(), 'nothing came twice').toMatchObject({ op: 'unsubscribed' });
  });

  it('keeps the topics of a connection apart', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    for (const topic of ['a', 'b']) ws.send({ op: 'subscribe', topic });
    await ws.take(2);
    ws.send({ op: 'unsubscribe', topic: 'a' });
    await ws.next();
    await postMany(lab.urls.polling, 'a', 1);
    await postMany(lab.urls.polling, 'b', 1);
    expect(await ws.next()).toMatchObject({ op: 'event', topic: 'b', seq: 1 });
  });

  it('selects the subprotocol where it is offered, and none where it is not', async () => {
    await using lab = await startTestLab();
    using offered = await openWs(lab.urls.websocket, { protocols: ['other', 'wirelab.1'] });
    using plain = await openWs(lab.urls.websocket);
    expect([offered.ws.protocol, plain.ws.protocol]).toEqual(['wirelab.1', '']);
    expect(await exchangeRaw(lab.urls.websocket, '/events', { headers: { ...HANDSHAKE, Origin: 'null' } })).toMatch(
      /^HTTP\/1\.1 403 /,
    );
  });

  it.each(BAD_MESSAGES)('answers %s with `bad-request`, and goes on', async (_, message, names = {}) => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    ws.send(message);
    const answer = { op: 'error', code: 'bad-request', message: expect.any(String), ...names };
    expect(await ws.next()).toEqual(answer);
    ws.send({ op: 'publish', id: 'a', topic: 'still-there', type: 'note' });
    expect(await ws.next()).toEqual({ op: 'ack', id: 'a', seq: 1 });
  });

  it.each([
    ['a frame without a mask', '8100', 1002],
    ['a reserved bit', 'c18000000000', 1002],
    ['a reserved opcode', '838000000000', 1002],
    ['a continuation of nothing', '808000000000', 1002],
    ['a fragmented ping', '098000000000', 1002],
    ['a ping of 126 bytes', '89fe007e00000000', 1002],
    ['a close code that is reserved', '88820000000003ed', 1002],
    ['text that is no UTF-8', '818100000000ff', 1007],
    ['a length over the limit', '81ff000000000001000100000000', 1009],
  ])('closes on %s, and serves the others', async (_, hex, code) => {
    await using lab = await startTestLab();
    using other = await openWs(lab.urls.websocket);
    using raw = await openRaw(lab.urls.websocket);
    raw.send(rawRequest('/events', { headers: HANDSHAKE }));
    await raw.received(/\r\n\r\n/);
    raw.send(Buffer.from(hex, 'hex'));
    const close = Buffer.from((await raw.closed).split('\r\n\r\n')[1] ?? '', 'latin1');
    expect([close[0], close.readUInt16BE(2)]).toEqual([0x88, code]);
    other.send({ op: 'subscribe', topic: 't' });
    expect(await other.next()).toMatchObject({ op: 'subscribed' });
  });

  it('closes on a message of more pieces than its bytes are worth', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.websocket);
    raw.send(rawRequest('/events', { headers: HANDSHAKE }));
    await raw.received(/\r\n\r\n/);
    raw.send(Buffer.from(`0181000000007b${'008100000000'.concat('20').repeat(2000)}`, 'hex'));
    const close = Buffer.from((await raw.closed).split('\r\n\r\n')[1] ?? '', 'latin1');
    expect([close[0], close.readUInt16BE(2)]).toEqual([0x88, 1008]);
  });

  it('pings, and ends the connection of who has not answered until the next ping', async () => {
    await using lab = await startTestLab({ timing: { pingMs: 40 } });
    using alive = await openWs(lab.urls.websocket);
    let pings = 0;
    alive.ws.on('ping', () => pings++);
    using silent = await openWs(lab.urls.websocket, { autoPong: false });
    expect((await silent.closed).code).toBe(1006);
    await vi.waitFor(() => expect(pings).toBeGreaterThan(4));
    expect(alive.ws.readyState).toBe(alive.ws.OPEN);
    expect(lab.connections('websocket')).toBe(1);
  });

  it('answers a ping with its own bytes', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    ws.ws.ping('what was sent');
    expect(String(((await once(ws.ws, 'pong')) as [Buffer])[0])).toBe('what was sent');
  });

  it('answers the close of a peer with its code', async () => {
    await using lab = await startTestLab();
    using ws = await openWs(lab.urls.websocket);
    ws.ws.close(1000, 'done');
    expect((await ws.closed).code).toBe(1000);
    await vi.waitFor(() => expect(lab.connections('websocket')).toBe(0));
  });

  it('says 426 to a request that is no handshake, and what is due', async () => {
    await using lab = await startTestLab();
    const plain = await send(`${lab.urls.websocket}/events`);
    expectProblem(plain, 'upgrade-required');
    expect(plain.headers.get('upgrade')).toBe('websocket');
    const old = await exchangeRaw(lab.urls.websocket, '/events', {
      headers: { ...HANDSHAKE, 'Sec-WebSocket-Version': '8' },
    });
    expect(old).toMatch(/^HTTP\/1\.1 426 [^]*\r\nSec-WebSocket-Version: 13\r\n/);
  });

  it.each<[string, string, Record<string, string | null>, string]>([
    ['another path', '404', { ':path': '/' }, 'not-found'],
    ['no key', '400', { 'Sec-WebSocket-Key': null }, 'bad-request'],
    ['a key of another length', '400', { 'Sec-WebSocket-Key': 'AAAA' }, 'bad-request'],
    ['another protocol', '426', { Upgrade: 'h2c' }, 'upgrade-required'],
  ])('refuses a handshake with %s: %s', async (...[, status, { ':path': path, ...headers }, code]) => {
    await using lab = await startTestLab();
    const answer = await exchangeRaw(lab.urls.websocket, path ?? '/events', { headers: { ...HANDSHAKE, ...headers } });
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/\r\nContent-Type: application\/problem\+json\r\n/);
    expect(answer).toContain(`\r\nWirelab-Log: ${lab.log}\r\n`);
    expect(answer).toContain(`"code":"${code}"`);
  });

  it('refuses a handshake of HTTP/1.0, which knows no upgrade', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.websocket);
    raw.send(rawRequest('/events', { headers: HANDSHAKE }).replace('HTTP/1.1', 'HTTP/1.0'));
    const [head] = await raw.received(/^[^]*\r\n\r\n/);
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('tells of the log in the handshake', async () => {
    await using lab = await startTestLab();
    using raw = await openRaw(lab.urls.websocket);
    raw.send(rawRequest('/events', { headers: HANDSHAKE }));
    const [head] = await raw.received(/^[^]*\r\n\r\n/);
    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(head).toContain(`Wirelab-Log: ${lab.log}`);
  });
});
