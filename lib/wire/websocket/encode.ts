import { masked } from './header.ts';

/** A frame to be made. Nothing keeps it from being illegal: that is what a peer's answer is learned from. */
export interface FrameParts {
  readonly fin: boolean;
  readonly rsv1?: boolean;
  readonly rsv2?: boolean;
  readonly rsv3?: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  /** Four bytes. A frame of a client must have one, a frame of a server must not. */
  readonly mask?: Uint8Array;
  /** Before masking. */
  readonly payload: Uint8Array;
}

/**
 * Makes the bytes of one frame, with its length in as few bytes as possible.
 *
 * @throws {RangeError} for an opcode beyond 4 bits, or a mask that has not four bytes
 * @see RFC 6455 section 5.2
 */
export function encodeFrame({ fin, rsv1, rsv2, rsv3, opcode, mask, payload }: FrameParts): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(opcode) || opcode < 0 || opcode > 15) {
    throw new RangeError(`Expected \`opcode\` to be 0 to 15, got \`${opcode}\``);
  }
  if (mask && mask.length !== 4) throw new RangeError(`Expected \`mask\` to have 4 bytes, got \`${mask.length}\``);
  const { length } = payload;
  const extended = length > 0xffff ? 8 : length > 125 ? 2 : 0;
  const headerBytes = 2 + extended + (mask ? 4 : 0);
  const frame = new Uint8Array(headerBytes + length);
  const view = new DataView(frame.buffer);
  const flags = [fin, rsv1, rsv2, rsv3].reduce((bits, flag) => (bits << 1) | (flag ? 1 : 0), 0);
  view.setUint8(0, (flags << 4) | opcode);
  view.setUint8(1, (mask ? 0x80 : 0) | (extended === 8 ? 127 : extended === 2 ? 126 : length));
  if (extended === 2) view.setUint16(2, length);
  if (extended === 8) view.setBigUint64(2, BigInt(length));
  if (mask) frame.set(mask, 2 + extended);
  frame.set(masked(payload, mask), headerBytes);
  return frame;
}
