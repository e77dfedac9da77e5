import { isEntryRow, type Row } from './row.ts';

/** What is looked for: words, or bytes where the text reads as such. */
export interface Search {
  /** In lower case. */
  readonly text: string;
  /** Present where the text is pairs of hex digits, at least two pairs or one with `0x` before it. */
  readonly bytes?: Uint8Array;
}

const HEX = /^(?:0x)?[0-9a-f]{2}(?:[\s,:]*(?:0x)?[0-9a-f]{2})*$/;

/**
 * Reads what was typed into the search field. `81 05`, `8105` and `0x81` are bytes, and text at the same time: what has
 * either is found.
 *
 * @returns undefined where nothing was typed
 */
export function parseSearch(typed: string): Search | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  const pairs = HEX.test(text) ? (text.replaceAll('0x', '').match(/[0-9a-f]{2}/g) ?? []) : [];
  if (pairs.length < (text.startsWith('0x') ? 1 : 2)) return { text };
  return { text, bytes: Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)) };
}

const decoder = new TextDecoder();

/** Whether a row has what is looked for: in its title, its bytes, its fields, or what its layers carry. */
export function rowMatches(row: Row, search: Search): boolean {
  if (row.title.toLowerCase().includes(search.text)) return true;
  if (!isEntryRow(row)) return false;
  const { entry } = row;
  if (search.bytes && indexOfBytes(entry.bytes, search.bytes) >= 0) return true;
  if (entry.problem?.toLowerCase().includes(search.text)) return true;
  if (decoder.decode(entry.bytes).toLowerCase().includes(search.text)) return true;
  for (const layer of entry.layers) {
    if (layer.title.toLowerCase().includes(search.text)) return true;
    if (layer.facts.some(({ value }) => value.toLowerCase().includes(search.text))) return true;
    if (!layer.content) continue;
    if (decoder.decode(layer.content.bytes).toLowerCase().includes(search.text)) return true;
    if (search.bytes && indexOfBytes(layer.content.bytes, search.bytes) >= 0) return true;
  }
  return false;
}

/** Where `wanted` begins in `bytes`; -1 where it does not occur. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from = 0): number {
  const first = wanted[0];
  if (first === undefined) return -1;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
