import { jsonDepth, MAX_JSON_DEPTH } from '../protocol/index.ts';
import type { Content } from './content.ts';
import type { Dissection } from './dissection.ts';
import { excerpt } from './excerpt.ts';
import { mentionsOf } from './mentions.ts';
import type { Fact, LayerName } from './span.ts';

/** The largest JSON text that is parsed. A polling answer of the lab has 1 MiB of events at most. */
export const MAX_JSON_BYTES = 2 * 1024 * 1024;

/** How many members of an object are listed, and how many characters of each. */
const MAX_FACTS = 16;
const FACT_CHARS = 80;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes, or undefined where they are no UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads a content as one JSON text. All of it is payload, in one span: what is inside is the application's own. The
 * members of an object become facts, and the events and publishes of the lab in it are mentioned.
 *
 * Never throws: what is no JSON, deeper than {@link MAX_JSON_DEPTH}, or larger than {@link MAX_JSON_BYTES} has a
 * `problem`, and stays payload.
 *
 * @see RFC 8259
 */
export function dissectJson(content: Content): Dissection {
  const { bytes } = content;
  const parsed = parse(bytes);
  const layer = 'problem' in parsed ? 'undecodable' : 'json';
  return {
    spans: wholeSpan(bytes, layer),
    layers: [
      'problem' in parsed
        ? { name: layer, title: 'not JSON', facts: [], content }
        : { name: layer, title: titleOf(parsed.value), facts: factsOf(parsed.value), content },
    ],
    mentions: 'problem' in parsed ? {} : mentionsOf(parsed.value),
    ...('problem' in parsed && { problem: parsed.problem }),
  };
}

/**
 * Reads what an application handed over as text: as JSON where it begins as an object or an array, else as it is. What is
 * no UTF-8 has a `problem`.
 */
export function dissectText(content: Content): Dissection {
  const first = content.bytes[0];
  if (first === 0x7b || first === 0x5b) return dissectJson(content);
  const isText = utf8(content.bytes) !== undefined;
  return {
    spans: wholeSpan(content.bytes, isText ? 'text' : 'undecodable'),
    layers: [{ name: isText ? 'text' : 'undecodable', title: excerpt(content.bytes), facts: [], content }],
    mentions: {},
    ...(!isText && { problem: NOT_UTF8 }),
  };
}

/** Takes what an application handed over as bytes. */
export function dissectBinary(content: Content): Dissection {
  const { bytes } = content;
  const title = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
  return {
    spans: wholeSpan(bytes, 'binary'),
    layers: [{ name: 'binary', title, facts: [], content }],
    mentions: {},
  };
}

const NOT_UTF8 = 'the text is not valid UTF-8';

function wholeSpan(bytes: Uint8Array, layer: LayerName): Dissection['spans'] {
  if (bytes.length === 0) return [];
  const field = layer === 'undecodable' ? 'undecodable.bytes' : `${layer}.value`;
  return [{ start: 0, end: bytes.length, layer, role: 'payload', field: field as `${LayerName}.${string}` }];
}

function parse(bytes: Uint8Array): { value: unknown } | { problem: string } {
  if (bytes.length > MAX_JSON_BYTES) return { problem: `the JSON text has more than ${MAX_JSON_BYTES} bytes` };
  const text = utf8(bytes);
  if (text === undefined) return { problem: NOT_UTF8 };
  if (jsonDepth(text) > MAX_JSON_DEPTH) return { problem: `the JSON text is nested deeper than ${MAX_JSON_DEPTH}` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'the text is not valid JSON' };
  }
}

function titleOf(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `object of ${Object.keys(value).length}`;
  return value === null ? 'null' : typeof value;
}

function factsOf(value: unknown): Fact[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .slice(0, MAX_FACTS)
    .map(([name, member]) => ({ field: 'json.member', value: `${clip(name)}: ${memberText(member)}` }));
}

function memberText(member: unknown): string {
  return Array.isArray(member) && member.length > 0 ? titleOf(member) : clip(JSON.stringify(member));
}

function clip(text: string): string {
  return text.length <= FACT_CHARS ? text : `${text.slice(0, FACT_CHARS - 1)}…`;
}
