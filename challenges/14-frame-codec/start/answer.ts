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

/** The bytes of one frame. */
export function encodeFrame(frame: FrameToEncode): Uint8Array {
  void frame;
  return new Uint8Array();
}

/** Reads frames out of a stream of bytes. */
export class FrameDecoder {
  constructor(options: FrameDecoderOptions) {
    void options;
  }

  /**
   * Takes the next bytes, wherever they were cut.
   *
   * @throws FrameError where they break a rule
   */
  push(chunk: Uint8Array): void {
    void chunk;
  }
}
