import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIRE_LIMITS } from '../../../lib/wire/limits.ts';
import { createInflater } from '../../../lib/wire/websocket/inflate.ts';
import { decode, entriesOf, frames, hex, type Options, payloadBytes, utf8 } from '../frame-fixtures.ts';

const takeover = { noContextTakeover: false, windowBits: 15 };
const noTakeover = { noContextTakeover: true, windowBits: 15 };
const deflate: Options = { deflate: takeover };

/** A message as permessage-deflate sends it: flushed, without the last four bytes. */
function compressed(text: string | Uint8Array, dictionary?: Uint8Array): Uint8Array {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary && { dictionary }) };
  return new Uint8Array(deflateRawSync(text, options).subarray(0, -4));
}

describe('the examples of RFC 7692 section 7.2.3', () => {
  it.each([
    ['7.2.3.1, one block', 'c1 07 f2 48 cd c9 c9 07 00'],
    ['7.2.3.3, a block without compression', 'c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00'],
    ['7.2.3.4, a block with BFINAL', 'c1 08 f3 48 cd c9 c9 07 00 00'],
    ['7.2.3.5, two blocks', 'c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00'],
  ])('%s', (_, bytes) => {
    const [entry] = decode(hex(bytes), deflate);
    expect(entry?.problem).toBeUndefined();
    expect(entry?.title).toBe('text Hello');
    expect(entry?.spans.at(-1)).toMatchObject({ field: 'websocket.compressed-payload', value: 'inflated: Hello' });
  });

  it('7.2.3.1, in two frames, of which only the first has RSV1', () => {
    const [first, last] = decode(hex('41 03 f2 48 cd 80 04 c9 c9 07 00'), deflate);
    expect([first?.problem, last?.problem]).toEqual([undefined, undefined]);
    expect(last?.layers[0]?.content).toEqual({
      bytes: utf8('Hello'),
      source: [
        { start: 2, end: 5 },
        { start: 7, end: 11 },
      ],
    });
    expect(last?.layers[0]?.inner).toEqual([{ start: 0, end: 5, layer: 'text', role: 'payload', field: 'text.value' }]);
  });

  it('7.2.3.2, a second message that refers to the first', () => {
    const both = hex('c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00');
    expect(decode(both, deflate).map(({ title }) => title)).toEqual(['text Hello', 'text Hello']);
    const [, second] = decode(both, { deflate: noTakeover });
    expect(second?.problem).toContain('not DEFLATE');
  });
});

describe('compressed messages', () => {
  it('refer to earlier ones also after one that ended with BFINAL, and after one that was not compressed', () => {
    const bytes = frames(
      { rsv1: true, payload: hex('f3 48 cd c9 c9 07 00 00') },
      { payload: utf8('plain') },
      { rsv1: true, payload: hex('f2 00 11 00 00') },
    );
    expect(decode(bytes, deflate).map(({ title }) => title)).toEqual(['text Hello', 'text plain', 'text Hello']);
  });

  it('count as payload as they went, with what they hold told apart inside', () => {
    const payload = compressed('42["event",{"topic":"t","seq":3}]');
    const [entry] = decode(frames({ rsv1: true, payload }), { ...deflate, inner: 'engine-io' });
    expect(payloadBytes(entry ? [entry] : [])).toBe(payload.length);
    expect(entry?.mentions).toEqual({ topics: ['t'], seqs: [3] });
    const inner = entry?.layers[0]?.inner ?? [];
    expect(payloadBytes([{ ...entry, spans: inner } as NonNullable<typeof entry>])).toBe(
      '{"topic":"t","seq":3}'.length,
    );
  });

  it('must not begin in the middle of a message, nor be a control frame', () => {
    const [, last] = decode(
      frames({ fin: false, payload: utf8('a') }, { opcode: 0, rsv1: true, payload: utf8('b') }),
      deflate,
    );
    expect(last?.problem).toContain('RSV1');
    expect(decode(frames({ opcode: 9, rsv1: true }), deflate)[0]?.problem).toContain('RSV1');
  });

  it('that are no DEFLATE data, or are cut off, have a problem; so have those that refer to them', () => {
    const bytes = frames(
      { rsv1: true, payload: hex('f2 48 cd') },
      { rsv1: true, payload: hex('f2 48 cd c9 c9 07 00') },
      { payload: utf8('plain') },
    );
    const problems = (agreement: typeof takeover) =>
      decode(bytes, { deflate: agreement }).map(({ problem }) => problem);
    expect(problems(takeover)).toEqual([
      expect.stringContaining('not DEFLATE'),
      expect.stringContaining('was not inflated'),
      undefined,
    ]);
    expect(problems(noTakeover)).toEqual([expect.stringContaining('not DEFLATE'), undefined, undefined]);
  });

  it('that inflate beyond the limit are left as they are, and stop inflating soon after it', () => {
    const bomb = compressed(new Uint8Array(64 * 1024 * 1024));
    const [entry, next] = entriesOf(
      [frames({ opcode: 2, rsv1: true, payload: bomb }, { payload: utf8('next') })],
      deflate,
    );
    expect(entry?.problem).toContain('more than the limit');
    expect(entry?.layers).toHaveLength(1);
    expect(next?.title).toBe('text next');

    const before = process.memoryUsage().arrayBuffers;
    const inflated = createInflater(takeover, 1024).inflate(bomb);
    expect(inflated).toEqual({ failed: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('are what zlib compressed, whatever their size, over the whole of a connection', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 5000 }),
      fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.nat(4000)).map(([unit, times]) => repeated(unit, times)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.boolean(), (messages, noContextTakeover) => {
        const inflater = createInflater({ noContextTakeover, windowBits: 15 }, WIRE_LIMITS.contentBytes);
        let before = new Uint8Array(0);
        for (const message of messages) {
          const inflated = inflater.inflate(
            compressed(message, noContextTakeover ? undefined : before.subarray(-32768)),
          );
          expect('bytes' in inflated && Buffer.compare(inflated.bytes, message)).toBe(0);
          before = new Uint8Array([...before.subarray(-32768), ...message]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function repeated(unit: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(unit.length * times);
  for (let at = 0; at < all.length; at += unit.length) all.set(unit, at);
  return all;
}
