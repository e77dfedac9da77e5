import { describe, expect, it } from 'vitest';
import { createFrameStream } from '../../../lib/wire/websocket/index.ts';
import { WIRE_LIMITS } from '../../../lib/wire/limits.ts';
import { concat, decode, entriesOf, frames, hex, payloadBytes, utf8 } from '../frame-fixtures.ts';

const mask = hex('37 fa 21 3d');

describe('the examples of RFC 6455 section 5.7', () => {
  it('reads a single-frame unmasked text message', () => {
    const [entry] = decode(hex('81 05 48 65 6c 6c 6f'));
    expect(entry).toMatchObject({ kind: 'frame', title: 'text Hello', complete: true });
    expect(entry?.problem).toBeUndefined();
    expect(entry?.spans).toEqual([
      {
        start: 0,
        end: 1,
        layer: 'websocket',
        role: 'overhead',
        field: 'websocket.first-byte',
        bits: [
          { field: 'websocket.fin', width: 1, value: 1, means: 'yes' },
          { field: 'websocket.rsv1', width: 1, value: 0, means: 'no' },
          { field: 'websocket.rsv2', width: 1, value: 0, means: 'no' },
          { field: 'websocket.rsv3', width: 1, value: 0, means: 'no' },
          { field: 'websocket.opcode', width: 4, value: 1, means: 'text' },
        ],
      },
      {
        start: 1,
        end: 2,
        layer: 'websocket',
        role: 'overhead',
        field: 'websocket.second-byte',
        bits: [
          { field: 'websocket.mask', width: 1, value: 0, means: 'no' },
          { field: 'websocket.payload-length', width: 7, value: 5, means: '5 bytes' },
        ],
      },
      { start: 2, end: 7, layer: 'text', role: 'payload', field: 'text.value' },
    ]);
  });

  it('reads a single-frame masked text message, and says what it is unmasked', () => {
    const [entry] = decode(hex('81 85 37 fa 21 3d 7f 9f 4d 51 58'), { direction: 'up' });
    expect(entry?.title).toBe('text Hello');
    expect(entry?.spans.at(2)).toMatchObject({
      start: 2,
      end: 6,
      field: 'websocket.masking-key',
      value: '37 fa 21 3d',
    });
    expect(entry?.spans.at(3)).toMatchObject({ start: 6, end: 11, role: 'payload', value: 'unmasked: Hello' });
    expect(entry?.layers.at(-1)?.content).toEqual({ bytes: utf8('Hello'), pieces: [{ at: 0, start: 6, length: 5 }] });
  });

  it('puts a fragmented unmasked text message together on its last frame', () => {
    const [first, last] = decode(hex('01 03 48 65 6c 80 02 6c 6f'));
    expect(first?.layers.map(({ name }) => name)).toEqual(['websocket']);
    expect(last?.title).toBe('continuation Hello');
    expect(last?.layers.map(({ name }) => name)).toEqual(['websocket', 'text']);
    expect(last?.layers.at(-1)?.content).toEqual({
      bytes: utf8('Hello'),
      pieces: [
        { at: 0, start: 2, length: 3 },
        { at: 3, start: 7, length: 2 },
      ],
    });
  });

  it('reads an unmasked ping and a masked pong', () => {
    const [ping] = decode(hex('89 05 48 65 6c 6c 6f'));
    const [pong] = decode(hex('8a 85 37 fa 21 3d 7f 9f 4d 51 58'), { direction: 'up' });
    expect(ping).toMatchObject({ kind: 'control', title: 'ping Hello' });
    expect(pong).toMatchObject({ kind: 'control', title: 'pong Hello' });
    expect(payloadBytes([...decode(hex('89 05 48 65 6c 6c 6f'))])).toBe(0);
  });

  it.each([
    ['82 7e 01 00', 256],
    ['82 7f 00 00 00 00 00 01 00 00', 65536],
  ])('reads the length of %s', (header, length) => {
    const bytes = concat([hex(header), new Uint8Array(length)]);
    const [entry] = entriesOf([bytes]);
    expect(entry?.problem).toBeUndefined();
    expect(entry?.spans.at(2)).toMatchObject({ field: 'websocket.extended-length', value: `${length} bytes` });
    expect(payloadBytes(entry ? [entry] : [])).toBe(length);
  });
});

describe('messages in several frames', () => {
  it('lets control frames come between', () => {
    const entries = decode(
      frames(
        { fin: false, payload: utf8('{"topic":"t",') },
        { opcode: 9 },
        { fin: false, opcode: 0, payload: utf8('"seq":') },
        { opcode: 10 },
        { opcode: 0, payload: utf8('7}') },
      ),
    );
    expect(entries.map(({ title }) => title.split(' ')[0])).toEqual([
      'text',
      'ping',
      'continuation',
      'pong',
      'continuation',
    ]);
    expect(entries.map(({ problem }) => problem)).toEqual(Array(5).fill(undefined));
    expect(entries.at(-1)?.mentions).toEqual({ topics: ['t'], seqs: [7] });
  });

  it('may be cut inside of a character', () => {
    const [euro, rest] = [utf8('€').subarray(0, 1), utf8('€').subarray(1)];
    const entries = decode(frames({ fin: false, payload: euro }, { opcode: 0, payload: rest }));
    expect(entries.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    expect(entries.at(-1)?.title).toBe('continuation €');
  });

  it('are not put together beyond the limits, and the next message is read again', () => {
    const long = frames(
      { fin: false, payload: utf8('abcd') },
      { opcode: 0, payload: utf8('efgh') },
      { payload: utf8('ok') },
    );
    const limits = { ...WIRE_LIMITS, contentBytes: 6 };
    const [, last, next] = decode(long, { limits });
    expect(last?.problem).toContain('6 bytes');
    expect(last?.layers).toHaveLength(1);
    expect(next).toMatchObject({ title: 'text ok' });
    expect(next?.problem).toBeUndefined();

    const many = frames({ fin: false }, ...Array.from({ length: 1023 }, () => ({ fin: false, opcode: 0 })), {
      opcode: 0,
    });
    expect(entriesOf([many]).at(-1)?.problem).toContain('1024 frames');
  });
});

describe('a close frame', () => {
  it.each([
    ['03 e8', 'close 1000 Normal Closure', undefined],
    ['03 f4', 'close 1012 Service Restart', undefined],
    ['0f a0', 'close 4000 Private use', undefined],
    ['03 e9 62 79 65', 'close 1001 Going Away: bye', undefined],
    ['03 ed', 'close 1005 No Status Received', 'must not be sent'],
    ['03 f7', 'close 1015 TLS Handshake', 'must not be sent'],
    ['00 00', 'close 0 Not Used', 'must not be sent'],
    ['13 88', 'close 5000 Outside the ranges', 'must not be sent'],
    ['03', 'close', 'two bytes'],
    ['', 'close', undefined],
    ['03 e8 ff', 'close 1000 Normal Closure: \ufffd', 'UTF-8'],
  ])('with %s', (data, title, problem) => {
    const [entry] = decode(frames({ opcode: 8, payload: hex(data) }));
    expect(entry).toMatchObject({ kind: 'control', title });
    if (problem === undefined) expect(entry?.problem).toBeUndefined();
    else expect(entry?.problem).toContain(problem);
  });

  it('may be followed by control frames alone', () => {
    const entries = decode(frames({ opcode: 8 }, { opcode: 10 }, { payload: utf8('late') }));
    expect(entries.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
      expect.stringContaining('after the close'),
    ]);
  });
});

describe('what is illegal', () => {
  it.each([
    ['83 01 00', 'opcode 3 is reserved', true],
    ['8b 01 00', 'opcode 11 is reserved', true],
    ['c1 01 41', 'RSV1', true],
    ['a1 01 41', 'RSV2', true],
    ['91 01 41', 'RSV3', true],
    ['80 01 41', 'continuation of no message', true],
    ['81 81 00 00 00 00 41', 'a server must not mask', false],
    ['81 7e 00 01 41', 'fewest bytes', false],
    ['81 7f 00 00 00 00 00 00 00 01 41', 'fewest bytes', false],
    ['09 00', 'must not be fragmented', false],
    ['81 02 c3 28', 'not valid UTF-8', true],
  ])('%s has a problem, and the next frame is read', (bytes, problem, isUndecodable) => {
    const [entry, next] = decode(concat([hex(bytes), frames({ payload: utf8('next') })]));
    expect(entry?.problem).toContain(problem);
    expect(entry?.spans.some(({ layer }) => layer === 'undecodable')).toBe(isUndecodable);
    expect(next).toMatchObject({ title: 'text next' });
    expect(next?.problem).toBeUndefined();
  });

  it('is a frame of a client without a mask', () => {
    expect(decode(frames({ payload: utf8('x') }), { direction: 'up' })[0]?.problem).toContain('must mask');
    expect(decode(frames({ payload: utf8('x'), mask }), { direction: 'up' })[0]?.problem).toBeUndefined();
  });

  it('is a control frame of more than 125 bytes', () => {
    const [at, over] = entriesOf([
      frames({ opcode: 9, payload: new Uint8Array(125) }, { opcode: 9, payload: new Uint8Array(126) }),
    ]);
    expect(at?.problem).toBeUndefined();
    expect(over?.problem).toContain('at most 125');
  });

  it('is a message that begins inside of another, and is read all the same', () => {
    const [, second] = decode(frames({ fin: false, payload: utf8('a') }, { payload: utf8('b') }));
    expect(second).toMatchObject({ title: 'text b', problem: expect.stringContaining('before the last frame') });
  });

  it('is a length of more than 63 bits, after which nothing can be found', () => {
    const bytes = concat([hex('82 ff 80 00 00 00 00 00 00 00 01 02 03 04'), utf8('abc')]);
    const [entry, rest] = decode(bytes, { direction: 'up' });
    expect(entry?.problem).toContain('must be 0');
    expect(rest).toMatchObject({ kind: 'undecodable', start: 14, end: 17, complete: false });
    expect(rest?.spans).toMatchObject([{ layer: 'undecodable', role: 'overhead' }]);
  });

  it('is no length of 63 bits, though nobody will ever see its end', () => {
    const [entry] = decode(concat([hex('82 7f 7f ff ff ff ff ff ff ff'), utf8('abc')]));
    expect(entry).toMatchObject({ kind: 'frame', end: 13, complete: false });
  });
});

describe('a stream', () => {
  it('tells what has begun and is not complete', () => {
    const bytes = hex('81 85 37 fa 21 3d 7f 9f');
    const fields = (length: number) =>
      decode(bytes.subarray(0, length), { direction: 'up' })[0]?.spans.map(({ field }) =>
        field.slice('websocket.'.length),
      );
    expect(fields(1)).toEqual(['first-byte']);
    expect(fields(3)).toEqual(['first-byte', 'second-byte', 'header']);
    expect(fields(8)).toEqual(['first-byte', 'second-byte', 'masking-key', 'payload']);
    expect(decode(bytes, { direction: 'up' })[0]).toMatchObject({ complete: false, title: 'text' });
  });

  it('begins where it is told to, and keeps when the first and the last byte of a frame went', () => {
    const entries: unknown[] = [];
    const stream = createFrameStream({
      start: 1000,
      direction: 'down',
      limits: WIRE_LIMITS,
      emit: ({ start, end, beganAt, endedAt }) => entries.push([start, end, beganAt, endedAt]),
    });
    stream.push(hex('81 01'), 1);
    stream.push(hex('41 81'), 2);
    expect(stream.pending()).toMatchObject({ start: 1003, end: 1004, beganAt: 2, endedAt: 2 });
    stream.push(hex('01 41 81 00'), 3);
    expect(entries).toEqual([
      [1000, 1003, 1, 2],
      [1003, 1006, 2, 3],
      [1006, 1008, 3, 3],
    ]);
    expect(stream.pending()).toBeUndefined();
  });

  it('cuts a frame that is longer than an entry into several, and finds the next', () => {
    const limits = { ...WIRE_LIMITS, entryBytes: 16 };
    const entries = decode(frames({ opcode: 2, payload: new Uint8Array(40) }, { payload: utf8('next') }), { limits });
    expect(entries.map(({ start, end }) => [start, end])).toEqual([
      [0, 16],
      [16, 32],
      [32, 42],
      [42, 48],
    ]);
    expect(entries[0]?.problem).toContain('more than 16 bytes');
    expect(entries[1]).toMatchObject({ kind: 'frame', title: 'binary, continued' });
    expect(payloadBytes(entries)).toBe(44);
    expect(entries[3]).toMatchObject({ title: 'text next' });
  });
});
