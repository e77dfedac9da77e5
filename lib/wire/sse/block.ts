import { type Content, type Piece, sliceContent, toStream } from '../content.ts';
import type { ContentSpan } from '../content.ts';
import { type Dissection, joinMentions } from '../dissection.ts';
import { excerpt } from '../excerpt.ts';
import { dissectText } from '../json.ts';
import type { Fact, FieldId } from '../span.ts';

/** What a block of an event stream is. */
export interface Block extends Dissection {
  /** One line: `message 42`, `event: reset`, `comment`. */
  readonly title: string;
}

/** A run of the block's content. */
interface Run {
  readonly from: number;
  readonly to: number;
}

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Takes a block of an event stream apart: its lines up to and with the empty one. The values of `data:`, and the line
 * ends that join several of them, are payload; all else is overhead.
 *
 * @param limit Of bytes of data that are decoded further.
 * @see HTML standard, section 9.2.6 (interpreting an event stream)
 */
export function dissectBlock(content: Content, limit: number): Block {
  const { bytes } = content;
  const spans: ContentSpan[] = [];
  const facts: Fact[] = [];
  const data: Run[] = [];
  let name = '';
  let id: string | undefined;
  let hasComment = false;
  let joint: Run | undefined;

  const mark = (from: number, to: number, field: FieldId): void => {
    if (from < to) spans.push({ start: from, end: to, layer: 'sse', role: 'overhead', field });
  };

  let from = 0;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    mark(0, 3, 'sse.byte-order-mark');
    from = 3;
  }
  while (from < bytes.length) {
    const to = lineEnd(bytes, from);
    const next = bytes[to] === CR && bytes[to + 1] === LF ? to + 2 : Math.min(to + 1, bytes.length);
    const colon = bytes.subarray(from, to).indexOf(COLON);
    const nameEnd = colon === -1 ? to : from + colon;
    const field = utf8.decode(bytes.subarray(from, nameEnd));
    const valueStart = colon === -1 ? to : nameEnd + (bytes[nameEnd + 1] === SPACE && nameEnd + 1 < to ? 2 : 1);
    const value = (): string => utf8.decode(bytes.subarray(valueStart, to));
    if (from === to) mark(from, next, 'sse.dispatch');
    else if (field === 'data') {
      // The line end before this one joins the two, so it belongs to the data after all.
      if (joint) data.push(joint);
      mark(from, valueStart, 'sse.data');
      data.push({ from: valueStart, to });
      joint = to < next ? { from: next - 1, to: next } : undefined;
      mark(to, next, 'sse.line-end');
    } else {
      const id_ = FIELDS.get(field) ?? (colon === 0 ? 'sse.comment' : 'sse.unknown-field');
      mark(from, to, id_);
      mark(to, next, 'sse.line-end');
      facts.push({ field: id_, value: id_ === 'sse.unknown-field' ? `${field}: ${value()}` : value() });
      if (colon === 0) hasComment = true;
      if (field === 'event') name = value();
      if (field === 'id') id = value();
    }
    from = next;
  }

  const inner = dissectData(content, data, limit);
  const title = titleOf({ name, id, hasData: data.length > 0, hasComment, facts });
  return {
    title,
    spans: interleave(spans, inner.spans),
    layers: [{ name: 'sse', title, facts, ...(data.length > 0 && { content: inner.content }) }, ...inner.layers],
    mentions: joinMentions([inner.mentions, id !== undefined && /^\d{1,15}$/.test(id) ? { seqs: [Number(id)] } : {}]),
    ...(inner.problem !== undefined && { problem: inner.problem }),
  };
}

const FIELDS: ReadonlyMap<string, FieldId> = new Map([
  ['id', 'sse.id'],
  ['event', 'sse.event'],
  ['retry', 'sse.retry'],
]);

/** The spans in offsets of the block, and the data as content of the stream. */
function dissectData(block: Content, runs: readonly Run[], limit: number): Dissection & { content: Content } {
  const length = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const bytes = new Uint8Array(length);
  const local: Piece[] = [];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of runs) {
    if (from === to) continue;
    bytes.set(block.bytes.subarray(from, to), at);
    // A line may end in a carriage return alone: as data it is a line feed all the same.
    if (to - from === 1 && bytes[at] === CR) bytes[at] = LF;
    local.push({ at, start: from, length: to - from });
    for (const piece of sliceContent(block, from, to).pieces ?? []) pieces.push({ ...piece, at: at + piece.at });
    at += to - from;
  }
  const content: Content = { bytes, pieces };
  if (length > limit) {
    const whole = { start: 0, end: length, layer: 'sse', role: 'payload', field: 'sse.value' } as const;
    const problem = `the data has more than ${limit} bytes, so it is not looked into`;
    return { spans: toStream({ bytes, pieces: local }, [whole]), layers: [], mentions: {}, problem, content };
  }
  if (length === 0) return { spans: [], layers: [], mentions: {}, content };
  const dissection = dissectText(content);
  return { ...dissection, spans: toStream({ bytes, pieces: local }, dissection.spans), content };
}

/** Two lists of spans in order. Where data covers a part of a line end, that part is the data's. */
function interleave(overhead: readonly ContentSpan[], data: readonly ContentSpan[]): ContentSpan[] {
  const all: ContentSpan[] = [];
  let index = 0;
  for (const span of overhead) {
    for (let next = data[index]; next && next.start < span.start; next = data[++index]) all.push(next);
    const over = data[index];
    const end = over && over.start < span.end ? over.start : span.end;
    if (span.start < end) all.push({ ...span, end });
  }
  all.push(...data.slice(index));
  return all;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === LF || bytes[at] === CR) return at;
  return bytes.length;
}

function titleOf(block: {
  name: string;
  id: string | undefined;
  hasData: boolean;
  hasComment: boolean;
  facts: readonly Fact[];
}): string {
  const { name, id, hasData, hasComment, facts } = block;
  const position = id === undefined || id === '' ? '' : ` ${id}`;
  const shown = excerpt(new TextEncoder().encode(name === '' ? 'message' : name));
  if (hasData) return `${shown}${position}`;
  if (hasComment && facts.every(({ field }) => field === 'sse.comment')) return 'comment';
  return 'no event: there is no data';
}
