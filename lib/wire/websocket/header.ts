/**
 * The header of a frame, without judgement: what is illegal in it is named elsewhere.
 *
 * @see RFC 6455 section 5.2
 */
export interface FrameHeader {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  readonly masked: boolean;
  /** The 7 bits: 126 and 127 say that the length follows in 2 and in 8 bytes. */
  readonly length7: number;
  /** 0, 2 or 8. */
  readonly extendedLengthBytes: number;
  /** Of the application data, in bytes. Exact up to 2^53, which is past every limit; Infinity where it is illegal. */
  readonly length: number;
  /** Of the header itself: 2 to 14. */
  readonly bytes: number;
}

/** The longest header: two bytes, a length of eight, and a masking key. */
export const MAX_HEADER_BYTES = 14;

/** How many of the first bytes of a frame are its header, by the second one. */
export function headerBytes(second: number): number {
  const length7 = second & 0x7f;
  return 2 + extendedLengthBytes(length7) + ((second & 0x80) === 0 ? 0 : 4);
}

function extendedLengthBytes(length7: number): number {
  return length7 === 127 ? 8 : length7 === 126 ? 2 : 0;
}

/** Reads a header. @returns undefined while bytes of it are missing */
export function readHeader(bytes: Uint8Array): FrameHeader | undefined {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < 2 || bytes.length < headerBytes(second)) return undefined;
  const length7 = second & 0x7f;
  const extended = extendedLengthBytes(length7);
  let length = extended === 0 ? length7 : 0;
  for (let index = 2; index < 2 + extended; index++) length = length * 256 + (bytes[index] ?? 0);
  if (extended === 8 && ((bytes[2] ?? 0) & 0x80) !== 0) length = Infinity;
  return {
    fin: (first & 0x80) !== 0,
    rsv1: (first & 0x40) !== 0,
    rsv2: (first & 0x20) !== 0,
    rsv3: (first & 0x10) !== 0,
    opcode: first & 0x0f,
    masked: (second & 0x80) !== 0,
    length7,
    extendedLengthBytes: extended,
    length,
    bytes: headerBytes(second),
  };
}

/** "the most significant bit MUST be 0": a length beyond 63 bits leaves no way to find the next frame. */
export function isLengthLegal({ length }: FrameHeader): boolean {
  return length !== Infinity;
}

/** "the minimal number of bytes MUST be used to encode the length". */
export function isLengthMinimal({ length, extendedLengthBytes: extended }: FrameHeader): boolean {
  return extended === 0 || length > (extended === 2 ? 125 : 0xffff);
}

/** The masking key, the last four bytes of the header of a masked frame. */
export function maskOf(bytes: Uint8Array, header: FrameHeader): Uint8Array | undefined {
  return header.masked ? bytes.subarray(header.bytes - 4, header.bytes) : undefined;
}

/** Masks or unmasks into a copy: the same operation both ways. @see RFC 6455 section 5.3 */
export function masked(data: Uint8Array, mask: Uint8Array | undefined): Uint8Array {
  if (!mask) return data;
  const result = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) result[index] = (data[index] ?? 0) ^ (mask[index & 3] ?? 0);
  return result;
}
