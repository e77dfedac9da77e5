import { type Content, type ContentSpan, shifted, sliceContent } from '../content.ts';
import { type Dissection, joinMentions } from '../dissection.ts';
import { dissectJson, utf8 } from '../json.ts';
import type { Fact, Layer } from '../span.ts';

/** How many arguments become layers of their own. The spans leave none out. */
const MAX_ARGUMENTS = 16;

/** An element of an array, as offsets. */
interface Element {
  readonly start: number;
  readonly end: number;
}

// #region elements
/**
 * Finds the elements of a JSON array without parsing them: the commas of depth 1, outside strings.
 *
 * @returns the elements as far as there are any, and where the bracket that closes the array is; -1 without one
 */
function elementsOf(bytes: Uint8Array): { elements: Element[]; close: number } {
  const elements: Element[] = [];
  let depth = 0;
  let isInString = false;
  let start = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isInString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) isInString = false;
    } else if (byte === 0x22) isInString = true;
    else if (byte === 0x5b || byte === 0x7b) depth++;
    else if (byte === 0x5d || byte === 0x7d) {
      depth--;
      if (depth > 0) continue;
      if (at > start || elements.length > 0) elements.push({ start, end: at });
      return { elements, close: at };
    } else if (byte === 0x2c && depth === 1) {
      elements.push({ start, end: at });
      start = at + 1;
    }
  }
  if (start < bytes.length) elements.push({ start, end: bytes.length });
  return { elements, close: -1 };
}
// #endregion elements

/**
 * Reads the array of an event or an ack: its arguments are payload, each with what its JSON says; the brackets, the name of
 * the event and the commas are overhead.
 */
export function dissectArray(
  content: Content,
  { hasName, isBeginning }: { hasName: boolean; isBeginning: boolean },
): Dissection & { facts: readonly Fact[]; event?: string } {
  const { bytes } = content;
  const { elements, close } = elementsOf(bytes);
  const [name] = hasName ? elements : [];
  const event = name && nameOf(bytes.subarray(name.start, name.end));
  const isArray = bytes[0] === 0x5b && close === bytes.length - 1 && (!hasName || event !== undefined);
  if (!isArray && !isBeginning) return broken(content, hasName);

  const spans: ContentSpan[] = [];
  const add = (start: number, end: number, field: ContentSpan['field']) => {
    if (end > start) spans.push({ start, end, layer: 'socket-io', role: 'overhead', field });
  };
  add(0, Math.min(1, bytes.length), 'socket-io.bracket');
  const values: Dissection[] = [];
  for (const [index, { start, end }] of elements.entries()) {
    if (index > 0) add(start - 1, start, 'socket-io.comma');
    if (index === 0 && hasName) add(start, end, 'socket-io.event');
    else if (isBeginning) {
      spans.push({ start, end, layer: 'json', role: 'payload', field: 'json.value' });
    } else {
      const value = dissectJson(sliceContent(content, start, end));
      values.push(value);
      for (const span of shifted(value.spans, start)) spans.push(span);
    }
  }
  if (isBeginning) {
    const end = spans.at(-1)?.end ?? 0;
    add(end, bytes.length, close === -1 ? 'socket-io.comma' : 'socket-io.bracket');
  } else add(close, close + 1, 'socket-io.bracket');

  const problem = values.find((value) => value.problem !== undefined)?.problem;
  return {
    spans,
    layers: values
      .slice(0, MAX_ARGUMENTS)
      .flatMap((value, index) => value.layers.map((layer) => numbered(layer, index))),
    mentions: joinMentions(values.map(({ mentions }) => mentions)),
    facts: [
      ...(event === undefined ? [] : [{ field: 'socket-io.event' as const, value: event }]),
      ...values.slice(0, MAX_ARGUMENTS).flatMap((value, index) => placeholdersIn(value, index)),
    ],
    ...(event !== undefined && { event }),
    ...(problem !== undefined && { problem }),
  };

  function numbered(layer: Layer, index: number): Layer {
    return values.length === 1 ? layer : { ...layer, title: `argument ${index + 1}: ${layer.title}` };
  }
}

/** "the event name is a string or a number" */
function nameOf(json: Uint8Array): string | undefined {
  try {
    const name: unknown = JSON.parse(utf8(json) ?? '');
    return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
  } catch {
    return undefined;
  }
}

/** Where an argument has `{"_placeholder":true,"num":0}` in the place of an attachment. */
function placeholdersIn({ layers }: Dissection, index: number): Fact[] {
  const text = utf8(layers[0]?.content?.bytes ?? new Uint8Array()) ?? '';
  if (!text.includes('"_placeholder":true')) return [];
  return Array.from(text.matchAll(/\{"_placeholder":true,"num":(\d{1,5})\}/g), ([, number]) => ({
    field: 'socket-io.placeholder',
    value: `attachment ${Number(number) + 1} belongs into argument ${index + 1}`,
  }));
}

function broken(content: Content, hasName: boolean): Dissection & { facts: readonly Fact[] } {
  const { length } = content.bytes;
  const span: ContentSpan = {
    start: 0,
    end: length,
    layer: 'undecodable',
    role: 'overhead',
    field: 'undecodable.bytes',
  };
  return {
    spans: length > 0 ? [span] : [],
    layers: [{ name: 'undecodable', title: 'no array', facts: [], content }],
    mentions: {},
    facts: [],
    problem: hasName ? 'an event is an array that begins with its name' : 'an ack is an array',
  };
}
