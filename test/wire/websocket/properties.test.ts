import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeCode, encodeFrame } from '../../../lib/wire/websocket/index.ts';
import { WIRE_LIMITS } from '../../../lib/wire/limits.ts';
import { byTheByte, concat, entriesOf, expectPartition, type Options } from '../frame-fixtures.ts';

const text = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(
    '42["event",{"topic":"t","seq":1}]',
    '451-/n,7["e",{"_placeholder":true,"num":0}]',
    '0{"sid":"x"}',
    '2',
  ),
  fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', '-', '/', '0', '4', '5', 'e', '\x1e') }),
);

const frame = fc.record({
  fin: fc.boolean(),
  rsv1: fc.boolean(),
  rsv2: fc.constant(false),
  rsv3: fc.constantFrom(false, false, false, true),
  opcode: fc.oneof(fc.constantFrom(0, 1, 2, 8, 9, 10), fc.nat(15)),
  mask: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined }),
  payload: fc.oneof(
    text.map((value) => new TextEncoder().encode(value)),
    fc.uint8Array({ maxLength: 300 }),
  ),
});

/** What nobody meant to be frames, and what nearly is. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(frame, { maxLength: 8 })
    .map((parts) => concat(parts.map(({ mask, ...rest }) => encodeFrame({ ...rest, ...(mask && { mask }) })))),
);

const options: fc.Arbitrary<Options> = fc.record(
  {
    start: fc.nat(1000),
    direction: fc.constantFrom('up' as const, 'down' as const),
    inner: fc.constant('engine-io' as const),
    deflate: fc.record({ noContextTakeover: fc.boolean(), windowBits: fc.integer({ min: 8, max: 15 }) }),
    limits: fc.constantFrom(WIRE_LIMITS, { ...WIRE_LIMITS, entryBytes: 20 }, { ...WIRE_LIMITS, contentBytes: 50 }),
  },
  { requiredKeys: ['direction', 'limits'] },
);

describe('a stream of any bytes', () => {
  it('belongs to exactly one span each, and is the same whole, by the byte and in any pieces', () => {
    fc.assert(
      fc.property(bytes, options, fc.array(fc.nat()), (stream, set, splits) => {
        const whole = entriesOf([stream], set);
        expectPartition(whole, stream, set.start);
        expect(entriesOf(byTheByte(stream), set)).toEqual(whole);
        const at = [0, ...splits.map((split) => split % (stream.length + 1)).sort((a, b) => a - b), stream.length];
        const pieces = at.slice(1).map((end, index) => stream.subarray(at[index], end));
        expect(entriesOf(pieces, set)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});

describe('encodeFrame', () => {
  it('makes what decodes to the same', () => {
    fc.assert(
      fc.property(frame, ({ mask, ...rest }) => {
        const parts = { ...rest, ...(mask && { mask }) };
        const [entry, ...others] = entriesOf([encodeFrame(parts)]);
        expect(others).toEqual([]);
        const fields = entry?.spans.flatMap(({ bits = [] }) => bits.map(({ value }) => value));
        const { length } = rest.payload;
        const length7 = length > 125 ? 126 : length;
        expect(fields).toEqual([+rest.fin, +rest.rsv1, 0, +rest.rsv3, rest.opcode, mask ? 1 : 0, length7]);
        expect(entry?.end).toBe(2 + (length > 125 ? 2 : 0) + (mask ? 4 : 0) + length);
      }),
    );
  });

  it('refuses an opcode or a mask that does not fit', () => {
    const payload = new Uint8Array(0);
    expect(() => encodeFrame({ fin: true, opcode: 16, payload })).toThrow(RangeError);
    expect(() => encodeFrame({ fin: true, opcode: 1, mask: new Uint8Array(3), payload })).toThrow(RangeError);
  });
});

describe('closeCode', () => {
  it('lets be sent what RFC 6455 section 7.4 and the registry let be sent', () => {
    const sendable = Array.from({ length: 65536 }, (_, code) => code).filter((code) => closeCode(code).mayBeSent);
    const registered = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
    const free = Array.from({ length: 2000 }, (_, index) => 3000 + index);
    expect(sendable).toEqual([...registered, ...free]);
  });
});
