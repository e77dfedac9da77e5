import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, FrameDecoder, FrameError, type FrameDecoderOptions } from '#answer';

type Options = Partial<FrameDecoderOptions>;
type Bytes = Uint8Array | string;

type Part = { fin?: boolean; opcode: number; payload?: ArrayLike<number>; mask?: readonly number[] };

const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;
const hex = (text: string): Uint8Array => Uint8Array.from(text.split(/\s+/), (byte) => Number.parseInt(byte, 16));
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const toHex = (bytes: Iterable<number>): string => Array.from(bytes, (byte) => HEX[byte]).join(' ');
/** In hex, or a checksum where it is long. */
function shown(bytes: Uint8Array): string {
  if (!(bytes instanceof Uint8Array)) return 'what is no Uint8Array';
  return bytes.length < 1000 ? toHex(bytes) : `sum ${bytes.reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 0)}`;
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const zeros = (length: number): Uint8Array => new Uint8Array(length);
const concat = (...parts: ArrayLike<number>[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

/** The bytes of a frame, written here and not by the answer. */
function wire({ fin = true, opcode, payload = [], mask }: Part): Uint8Array {
  const { length } = payload;
  const [short, count] = length < 126 ? [length, 0] : length < 65_536 ? [126, 2] : [127, 8];
  const header = [(fin ? 0x80 : 0) | opcode, (mask ? 0x80 : 0) | short];
  for (let place = count - 1; place >= 0; place -= 1) header.push(Math.floor(length / 256 ** place) % 256);
  const masked = Array.from(payload, (byte, index) => byte ^ (mask?.[index % 4] ?? 0));
  return concat(header, mask ?? [], masked);
}

/** A decoder, what it has reported, and a push that returns what was thrown. */
function listen(options: Options = {}) {
  const frames: string[] = [];
  const messages: string[] = [];
  const decoder = new FrameDecoder({
    role: 'client',
    onFrame: ({ fin, opcode, payload }) => frames.push(`opcode ${opcode} fin ${fin}: ${shown(payload)}`),
    onMessage: (data) => messages.push(typeof data === 'string' ? `text ${data}` : `binary ${shown(data)}`),
    ...options,
  });
  const push = (...chunks: Bytes[]): unknown => {
    for (const chunk of chunks) {
      try {
        decoder.push(typeof chunk === 'string' ? hex(chunk) : chunk.slice());
      } catch (error) {
        return error;
      }
    }
    return undefined;
  };
  return { push, frames, messages };
}

function read(chunks: Bytes[], options: Options = {}) {
  const { push, ...reported } = listen(options);
  return { error: push(...chunks), ...reported };
}

/** The bytes must be refused, with this code, by the time they are all there. */
function expectRefused(bytes: Bytes, [code, rule]: [code: number, rule: string], options: Options = {}) {
  const { error, messages } = read([bytes], options);
  expect(error, `${rule}: push throws a FrameError`).toBeInstanceOf(FrameError);
  expect((error as FrameError).closeCode, `${rule}: closeCode ${code}`).toBe(code);
  expect(messages, `${rule}: nothing is delivered`).toEqual([]);
}

/** Reads what is legal, and says so where the answer throws. */
function expectRead(chunks: Bytes[], rule: string, options: Options = {}) {
  const { error, frames, messages } = read(chunks, options);
  expect(error, `${rule}: legal bytes are not refused`).toBeUndefined();
  return { frames, messages };
}

const BOTH = [['client', undefined] as const, ['server', MASK] as const];

const LONG = Uint8Array.from({ length: 130 }, (_, index) => 255 - index);

/** Messages in pieces with control frames between them, an empty one, and one with a 16-bit length. */
const SAMPLE: Part[] = [
  { fin: false, opcode: 1, payload: utf8('a€😀').slice(0, 2) },
  { opcode: 9, payload: utf8('hi') },
  { fin: false, opcode: 0, payload: utf8('a€😀').slice(2, 6) },
  { opcode: 10 },
  { opcode: 0, payload: utf8('a€😀').slice(6) },
  { opcode: 1 },
  { opcode: 2, payload: LONG },
  { fin: false, opcode: 2, payload: [1] },
  { opcode: 0, payload: [2, 3] },
  { opcode: 8, payload: [3, 232] },
];
const SAMPLE_MESSAGES = ['text a€😀', 'text ', `binary ${toHex(LONG)}`, 'binary 01 02 03'];
const sampleBytes = (mask: readonly number[] | undefined): Uint8Array =>
  concat(...SAMPLE.map((part) => wire(mask ? { ...part, mask } : part)));

describe('encodeFrame writes the bytes of the standard', () => {
  const rule = 'the bytes are those of RFC 6455, section 5.7';

  test('whole frames', () => {
    expect(toHex(encodeFrame({ opcode: 1, payload: utf8('Hello') })), rule).toBe('81 05 48 65 6c 6c 6f');
    expect(toHex(encodeFrame({ opcode: 9, payload: utf8('Hello') })), rule).toBe('89 05 48 65 6c 6c 6f');
    expect(toHex(encodeFrame({ opcode: 2, payload: zeros(0) })), 'a frame without payload').toBe('82 00');
    expect(toHex(encodeFrame({ opcode: 10, fin: true, payload: zeros(1) })), 'fin: true').toBe('8a 01 00');
  });

  test('fragments', () => {
    const first = encodeFrame({ opcode: 1, fin: false, payload: utf8('Hel') });
    expect(toHex(first), 'fin: false leaves the top bit 0').toBe('01 03 48 65 6c');
    expect(toHex(encodeFrame({ opcode: 0, payload: utf8('lo') })), rule).toBe('80 02 6c 6f');
  });
});

describe('A length is written in its shortest form', () => {
  test('at each border', () => {
    const borders = [
      [125, '82 7d'],
      [126, '82 7e 00 7e'],
      [256, '82 7e 01 00'],
      [65_535, '82 7e ff ff'],
      [65_536, '82 7f 00 00 00 00 00 01 00 00'],
      [66_051, '82 7f 00 00 00 00 00 01 02 03'],
    ] as const;
    for (const [length, header] of borders) {
      const frame = encodeFrame({ opcode: 2, payload: zeros(length).fill(7) });
      const size = header.split(' ').length;
      expect(toHex(frame.slice(0, size)), `the header of ${length} bytes`).toBe(header);
      expect(frame.length, `${length} bytes of payload after the header`).toBe(size + length);
      expect(frame.at(-1), 'the payload follows the header').toBe(7);
    }
  });
});

describe('A mask is written and applied', () => {
  const mask = Uint8Array.from(MASK);

  test('the masked frames of the standard', () => {
    const hello = encodeFrame({ opcode: 1, payload: utf8('Hello'), mask });
    expect(toHex(hello), 'the mask follows the length').toBe('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    const empty = encodeFrame({ opcode: 9, payload: zeros(0), mask });
    expect(toHex(empty), 'also without payload').toBe('89 80 37 fa 21 3d');
    const long = encodeFrame({ opcode: 2, payload: zeros(126), mask });
    expect(toHex(long.slice(0, 9)), 'also after a longer length').toBe('82 fe 00 7e 37 fa 21 3d 37');
    const largest = encodeFrame({ opcode: 2, payload: zeros(65_536), mask });
    expect(toHex(largest.slice(1, 15)), 'and the longest').toBe('ff 00 00 00 00 00 01 00 00 37 fa 21 3d 37');
  });

  test('a mask of zeros is a mask', () => {
    const frame = encodeFrame({ opcode: 1, payload: utf8('Hi'), mask: zeros(4) });
    expect(toHex(frame), 'the MASK bit is set whatever the key').toBe('81 82 00 00 00 00 48 69');
  });

  test('the payload and the key are left as they are', () => {
    const payload = utf8('Hello');
    encodeFrame({ opcode: 1, payload, mask });
    expect([payload, mask], 'encodeFrame writes into neither').toEqual([utf8('Hello'), Uint8Array.from(MASK)]);
  });
});

describe('Every frame is reported unmasked', () => {
  test('the frames of the standard', () => {
    const plain = expectRead(['81 05 48 65 6c 6c 6f'], 'unmasked, to a client');
    const masked = expectRead(['81 85 37 fa 21 3d 7f 9f 4d 51 58'], 'masked, to a server', { role: 'server' });
    for (const { frames, messages } of [plain, masked]) {
      expect(frames, 'onFrame gets the frame').toEqual(['opcode 1 fin true: 48 65 6c 6c 6f']);
      expect(messages, 'onMessage gets the text').toEqual(['text Hello']);
    }
  });

  test('each form of the length, both roles', () => {
    for (const [role, mask] of BOTH) {
      for (const length of [0, 1, 3, 125, 126, 65_535, 65_536]) {
        const payload = Uint8Array.from({ length }, (_, index) => index % 251);
        const bytes = wire({ opcode: 2, payload, ...(mask && { mask }) });
        const { messages } = expectRead([bytes], `${length} bytes, to a ${role}`, { role });
        expect(messages.length, `one message of ${length} bytes`).toBe(1);
        expect(messages[0] === `binary ${shown(payload)}`, `the ${length} bytes are the same, to a ${role}`).toBe(true);
      }
    }
  });

  test('a frame without payload is complete with its header', () => {
    const { messages } = expectRead(['82 00', '81', '00'], 'empty frames');
    expect(messages, 'an empty message needs no further byte').toEqual(['binary ', 'text ']);
    const masked = expectRead(['81 80 01 02 03 04'], 'masked and empty', { role: 'server' });
    expect(masked.messages, 'with a mask: complete with its key').toEqual(['text ']);
  });

  test('fragments are reported one by one', () => {
    const { frames } = expectRead(['01 01 61 00 00 80 01 62'], 'three fragments');
    const expected = ['opcode 1 fin false: 61', 'opcode 0 fin false: ', 'opcode 0 fin true: 62'];
    expect(frames, 'onFrame gets each fragment as it came').toEqual(expected);
  });
});

describe('Control frames reach onFrame only', () => {
  test('close, ping and pong', () => {
    for (const opcode of [9, 10, 8]) {
      const payload = zeros(125).fill(0xff);
      const { frames, messages } = expectRead([wire({ opcode, payload })], `opcode ${opcode} with 125 bytes`);
      expect(frames, `onFrame gets opcode ${opcode}`).toEqual([`opcode ${opcode} fin true: ${toHex(payload)}`]);
      expect(messages, `opcode ${opcode} is no message`).toEqual([]);
    }
  });

  test('the payload of a close frame is not checked', () => {
    for (const payload of [[], [3], [0, 0], [3, 232, 0xff]]) {
      const { frames } = expectRead([wire({ opcode: 8, payload })], 'any payload of a close frame');
      expect(frames, 'onFrame gets the close frame').toEqual([`opcode 8 fin true: ${toHex(payload)}`]);
    }
  });
});

describe('A message is joined from its fragments', () => {
  test('text and binary', () => {
    const { messages } = expectRead(['01 03 48 65 6c 80 02 6c 6f 02 01 ff 00 01 fe 80 00'], 'fragments');
    expect(messages, 'the type is that of the first fragment').toEqual(['text Hello', 'binary ff fe']);
  });

  test('a control frame between them is reported at once', () => {
    const { push, frames, messages } = listen();
    expect(push('01 01 61 89 01 70'), 'a ping between fragments is legal').toBeUndefined();
    expect(frames.at(-1), 'the ping does not wait for the message').toEqual('opcode 9 fin true: 70');
    expect(messages, 'the message is not complete').toEqual([]);
    expect(push('80 01 62'), 'the message goes on after the ping').toBeUndefined();
    expect(messages, 'the ping is no part of the message').toEqual(['text ab']);
  });

  test('a character that lies across fragments', () => {
    const [a = 0, b = 0, c = 0, d = 0] = utf8('😀');
    const bytes = concat([1, 1, a], [0, 1, b], [0x89, 0], [0, 0], [0, 1, c], [0x80, 1, d]);
    expect(expectRead([bytes], 'a cut character').messages, 'text is decoded as a whole').toEqual(['text 😀']);
  });

  test('every fragment is unmasked with its own key', () => {
    const first = wire({ opcode: 1, fin: false, payload: utf8('Hello'), mask: MASK });
    const last = wire({ opcode: 0, payload: utf8(' you'), mask: [9, 8, 7, 6] });
    const { messages } = expectRead([first, last], 'masked fragments', { role: 'server' });
    expect(messages, 'each frame begins with its own key').toEqual(['text Hello you']);
  });
});

describe('Text that is not UTF-8 is 1007', () => {
  test('in one frame', () => {
    for (const bad of ['ff', '61 80', 'c3 28', 'c0 80', 'ed a0 80', 'f4 90 80 80', 'c3', 'e2 82', 'f0 9f 98']) {
      expectRefused(wire({ opcode: 1, payload: hex(bad) }), [1007, `a text of ${bad}`]);
    }
  });

  test('in fragments', () => {
    expectRefused('01 01 c3 80 01 28', [1007, 'a character that is broken']);
    expectRefused('01 01 61 80 01 c3', [1007, 'a message that ends within a character']);
  });

  test('only in text', () => {
    const { messages } = expectRead(['82 01 ff 02 01 c3 80 01 28 89 01 ff'], 'bytes that are not UTF-8');
    expect(messages, 'binary messages and control frames hold any bytes').toEqual(['binary ff', 'binary c3 28']);
  });
});

describe('Where the bytes are cut makes no difference', () => {
  test('in one chunk, at every place, and one byte at a time', () => {
    for (const [role, mask] of BOTH) {
      const bytes = sampleBytes(mask);
      const cuts = Array.from(bytes, (_, place) => [bytes.slice(0, place), bytes.slice(place)]);
      const singles = Array.from(bytes, (byte) => Uint8Array.of(byte));
      const withEmpty = singles.flatMap((single) => [single, zeros(0)]);
      for (const chunks of [...cuts, singles, withEmpty]) {
        const rule = `to a ${role}, ${chunks.length} chunks, the first of ${chunks[0]?.length} bytes`;
        const { frames, messages } = expectRead(chunks, rule, { role });
        expect([messages, frames.length], rule).toEqual([SAMPLE_MESSAGES, SAMPLE.length]);
      }
    }
  });

  test('a chunk may be a view of a larger buffer', () => {
    const messages: unknown[] = [];
    const decoder = new FrameDecoder({ role: 'client', onFrame: () => {}, onMessage: (data) => messages.push(data) });
    const larger = hex('ff ff 81 02 48 69 ff');
    decoder.push(larger.subarray(2, 5));
    decoder.push(larger.subarray(5, 6));
    const long = concat(zeros(5), wire({ opcode: 2, payload: zeros(300) }), hex('ff'));
    decoder.push(long.subarray(5, 309));
    expect([messages[0], messages.length], 'only the bytes of the view count').toEqual(['Hi', 2]);
  });

  test('cut at many places', () => {
    const places = fc.array(fc.nat(9999), { maxLength: 12 });
    const check = ([cuts, masked]: [number[], boolean]): void => {
      const bytes = sampleBytes(masked ? MASK : undefined);
      const borders = [0, ...cuts.map((place) => place % bytes.length).sort((a, b) => a - b)];
      const chunks = borders.map((place, index) => bytes.slice(place, borders[index + 1]));
      const rule = `chunks of ${chunks.map(({ length }) => length).join(', ')} bytes`;
      const { messages } = expectRead(chunks, rule, { role: masked ? 'server' : 'client' });
      expect(messages, rule).toEqual(SAMPLE_MESSAGES);
    };
    const { counterexample } = fc.check(fc.property(fc.tuple(places, fc.boolean()), check), { seed: 42, numRuns: 150 });
    if (counterexample) check(counterexample[0]);
    expect(counterexample, 'no stream is read differently when it is cut').toBeNull();
  });
});

describe('A break of the protocol is 1002', () => {
  test('a reserved bit or opcode', () => {
    for (const first of ['c1', 'a1', '91']) expectRefused(`${first} 01 61`, [1002, `RSV set: ${first}`]);
    for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) {
      expectRefused(wire({ opcode, payload: [97] }), [1002, `opcode ${opcode} is reserved`]);
    }
  });

  test('a mask where none may be, none where one must be', () => {
    for (const opcode of [1, 2, 8, 9, 10]) {
      const masked = wire({ opcode, payload: [97], mask: MASK });
      expectRefused(masked, [1002, `opcode ${opcode}: a server does not mask`], { role: 'client' });
      expectRefused(wire({ opcode, payload: [97] }), [1002, `opcode ${opcode}: a client masks`], { role: 'server' });
    }
    expectRefused(wire({ opcode: 1, mask: MASK }), [1002, 'also an empty frame'], { role: 'client' });
  });

  test('a control frame that is long or fragmented', () => {
    for (const opcode of [8, 9, 10]) {
      expectRefused(wire({ opcode, payload: zeros(126) }), [1002, `opcode ${opcode} with 126 bytes`]);
      expectRefused(wire({ opcode, payload: [97], fin: false }), [1002, `opcode ${opcode} with FIN 0`]);
    }
  });

  test('a continuation of nothing', () => {
    for (const first of ['80', '00']) expectRefused(`${first} 01 61`, [1002, 'a continuation needs a beginning']);
    for (const whole of ['81 01 61', '01 01 61 80 01 62']) {
      const { error } = read([`${whole} 80 01 63`]);
      expect(error, 'a whole message has no continuation').toMatchObject({ closeCode: 1002 });
    }
  });

  test('a new message within a message', () => {
    for (const next of ['81 01 62', '01 01 62', '82 01 62', '02 01 62']) {
      expectRefused(`01 01 61 ${next}`, [1002, `${next} between fragments`]);
    }
    expectRefused('01 00 81 01 61', [1002, 'also after an empty first fragment']);
  });

  test('a length that is not in its shortest form', () => {
    expectRefused(concat(hex('82 7e 00 7d'), zeros(125)), [1002, '125 in 16 bits']);
    expectRefused('82 7e 00 00', [1002, '0 in 16 bits']);
    expectRefused(concat(hex('82 7f 00 00 00 00 00 00 00 7d'), zeros(125)), [1002, '125 in 64 bits']);
    expectRefused(concat(hex('82 7f 00 00 00 00 00 00 ff ff'), zeros(65_535)), [1002, '65,535 in 64 bits']);
    expectRefused(concat(hex('82 fe 00 01'), MASK, [0]), [1002, '1 in 16 bits, masked'], { role: 'server' });
  });

  test('a 64-bit length with its top bit set', () => {
    for (const length of ['80 00 00 00 00 00 00 00', 'ff ff ff ff ff ff ff ff', '80 00 00 00 00 01 00 00']) {
      expectRefused(`82 7f ${length}`, [1002, `the top bit of ${length} is set`]);
    }
  });
});

describe('What is too large is 1009', () => {
  const limit = { maxPayloadBytes: 200 };

  test('at the header, before the payload comes', () => {
    const { messages } = expectRead([wire({ opcode: 2, payload: zeros(200) })], 'exactly the limit', limit);
    expect(messages.length, 'a message of exactly maxPayloadBytes is delivered').toBe(1);
    expectRefused('82 7e 00 c9', [1009, 'a header that announces 201 bytes'], limit);
    expectRefused('82 0b', [1009, 'a header that announces 11 bytes'], { maxPayloadBytes: 10 });
    const masked = concat(hex('82 fe 00 c9'), MASK);
    expectRefused(masked, [1009, 'a masked one'], { ...limit, role: 'server' });
  });

  test('lengths of 64 bits', () => {
    for (const start of ['00 00 00 00 00 01', '00 00 00 01 00 00', '00 20 00 00 00 00', '7f ff ff ff ff ff']) {
      expectRefused(`82 7f ${start} 00 01`, [1009, `a length of ${start} 00 01`], limit);
    }
  });

  test('the limit is 1 MiB unless told', () => {
    const { frames } = expectRead(['82 7f 00 00 00 00 00 10 00 00'], '1 MiB may come');
    expect(frames, 'nothing is reported before the payload').toEqual([]);
    expectRefused('82 7f 00 00 00 00 00 10 00 01', [1009, '1 MiB and one byte']);
  });

  test('a whole message, also in fragments', () => {
    const first = wire({ opcode: 2, fin: false, payload: zeros(120) });
    const ping = wire({ opcode: 9, payload: zeros(100) });
    const last = wire({ opcode: 0, payload: zeros(80) });
    const twice = expectRead([first, ping, last, first, last], 'fragments of exactly the limit', limit);
    expect(twice.messages.length, 'control frames do not count, and each message counts anew').toBe(2);
    expectRefused(concat(first, hex('80 51')), [1009, 'the header of a fragment that is too much'], limit);
    const between = concat(first, hex('00 00'), ping, hex('00 51'));
    expectRefused(between, [1009, 'also when others came between'], limit);
  });
});

describe('After a violation nothing goes through', () => {
  test('every further push throws', () => {
    for (const bad of ['83 00', '81 01 ff', '82 7f 00 00 00 01 00 00 00 00']) {
      const { push, frames, messages } = listen();
      expect(push(bad), `${bad} is refused`).toBeInstanceOf(Error);
      const before = frames.length;
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        expect(push('81 01 61'), `after ${bad}, push number ${attempt} throws`).toBeInstanceOf(Error);
      }
      expect([frames.length, messages], `after ${bad} nothing is reported`).toEqual([before, []]);
    }
  });

  test('what came before it in the same chunk is reported', () => {
    const { error, frames, messages } = read(['81 01 61 89 00 83 00 81 01 62']);
    expect(error, 'the violation is thrown').toMatchObject({ closeCode: 1002 });
    expect(messages, 'the message before it is delivered, the one after it is not').toEqual(['text a']);
    expect(frames.length, 'the frames before it are reported').toBe(2);
  });
});

describe('A wrong option is refused', () => {
  const valid = { role: 'server', onFrame: () => {}, onMessage: () => {} };
  function errorOf(options: Record<string, unknown>): unknown {
    try {
      return void new FrameDecoder({ ...valid, ...options } as unknown as FrameDecoderOptions);
    } catch (error) {
      return error;
    }
  }

  test('a limit that is negative or NaN is a RangeError', () => {
    for (const maxPayloadBytes of [-1, NaN]) {
      const error = errorOf({ maxPayloadBytes });
      expect(error, `maxPayloadBytes: ${maxPayloadBytes} is a RangeError`).toBeInstanceOf(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    for (const wrong of [{ maxPayloadBytes: '10' }, { role: 5 }, { onFrame: 'log' }, { onMessage: 'log' }]) {
      expect(errorOf(wrong), `${JSON.stringify(wrong)} is a TypeError`).toBeInstanceOf(TypeError);
    }
    expect(errorOf({ role: undefined }), 'without a role the constructor throws').toBeInstanceOf(Error);
  });
});
