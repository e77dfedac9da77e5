// Mistake: Every frame is written with its FIN bit set, so that a fragment ends its message.
// Caught by: encodeFrame writes the bytes of the standard > fragments
/** What {@link encodeFrame} writes. */
export interface FrameToEncode {
  /** Whether this is the last frame of its message. @default true */
  fin?: boolean;
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong. */
  opcode: number;
  /** The payload, not masked. It is left as it is. */
  payload: Uint8Array;
  /** The masking key, four bytes. Without it the frame is not masked. */
  mask?: Uint8Array;
}

/** A frame as it came, its payload unmasked. */
export interface DecodedFrame {
  fin: boolean;
  opcode: number;
  payload: Uint8Array;
}

/** Options of a {@link FrameDecoder}. */
export interface FrameDecoderOptions {
  /** The side that decodes: a server reads masked frames, a client unmasked ones. */
  role: 'server' | 'client';
  /** The most bytes that a frame, and a whole message, may carry. @default 1 MiB */
  maxPayloadBytes?: number;
  /** Gets every frame, control frames too. */
  onFrame: (frame: DecodedFrame) => void;
  /** Gets every whole message: a string for text, bytes for binary. */
  onMessage: (data: string | Uint8Array) => void;
}

/** Why a connection has to be closed, and with which code. */
export class FrameError extends Error {
  /** 1002 for a break of the protocol, 1007 for text that is not UTF-8, 1009 for what is too large. */
  readonly closeCode: number;

  constructor(closeCode: number, message: string) {
    super(message);
    this.name = 'FrameError';
    this.closeCode = closeCode;
  }
}

/**
 * The bytes of one frame.
 *
 * @see RFC 6455, section 5.2
 */
export function encodeFrame({ opcode, payload, mask }: FrameToEncode): Uint8Array {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const maskAt = 2 + lengthBytes;
  const payloadAt = maskAt + (mask === undefined ? 0 : 4);
  const frame = new Uint8Array(payloadAt + length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, 0x80 | opcode);
  const short = lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127;
  view.setUint8(1, (mask === undefined ? 0 : 0x80) | short);
  if (lengthBytes === 2) view.setUint16(2, length);
  if (lengthBytes === 8) view.setBigUint64(2, BigInt(length));
  frame.set(payload, payloadAt);
  if (mask !== undefined) {
    frame.set(mask, maskAt);
    applyMask(frame.subarray(payloadAt), mask);
  }
  return frame;
}

/** A frame whose header is complete. */
interface OpenFrame {
  fin: boolean;
  opcode: number;
  mask: Uint8Array | undefined;
  pieces: Uint8Array[];
  missingBytes: number;
}

/** A message whose first frame has come and whose last has not. */
interface OpenMessage {
  opcode: number;
  pieces: Uint8Array[];
  bytes: number;
}

const CONTINUATION = 0;
const TEXT = 1;
const OPCODES = new Set([CONTINUATION, TEXT, 2, 8, 9, 10]);
const LONGEST_HEADER_BYTES = 14;

/**
 * Reads frames out of a stream of bytes.
 *
 * @see RFC 6455, section 5
 */
export class FrameDecoder {
  readonly #options: Required<FrameDecoderOptions>;
  readonly #header = new DataView(new ArrayBuffer(LONGEST_HEADER_BYTES));
  #headerBytes = 0;
  #frame: OpenFrame | undefined;
  #message: OpenMessage | undefined;
  #failure: FrameError | undefined;

  /**
   * @throws RangeError where `role` is neither side or `maxPayloadBytes` is not a whole number of 1 or more
   * @throws TypeError where an option has the wrong type
   */
  constructor({ role, maxPayloadBytes = 1024 * 1024, onFrame, onMessage }: FrameDecoderOptions) {
    if (typeof role !== 'string') throw new TypeError(`Expected \`role\` to be a string, got \`${String(role)}\``);
    if (role !== 'server' && role !== 'client') {
      throw new RangeError(`Expected \`role\` to be server or client, got \`${String(role)}\``);
    }
    if (typeof maxPayloadBytes !== 'number') {
      throw new TypeError(`Expected \`maxPayloadBytes\` to be a number, got \`${String(maxPayloadBytes)}\``);
    }
    if (!Number.isInteger(maxPayloadBytes) || maxPayloadBytes < 1) {
      throw new RangeError(`Expected \`maxPayloadBytes\` to be a whole number ≥ 1, got \`${maxPayloadBytes}\``);
    }
    for (const [name, callback] of Object.entries({ onFrame, onMessage })) {
      if (typeof callback !== 'function') throw new TypeError(`Expected \`${name}\` to be a function`);
    }
    this.#options = { role, maxPayloadBytes, onFrame, onMessage };
  }

  /**
   * Takes the next bytes, wherever they were cut.
   *
   * @throws FrameError where they break a rule, and from then on always
   */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) throw this.#failure;
    let at = 0;
    while (at < chunk.length) {
      if (this.#frame === undefined) {
        this.#header.setUint8(this.#headerBytes, chunk[at] ?? 0);
        this.#headerBytes += 1;
        at += 1;
        this.#frame = this.#readHeader();
      } else {
        const piece = new Uint8Array(chunk.subarray(at, at + this.#frame.missingBytes));
        at += piece.length;
        this.#frame.pieces.push(piece);
        this.#frame.missingBytes -= piece.length;
      }
      if (this.#frame?.missingBytes === 0) this.#finishFrame(this.#frame);
    }
  }

  /** The frame, once its header is complete. Each rule is checked with the first byte that can break it. */
  #readHeader(): OpenFrame | undefined {
    const size = this.#headerBytes;
    if (size < 2) return undefined;
    const first = this.#header.getUint8(0);
    const second = this.#header.getUint8(1);
    const fin = (first & 0x80) !== 0;
    const opcode = first & 0x0f;
    const masked = (second & 0x80) !== 0;
    const short = second & 0x7f;
    if (size === 2) {
      if ((first & 0x70) !== 0) this.#fail(1002, 'RSV1 to RSV3 are 0 where no extension was agreed on');
      if (masked !== (this.#options.role === 'server')) this.#fail(1002, 'A client masks every frame, a server none');
      this.#checkOpcode(opcode, { fin, short });
    }
    const maskAt = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (size < maskAt) return undefined;
    const length = this.#readLength(short);
    const before = opcode < 8 ? (this.#message?.bytes ?? 0) : 0;
    if (before + length > this.#options.maxPayloadBytes) {
      this.#fail(1009, `${before + length} bytes are more than ${this.#options.maxPayloadBytes}`);
    }
    if (!masked) return { fin, opcode, mask: undefined, pieces: [], missingBytes: length };
    if (size < maskAt + 4) return undefined;
    const mask = new Uint8Array(this.#header.buffer.slice(maskAt, maskAt + 4));
    return { fin, opcode, mask, pieces: [], missingBytes: length };
  }

  #checkOpcode(opcode: number, { fin, short }: { fin: boolean; short: number }): void {
    if (!OPCODES.has(opcode)) this.#fail(1002, `The opcode ${opcode} is reserved`);
    if (opcode >= 8) {
      if (!fin) this.#fail(1002, 'A control frame may not be fragmented');
      if (short > 125) this.#fail(1002, 'A control frame carries at most 125 bytes');
    } else if ((opcode === CONTINUATION) !== (this.#message !== undefined)) {
      this.#fail(1002, 'A continuation needs a message that it continues, and nothing else may come within one');
    }
  }

  #readLength(short: number): number {
    if (short < 126) return short;
    if (short === 126) {
      const length = this.#header.getUint16(2);
      if (length < 126) this.#fail(1002, 'The minimal number of bytes must be used for the length');
      return length;
    }
    const length = this.#header.getBigUint64(2);
    if (length >= 2n ** 63n) this.#fail(1002, 'The top bit of a 64-bit length is 0');
    if (length < 65_536n) this.#fail(1002, 'The minimal number of bytes must be used for the length');
    return Number(length);
  }

  #finishFrame({ fin, opcode, mask, pieces }: OpenFrame): void {
    this.#frame = undefined;
    this.#headerBytes = 0;
    const payload = join(pieces);
    if (mask !== undefined) applyMask(payload, mask);
    this.#options.onFrame({ fin, opcode, payload });
    if (opcode >= 8) return;
    const message = this.#message ?? { opcode, pieces: [], bytes: 0 };
    message.pieces.push(payload);
    message.bytes += payload.length;
    this.#message = fin ? undefined : message;
    if (fin) this.#options.onMessage(message.opcode === TEXT ? this.#decodeText(message) : join(message.pieces));
  }

  /** The text as a whole: a character may lie across the frames of its message, and never across two messages. */
  #decodeText({ pieces }: OpenMessage): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(join(pieces));
    } catch {
      return this.#fail(1007, 'A text message is valid UTF-8');
    }
  }

  #fail(closeCode: number, message: string): never {
    this.#failure = new FrameError(closeCode, message);
    throw this.#failure;
  }
}

/** XORs in place. */
function applyMask(bytes: Uint8Array, mask: Uint8Array): void {
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = (bytes[index] ?? 0) ^ (mask[index % 4] ?? 0);
  }
}

function join(pieces: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((bytes, piece) => bytes + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
