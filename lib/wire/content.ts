import type { Role, Span } from './span.ts';

/** Where a run of content lies in the stream: `length` bytes from content offset `at` are at stream offset `start`. */
export interface Piece {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/**
 * Bytes that a layer carries, put together: without the framing of chunks and frames, unmasked, inflated. Inner layers
 * are decoded on it, in content offsets, and {@link toStream} says where that was on the wire.
 */
export interface Content {
  readonly bytes: Uint8Array;
  /**
   * In order of `at`, covering `bytes`, one content byte for one stream byte. Absent where none of them is on the wire
   * as such (inflated): then `source` is what they came from.
   */
  readonly pieces?: readonly Piece[];
  /** The runs of stream bytes that the content was made from, where it has no `pieces`. */
  readonly source?: readonly { readonly start: number; readonly end: number }[];
}

/** A span in content offsets. */
export type ContentSpan = Span;

/** Content that lies in the stream in one run. */
export function contentAt(bytes: Uint8Array, start: number): Content {
  return { bytes, pieces: bytes.length === 0 ? [] : [{ at: 0, start, length: bytes.length }] };
}

/** A part of a content, `from` to `to` in its offsets. */
export function sliceContent(content: Content, from: number, to: number): Content {
  const bytes = content.bytes.subarray(from, to);
  if (!content.pieces) return { ...content, bytes };
  const pieces = content.pieces.flatMap(({ at, start, length }) => {
    const first = Math.max(at, from);
    const last = Math.min(at + length, to);
    return first < last ? [{ at: first - from, start: start + first - at, length: last - first }] : [];
  });
  return { bytes, pieces };
}

/** The spans of a part of a content in the offsets of the whole, where the part begins at `by`. */
export function shifted(spans: readonly ContentSpan[], by: number): ContentSpan[] {
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }));
}

/**
 * Lays spans of a content out on the stream. A span that framing cuts becomes several with the same meaning. Where the
 * content was inflated there is nothing to lay out, and the result is empty.
 */
export function toStream(content: Content, spans: readonly ContentSpan[]): Span[] {
  const { pieces } = content;
  if (!pieces) return [];
  const laid: Span[] = [];
  let index = 0;
  for (const span of spans) {
    // Spans are in order: a piece that ends before this one begins is never needed again.
    for (; index < pieces.length; index++) {
      const piece = pieces[index];
      if (piece && piece.at + piece.length > span.start) break;
    }
    for (let next = index; next < pieces.length; next++) {
      const piece = pieces[next];
      if (!piece || piece.at >= span.end) break;
      const from = Math.max(span.start, piece.at);
      const to = Math.min(span.end, piece.at + piece.length);
      laid.push({ ...span, start: piece.start + from - piece.at, end: piece.start + to - piece.at });
    }
  }
  return laid;
}

/** How many bytes of the spans are of a role. */
export function bytesOf(spans: readonly Span[], role: Role): number {
  let bytes = 0;
  for (const span of spans) if (span.role === role) bytes += span.end - span.start;
  return bytes;
}
