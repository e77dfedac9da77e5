import type { Content } from '../../wire/content.ts';
import type { Entry, Layer, LayerName, Role, Span } from '../../wire/span.ts';

/**
 * Bytes to be looked at: those of an entry as they were on the wire, or what one of its layers carries where that never
 * was on the wire as such.
 */
export interface ByteView {
  /** `wire`, or `layer-` with the layer's place. */
  readonly id: string;
  /** `on the wire`, `inflated from the WebSocket frame`. */
  readonly label: string;
  readonly bytes: Uint8Array;
  /** In offsets of `bytes`, in order; where `bytes` were on the wire they leave none out. */
  readonly spans: readonly Span[];
  /**
   * What the text column shows for each byte of `bytes`: unmasked where the bytes were masked. Absent where it would be
   * `bytes` again.
   */
  readonly clear?: Uint8Array;
}

/** The bytes of an entry as they were on the wire. */
export function wireBytes(entry: Entry): ByteView {
  const { bytes, start } = entry;
  const spans = entry.spans.map((span) => ({ ...span, start: span.start - start, end: span.end - start }));
  const clear = clearBytes(entry);
  return { id: 'wire', label: 'on the wire', bytes, spans, ...(clear ? { clear } : {}) };
}

/** All that an entry gives to look at, what was on the wire first. */
export function byteViews(entry: Entry): ByteView[] {
  const inner = entry.layers.flatMap((layer, index) => {
    const { content } = layer;
    if (!content || content.pieces || content.bytes.length === 0) return [];
    // Layers within the inflated one slice its bytes: one view shows them all.
    const outer = entry.layers[index - 1]?.content;
    if (outer && !outer.pieces && outer.bytes.length >= content.bytes.length) return [];
    return [inflated(layer, index, content)];
  });
  return [wireBytes(entry), ...inner];
}

function inflated(layer: Layer, index: number, { bytes }: Content): ByteView {
  return { id: `layer-${index}`, label: 'inflated', bytes, spans: layer.inner ?? [] };
}

/**
 * A masked frame with its data unmasked, whatever part of a message it is.
 *
 * @see RFC 6455 section 5.3
 */
function clearBytes({ bytes, start, spans }: Entry): Uint8Array | undefined {
  const key = spans.find(({ field }) => field === 'websocket.masking-key');
  if (!key || key.end - key.start !== 4) return undefined;
  const clear = bytes.slice();
  const from = key.end - start;
  for (let index = from; index < clear.length; index++) {
    clear[index] = (bytes[index] ?? 0) ^ (bytes[from - 4 + ((index - from) % 4)] ?? 0);
  }
  return clear;
}

/** The index of the span that a byte belongs to; -1 where there is none. */
export function spanAt(spans: readonly Span[], index: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (!span) return -1;
    if (index < span.start) high = middle - 1;
    else if (index >= span.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** One byte as it is shown. */
export interface ByteCell {
  readonly index: number;
  /** Two digits. */
  readonly hex: string;
  /** One character: what the byte is in ASCII, else a dot. */
  readonly text: string;
  /** The place of its span, -1 where it has none. */
  readonly span: number;
  readonly layer: LayerName | undefined;
  readonly role: Role | undefined;
}

/** The bytes of one row. */
export function hexRow(
  view: ByteView,
  row: number,
  { perRow, raw }: { perRow: number; /** Shows masked bytes as they are. */ raw: boolean },
): ByteCell[] {
  const { bytes, spans } = view;
  const text = raw ? bytes : (view.clear ?? bytes);
  const cells: ByteCell[] = [];
  const end = Math.min((row + 1) * perRow, bytes.length);
  let at = spanAt(spans, row * perRow);
  for (let index = row * perRow; index < end; index++) {
    if (at < 0 || index >= (spans[at]?.end ?? 0)) at = spanAt(spans, index);
    const span = spans[at];
    cells.push({
      index,
      hex: (bytes[index] ?? 0).toString(16).padStart(2, '0'),
      text: printable(text[index] ?? 0),
      span: at,
      layer: span?.layer,
      role: span?.role,
    });
  }
  return cells;
}

/** A dot in the middle stands for what is no printable ASCII, and cannot be mistaken for a full stop. */
const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·');

/** An offset as a hex dump writes it, as wide as the largest needs. */
export function formatOffset(offset: number, length: number): string {
  return offset.toString(16).padStart(Math.max(4, (length - 1).toString(16).length), '0');
}
