/** How many characters of a text a line shows. */
const EXCERPT_CHARS = 60;

/** The most bytes of UTF-8 that a character takes. */
const MAX_BYTES_PER_CHAR = 4;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The beginning of bytes as text in one line, for titles and values. What is no UTF-8 shows as U+FFFD. */
export function excerpt(bytes: Uint8Array, maxChars: number = EXCERPT_CHARS): string {
  const text = decoder.decode(bytes.subarray(0, (maxChars + 1) * MAX_BYTES_PER_CHAR));
  const line = text.replaceAll(/\p{Cc}/gu, ' ');
  if (line.length <= maxChars) return line;
  // A cut between two surrogates would leave half a character.
  const cut = line.slice(0, maxChars - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
