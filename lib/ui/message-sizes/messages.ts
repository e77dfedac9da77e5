import type { Json } from './merge-patch.ts';

/** How long a reader's text may be, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 8_192;
/** How many messages are sent of a list; and how many are made of one. */
export const MAX_MESSAGES = 50;
const MAX_DEPTH = 16;

/** What the reader's text says. */
export type Pasted =
  | { readonly kind: 'one' | 'list'; readonly messages: readonly Json[] }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Messages to begin with. */
export const SAMPLES: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: 'A price',
    text: '{"type":"price","symbol":"ACME","bid":101.25,"ask":101.5,"volume":18200,"open":true}',
  },
  {
    name: 'A chat message',
    text: '{"type":"message","room":"general","id":4711,"from":"Ada","text":"The engine might compose elaborate pieces of music 🎵"}',
  },
  { name: 'A pointer', text: '{"userId":"user-17","x":512.25,"y":384.5}' },
  {
    name: 'A list of sensors',
    text: '{"at":1763690000,"sensors":[{"id":1,"temperature":21.5,"humidity":40},{"id":2,"temperature":19.25,"humidity":52},{"id":3,"temperature":24,"humidity":38}]}',
  },
];

/** Reads a reader's text: one message, or a list with at least two of them. */
export function readPasted(text: string): Pasted {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_TEXT_BYTES) {
    return { kind: 'wrong', reason: `At most ${MAX_TEXT_BYTES} bytes, please; these are ${bytes}` };
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { kind: 'wrong', reason: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (depthOf(value) > MAX_DEPTH) return { kind: 'wrong', reason: `At most ${MAX_DEPTH} levels deep, please` };
  if (!isList(value) || value.length < 2 || value.some((item) => typeof item !== 'object' || item === null)) {
    return { kind: 'one', messages: Array.from({ length: MAX_MESSAGES }, (_, index) => vary(value, index)) };
  }
  return { kind: 'list', messages: value.slice(0, MAX_MESSAGES) };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A message like the given one: every number moves a little, with as many decimals as it has, and the rest stays. */
export function vary(value: Json, index: number): Json {
  if (typeof value === 'number') return moved(value, index);
  if (isList(value)) return value.map((item) => vary(item, index));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, vary(item, index)]));
}

function moved(value: number, index: number): number {
  const [, decimals = ''] = /\.(\d+)$/.exec(String(value)) ?? [];
  if (index === 0 || (decimals === '' && !Number.isSafeInteger(value + index))) return value;
  if (decimals === '') return value + index;
  // It wanders, as prices and pointers do, instead of growing.
  const step = ((index * 7) % 11) - 5;
  return Number((value + step * 10 ** -decimals.length).toFixed(Math.min(decimals.length, 20)));
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
