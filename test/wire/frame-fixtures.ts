import { expect } from 'vitest';
import { bytesOf } from '../../lib/wire/content.ts';
import { WIRE_LIMITS } from '../../lib/wire/limits.ts';
import type { EntryDraft, Span } from '../../lib/wire/span.ts';
import {
  createFrameStream,
  encodeFrame,
  type FrameParts,
  type FrameStreamOptions,
} from '../../lib/wire/websocket/index.ts';

/** The bytes of hexadecimal pairs with spaces between. */
export function hex(pairs: string): Uint8Array {
  return Uint8Array.from(pairs.split(' ').filter(Boolean), (pair) => Number.parseInt(pair, 16));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

/** Final unmasked text frames, as a server sends them, where `parts` say nothing else. */
export function frames(...parts: readonly Partial<FrameParts>[]): Uint8Array {
  return concat(parts.map((part) => encodeFrame({ fin: true, opcode: 1, payload: new Uint8Array(0), ...part })));
}

export type Options = Partial<Omit<FrameStreamOptions, 'emit'>>;

/** The entries of a stream that comes in these pieces, the last of them perhaps incomplete. */
export function entriesOf(pieces: readonly Uint8Array[], options: Options = {}): EntryDraft[] {
  const entries: EntryDraft[] = [];
  const stream = createFrameStream({
    start: 0,
    direction: 'down',
    limits: WIRE_LIMITS,
    ...options,
    emit: (entry) => entries.push(entry),
  });
  for (const piece of pieces) stream.push(piece.slice(), 0);
  const pending = stream.pending();
  return pending ? [...entries, pending] : entries;
}

export function byTheByte(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** Decodes the same bytes whole, by the byte and at every split, and expects the same of each. */
export function decode(bytes: Uint8Array, options: Options = {}): EntryDraft[] {
  const whole = entriesOf([bytes], options);
  expectPartition(whole, bytes, options.start);
  expect(entriesOf(byTheByte(bytes), options)).toEqual(whole);
  for (let at = 1; at < bytes.length; at++) {
    expect(entriesOf([bytes.subarray(0, at), bytes.subarray(at)], options)).toEqual(whole);
  }
  return whole;
}

/** Expects every byte to be in one entry and in one span of it, with the widths of bits adding up. */
export function expectPartition(entries: readonly EntryDraft[], bytes: Uint8Array, start = 0): void {
  let at = start;
  for (const entry of entries) {
    expect(entry.start).toBe(at);
    expect(Buffer.compare(entry.bytes, bytes.subarray(entry.start - start, entry.end - start))).toBe(0);
    expectSpans(entry.spans, entry.start, entry.end);
    for (const { content, inner } of entry.layers) if (inner) expectSpans(inner, 0, content?.bytes.length ?? -1);
    at = entry.end;
  }
  expect(at - start).toBe(bytes.length);
}

/** Expects spans to be in order, without a hole, from the one offset to the other. */
export function expectSpans(spans: readonly Span[], start: number, end: number): void {
  let at = start;
  for (const span of spans) {
    expect(span.start).toBe(at);
    expect(span.end).toBeGreaterThan(span.start);
    if (span.bits) {
      const width = span.bits.reduce((sum, bits) => sum + bits.width, 0);
      expect(width).toBe(8 * (span.end - span.start));
    }
    at = span.end;
  }
  expect(at).toBe(end);
}

/** Spans as `field "its text"`, in short. */
export function told(spans: readonly Span[], bytes: Uint8Array, start = 0): string[] {
  const decoder = new TextDecoder();
  return spans.map(
    ({ field, ...span }) => `${field} ${decoder.decode(bytes.slice(span.start - start, span.end - start))}`,
  );
}

export function payloadBytes(entries: readonly EntryDraft[]): number {
  return entries.reduce((sum, { spans }) => sum + bytesOf(spans, 'payload'), 0);
}
