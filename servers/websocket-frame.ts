import type { LogEntry } from './log/log.ts';

/** Some events as WebSocket moves them: made when they are first asked for, and then for every peer. */
export class EncodedEvents {
  readonly #entries: readonly LogEntry[];
  #frames: Buffer | undefined;
  #messages: readonly string[] | undefined;

  constructor(entries: readonly LogEntry[]) {
    this.#entries = entries;
  }

  /** All of them as frames, one after the other: what a peer gets in one write. */
  get frames(): Buffer {
    if (this.#frames === undefined) {
      const frames = this.messages.map(encodeTextFrame);
      // Frames are what nearly everybody takes, and one copy is enough.
      this.#messages = undefined;
      this.#frames = frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames);
    }
    return this.#frames;
  }

  /** A message an event, for connections that compress: its frame depends on those before it, so it is not shared. */
  get messages(): readonly string[] {
    this.#messages ??= this.#entries.map(({ json }) => `{"op":"event",${json.slice(1)}`);
    return this.#messages;
  }
}

// #region frame
/**
 * Makes a whole text message as one frame, the way a server sends it: not masked and not compressed.
 *
 *     FIN, opcode 1 | length in 7 bits, or 126 and 16 bits, or 127 and 64 bits | payload
 *
 * "The length of the payload data … in network byte order", and "the minimal number of bytes MUST be used".
 *
 * @see RFC 6455 section 5.2
 */
export function encodeTextFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const headBytes = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + bytes);
  frame[0] = 0x81;
  if (headBytes === 2) {
    frame[1] = bytes;
  } else if (headBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, headBytes, 'utf8');
  return frame;
}
// #endregion frame
