import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { encodeTextFrame } from '../../servers/websocket-frame.ts';

/** How a library writes a frame, made by others from the same standard. Its types leave this part of it out. */
const { Sender } = ws as unknown as {
  Sender: {
    frame(data: Buffer, options: { fin: boolean; opcode: number; mask: boolean; readOnly: boolean }): Buffer[];
  };
};

const reference = (text: string) =>
  Buffer.concat(Sender.frame(Buffer.from(text), { fin: true, opcode: 1, mask: false, readOnly: true }));

describe('encodeTextFrame', () => {
  it('writes "Hello" as RFC 6455 section 5.7 does', () => {
    expect(encodeTextFrame('Hello').toString('hex')).toBe('810548656c6c6f');
  });

  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('gives the length %i in the fewest bytes', (length, head) => {
    const encoded = encodeTextFrame('a'.repeat(length));
    expect(encoded.toString('hex', 0, head.length / 2)).toBe(head);
    expect(encoded.length).toBe(head.length / 2 + length);
  });

  it('counts bytes and not characters', () => {
    expect(encodeTextFrame('€').toString('hex')).toBe('8103e282ac');
  });

  it('writes what an implementation of others writes, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 300 }), (text, times) => {
        const message = text.repeat(times);
        expect(encodeTextFrame(message).equals(reference(message))).toBe(true);
      }),
    );
  });
});
