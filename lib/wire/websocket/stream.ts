import type { Direction } from '../../protocol/index.ts';
import type { WireLimits } from '../limits.ts';
import type { EntryDraft } from '../span.ts';
import { createFrameReader } from './frame-reader.ts';
import type { FrameData } from './messages.ts';
import { headerBytes, isLengthLegal, MAX_HEADER_BYTES, readHeader } from './header.ts';
import type { DeflateAgreement } from './inflate.ts';

export interface FrameStreamOptions {
  /** Offset of the first byte after the handshake, in its direction. */
  readonly start: number;
  /** Decides whether frames must be masked: those of a client must, those of a server must not. */
  readonly direction: Direction;
  /** What the handshake agreed on for this direction; absent without permessage-deflate. */
  readonly deflate?: DeflateAgreement;
  /** What the messages carry besides the application's own. */
  readonly inner?: 'engine-io';
  /** Of these, `entryBytes` for a frame (at least 14, the longest header), and `contentBytes` for a message. */
  readonly limits: Pick<WireLimits, 'contentBytes' | 'entryBytes'>;
  /** Takes each entry once it is complete, in the order of the stream. */
  readonly emit: (draft: EntryDraft) => void;
}

/** Takes one direction of a WebSocket in, after its handshake. */
export interface FrameStream {
  /**
   * Feeds the next bytes, cut anywhere. They are kept by entries, and must not change afterwards.
   *
   * @param at when they went, in ms
   */
  push(bytes: Uint8Array, at: number): void;
  /** What has begun and waits for the rest, as far as it is known. */
  pending(): EntryDraft | undefined;
}

/**
 * Cuts one direction of a WebSocket into frames, one entry each: the spans of its header, and what its message holds on
 * the frame that completes it. Nothing that comes over the network makes it throw. What is illegal is a `problem` of its
 * entry, and the stream goes on with the next frame for as long as there is a length to find it by.
 *
 * @see RFC 6455 section 5
 */
export function createFrameStream({ start, emit, ...options }: FrameStreamOptions): FrameStream {
  const reader = createFrameReader(options);
  const maxEntryBytes = Math.max(options.limits.entryBytes, MAX_HEADER_BYTES);
  let offset = start;
  let beganAt = 0;
  let held = new Uint8Array(0);
  let heldBytes = 0;
  /** How many bytes there have to be before it can go on. */
  let wantedBytes = 2;
  /** What is left of a frame that is longer than an entry; everything, once no next frame can be found. */
  let restBytes = 0;
  let isLost = false;

  /** How many bytes the entry that begins with these takes, as far as they say. */
  function wanted(bytes: Uint8Array): number {
    if (restBytes > 0) return Math.min(restBytes, maxEntryBytes);
    if (bytes.length < 2) return 2;
    const header = readHeader(bytes);
    if (!header) return headerBytes(bytes[1] ?? 0);
    return isLengthLegal(header) ? Math.min(header.bytes + header.length, maxEntryBytes) : header.bytes;
  }

  function read(place: FrameData, isComplete: boolean) {
    if (restBytes > 0) return isLost ? reader.lost(place) : reader.continued(place);
    const header = readHeader(place.bytes);
    return isComplete && header ? reader.frame(place, header) : reader.unfinished(place, header);
  }

  function draftOf(bytes: Uint8Array, endedAt: number, complete: boolean): EntryDraft {
    const reading = read({ start: offset, bytes }, complete);
    return { ...reading, start: offset, end: offset + bytes.length, beganAt, endedAt, bytes, complete };
  }

  function take(bytes: Uint8Array, at: number): void {
    const draft = draftOf(bytes, at, true);
    if (restBytes > 0) restBytes -= bytes.length;
    else {
      const header = readHeader(bytes);
      if (header) restBytes = header.bytes + header.length - bytes.length;
      isLost = restBytes === Infinity;
    }
    offset += bytes.length;
    emit(draft);
  }

  function hold(bytes: Uint8Array): void {
    if (heldBytes + bytes.length > held.length) {
      // Only what has come decides how much is set aside, never a length that somebody claims.
      const grown = new Uint8Array(Math.min(wantedBytes, Math.max(2 * (heldBytes + bytes.length), 256)));
      grown.set(held.subarray(0, heldBytes));
      held = grown;
    }
    held.set(bytes, heldBytes);
    heldBytes += bytes.length;
  }

  let lastAt = 0;

  return {
    push(bytes, at) {
      lastAt = at;
      let from = 0;
      while (from < bytes.length) {
        if (heldBytes === 0) {
          beganAt = at;
          const rest = from === 0 ? bytes : bytes.subarray(from);
          wantedBytes = wanted(rest);
          if (rest.length >= wantedBytes) {
            take(rest.subarray(0, wantedBytes), at);
            from += wantedBytes;
            continue;
          }
        }
        const next = Math.min(bytes.length, from + wantedBytes - heldBytes);
        hold(bytes.subarray(from, next));
        from = next;
        if (heldBytes < wantedBytes) return;
        wantedBytes = wanted(held.subarray(0, heldBytes));
        if (heldBytes < wantedBytes) continue;
        take(held.subarray(0, heldBytes), at);
        held = new Uint8Array(0);
        heldBytes = 0;
      }
    },
    pending() {
      return heldBytes === 0 ? undefined : draftOf(held.subarray(0, heldBytes), lastAt, false);
    },
  };
}
