import type { Span } from '../../wire/index.ts';

/** Bytes as pairs of hexadecimal digits, with a space between them. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * Reads pairs of hexadecimal digits; spaces, commas and `0x` are skipped.
 *
 * @returns `undefined` where something else is among them, or a digit is left over
 */
export function parseHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replace(/0x|[\s,]+/gi, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return undefined;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A run of bytes as it is drawn: what belongs to one span, or the part of it that is still shown. */
export interface HexRun {
  /** Offset of its first byte in its direction of the connection. */
  readonly start: number;
  readonly hex: string;
  readonly role: Span['role'];
  /** `undecodable` is drawn apart. */
  readonly layer: Span['layer'];
}

/** The first `limit` bytes of an entry, cut where a span begins, and how many there are beyond. */
export function hexRuns(
  { start, bytes, spans }: { start: number; bytes: Uint8Array; spans: readonly Span[] },
  limit: number,
): { runs: readonly HexRun[]; more: number } {
  const runs: HexRun[] = [];
  const last = Math.min(bytes.length, limit);
  for (const span of spans) {
    const from = span.start - start;
    const to = Math.min(span.end - start, last);
    if (from >= to) break;
    runs.push({ start: span.start, hex: hexOf(bytes.subarray(from, to)), role: span.role, layer: span.layer });
  }
  return { runs, more: bytes.length - last };
}
