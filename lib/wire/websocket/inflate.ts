import { Inflate } from 'fflate';

/** How permessage-deflate was agreed on for one direction. */
export interface DeflateAgreement {
  /** Whether the sender forgets what it sent before with each message. */
  readonly noContextTakeover: boolean;
  /** 8 to 15: how far back, as a power of two in bytes, a message may refer. */
  readonly windowBits: number;
}

/** What a message was inflated to, or why it was not. */
export type Inflated =
  | { readonly bytes: Uint8Array }
  /** `deflate`: the bytes are no DEFLATE data. `too-large`: the limit. `lost`: an earlier one of these took the window. */
  | { readonly failed: 'deflate' | 'too-large' | 'lost' };

/** Inflates the messages of one direction. */
export interface Inflater {
  inflate(compressed: Uint8Array): Inflated;
  /** A message was not inflated: where messages refer to those before, none can be from here on. */
  miss(): void;
}

/** "Append 4 octets of 0x00 0x00 0xff 0xff to the tail end of the payload of the message", and an empty last block. */
const TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff, 0x01, 0x00, 0x00, 0xff, 0xff);

/**
 * How many compressed bytes are inflated at a time. DEFLATE makes at most 1,032 bytes of one, so that no more than about
 * a mebibyte is made past the limit before it is noticed.
 */
const STEP_BYTES = 1024;

/**
 * Inflates the messages of one direction, one after the other.
 *
 * Each message gets an inflater of its own with what came before as its dictionary: a message may end with a last block
 * (BFINAL), after which an inflater takes nothing more.
 *
 * @see RFC 7692 section 7.2.2
 */
export function createInflater({ noContextTakeover, windowBits }: DeflateAgreement, maxBytes: number): Inflater {
  const windowBytes = 2 ** windowBits;
  let window = new Uint8Array(0);
  let isLost = false;

  return {
    inflate(compressed) {
      if (isLost) return { failed: 'lost' };
      const inflated = inflate(compressed, window, maxBytes);
      if ('failed' in inflated) this.miss();
      else if (!noContextTakeover) window = lastBytes(window, inflated.bytes, windowBytes);
      return inflated;
    },
    miss() {
      isLost = !noContextTakeover;
    },
  };
}

function inflate(compressed: Uint8Array, dictionary: Uint8Array, maxBytes: number): Inflated {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const inflater = new Inflate({ dictionary }, (chunk) => {
    chunks.push(chunk);
    bytes += chunk.length;
  });
  const data = joined([compressed, TAIL], compressed.length + TAIL.length);
  try {
    for (let at = 0; at < data.length; at += STEP_BYTES) {
      // With the end announced, what is cut off is an error and not a wait for more.
      inflater.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
      if (bytes > maxBytes) return { failed: 'too-large' };
    }
  } catch {
    return { failed: 'deflate' };
  }
  return { bytes: joined(chunks, bytes) };
}

/** Puts chunks together. @param bytes how many there are in all */
export function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const result = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return result;
}

function lastBytes(before: Uint8Array, latest: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const kept = Math.max(0, Math.min(before.length, count - latest.length));
  const tail = latest.subarray(Math.max(0, latest.length - count));
  const result = new Uint8Array(kept + tail.length);
  result.set(before.subarray(before.length - kept));
  result.set(tail, kept);
  return result;
}
