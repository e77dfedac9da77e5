import type { Span } from '../../wire/span.ts';
import type { ByteView } from './byte-view.ts';

/** How many bytes of a field are read for its line. */
const MAX_BYTES = 160;

const decoder = new TextDecoder();

/** A field in one line: what its decoder says of it, else what its bytes read as. */
export function valueOfField({ value, start, end, bits }: Span, { bytes, clear }: ByteView): string {
  if (value !== undefined) return value;
  if (bits) return bits.map((field) => field.value.toString(2).padStart(field.width, '0')).join(' ');
  const text = decoder.decode((clear ?? bytes).subarray(start, Math.min(end, start + MAX_BYTES)));
  // The end of a line goes without saying, unless it is all there is.
  const shown = text.trim() === '' ? text : text.replace(/\r?\n$/, '');
  const line = shown
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '·');
  return end - start > MAX_BYTES ? `${line}…` : line;
}
