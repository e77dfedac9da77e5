import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeDraft,
  firstBytes,
  type FrameDraft,
  frameOf,
  partsOf,
  SAMPLE_MASK,
  toggleBit,
} from '../../../lib/ui/frame-builder/draft.ts';
import { hexOf } from '../../../lib/ui/exchange/hex.ts';
import { encodeFrame } from '../../../lib/wire/websocket/index.ts';

const drafts: fc.Arbitrary<FrameDraft> = fc.record({
  fin: fc.boolean(),
  rsv1: fc.boolean(),
  rsv2: fc.boolean(),
  rsv3: fc.boolean(),
  opcode: fc.integer({ min: 0, max: 15 }),
  isMasked: fc.boolean(),
  key: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  payload: fc.uint8Array({ maxLength: 300 }),
});

describe('encodeDraft', () => {
  it('makes the frames of the standard’s examples', () => {
    expect(hexOf(encodeDraft(frameOf(1, 'Hello')))).toBe('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    expect(hexOf(encodeDraft(frameOf(1, 'Hello', { isMasked: false })))).toBe('81 05 48 65 6c 6c 6f');
    expect(hexOf(encodeDraft(frameOf(1, 'Hel', { isMasked: false, fin: false })))).toBe('01 03 48 65 6c');
  });

  it('makes what the encoder of lib/wire makes, where nothing is told by hand', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { isMasked, key, ...rest } = draft;
        expect(encodeDraft(draft)).toEqual(encodeFrame({ ...rest, ...(isMasked ? { mask: key } : {}) }));
      }),
    );
  });

  it.each([
    [125, 6],
    [126, 8],
    [65_535, 8],
    [65_536, 14],
  ])('puts %i bytes behind a header of %i', (bytes, header) => {
    expect(encodeDraft(frameOf(2, new Uint8Array(bytes))).length).toBe(header + bytes);
  });

  it('tells the length that it is told to tell, in the form that it is told', () => {
    const told = (form: 7 | 16 | 64, bytes: number) =>
      hexOf(encodeDraft(frameOf(1, 'a', { isMasked: false, told: { form, bytes } })));
    expect(told(7, 3)).toBe('81 03 61');
    expect(told(16, 1)).toBe('81 7e 00 01 61');
    expect(told(64, 258)).toBe('81 7f 00 00 00 00 00 00 01 02 61');
  });
});

describe('partsOf', () => {
  it('leaves no byte out', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const parts = partsOf(draft).flatMap(({ bytes }) => [...bytes]);
        expect(parts).toEqual([...encodeDraft(draft)]);
      }),
    );
  });
});

describe('toggleBit', () => {
  it('turns that bit and no other, for each that is no length', () => {
    fc.assert(
      fc.property(drafts, fc.integer({ min: 0, max: 8 }), (draft, bit) => {
        const before = firstBytes(draft);
        const after = firstBytes(toggleBit(draft, bit));
        const changed = (before[0] * 256 + before[1]) ^ (after[0] * 256 + after[1]);
        expect(changed).toBe(1 << (15 - bit));
      }),
    );
  });

  it('makes the seven bits of the length say what they say then', () => {
    const five = frameOf(1, 'Hello');
    expect(toggleBit(five, 15).told).toEqual({ form: 7, bytes: 4 });
    expect(firstBytes(toggleBit(five, 9))[1]).toBe(0x80 | 69);
  });

  it('moves the length behind the header where the seven bits say so', () => {
    const long = frameOf(1, '', { payload: new Uint8Array(124), key: SAMPLE_MASK });
    const moved = toggleBit(long, 14);
    expect(moved.told).toEqual({ form: 16, bytes: 124 });
    expect(firstBytes(moved)[1] & 0x7f).toBe(126);
  });

  it('is undone by itself', () => {
    fc.assert(
      fc.property(drafts, fc.integer({ min: 0, max: 8 }), (draft, bit) => {
        expect(toggleBit(toggleBit(draft, bit), bit)).toEqual(draft);
      }),
    );
  });
});
