import type { Direction } from '../../protocol/index.ts';
import { type Content, toStream } from '../content.ts';
import { type Dissection, joinMentions } from '../dissection.ts';
import type { EntryDraft, EntryKind, Layer, Mentions, Span } from '../span.ts';
import { dissectBlock } from '../sse/block.ts';
import type { Cut } from '../strip.ts';
import type { BodyReader } from './body.ts';
import { dissectBody, plain } from './dissect-body.ts';
import type { Exchange } from './exchange.ts';
import { type Head, readHead } from './head.ts';

/** How far a message has come. */
export interface MessageState {
  /** Absent while it is not complete, or not known. */
  readonly head?: Head;
  /** Absent where the head is in an entry before. */
  readonly headBytes?: number;
  /** Counts the entries of a body that is too long for one, from 1. */
  readonly part: number;
  /** Whether a head has come, and its body is not over. */
  readonly isInside: boolean;
  readonly isEventStream?: boolean;
  readonly endsWithConnection?: boolean;
  readonly exchange?: Exchange;
  readonly problem?: string;
}

/** What an entry is made from, besides its bytes. */
export interface DraftOptions {
  readonly state: MessageState;
  readonly direction: Direction;
  readonly body?: BodyReader;
  readonly limit: number;
  /** @default true */
  readonly isComplete?: boolean;
  /** A block of an event stream is complete. */
  readonly isBlock?: boolean;
  /** More of the same follows in the next entry. */
  readonly isPart?: boolean;
  readonly problem?: string;
}

/** Makes an entry of a message, or of a part of one. */
export function draftMessage(cut: Cut, options: DraftOptions): EntryDraft {
  const { state, direction, body, isComplete = true, limit } = options;
  const { headBytes = body ? 0 : cut.bytes.length } = state;
  const isHead = headBytes > 0;
  const head = state.headBytes === undefined ? partialHead(cut, headBytes, direction) : state.head;
  const content = body && body.contentBytes > 0 ? body.content(cut.bytes, cut.start) : undefined;
  const inner = content ? dissectContent(content, options) : undefined;
  const spans = [
    ...(head?.spans ?? []),
    ...(body ? inOrder(body.spans, content && inner ? toStream(content, inner.spans) : []) : []),
  ];
  fill(spans, cut);

  const isBlock = state.isEventStream === true && !isHead && content !== undefined;
  const title = titleOf(options, { isHead, block: isBlock ? inner?.title : undefined });
  const isCutOff = isBlock && isComplete && options.isBlock !== true && options.isPart !== true;
  const cutOff = isCutOff ? 'the stream ended before the empty line, so a reader drops this' : undefined;
  const problems = [
    ...new Set([
      isHead ? head?.problem : undefined,
      state.problem,
      inner?.problem,
      body?.problem,
      cutOff,
      options.problem,
    ]),
  ].filter((problem) => problem !== undefined);
  const http: Layer = {
    name: 'http',
    title: isBlock ? 'chunk of the answer' : title,
    facts: [...(head?.facts ?? []), ...(body?.spans ?? []).flatMap(factOf)],
    ...(content && { content }),
  };
  return {
    ...cut,
    kind: isBlock ? 'event' : kindOf(direction),
    title,
    spans,
    layers: [http, ...(inner?.layers ?? [])],
    mentions: mentionsOf(options, inner?.mentions),
    complete: isComplete,
    ...(problems.length > 0 && { problem: problems.join('; ') }),
  };

  function dissectContent(whole: Content, { isPart = false }: DraftOptions): Dissection & { title?: string } {
    if (state.isEventStream) return dissectBlock(whole, limit);
    if (isPart || !isComplete || state.part > 1) return plain(whole.bytes.length);
    const isEngineIo = state.exchange?.isEngineIo ?? false;
    return dissectBody(whole, { fields: state.head?.fields ?? [], isEngineIo, limit });
  }
}

function kindOf(direction: Direction): EntryKind {
  return direction === 'up' ? 'request' : 'response';
}

function partialHead(cut: Cut, headBytes: number, direction: Direction): Head | undefined {
  return headBytes === 0 ? undefined : readHead(cut.bytes.subarray(0, headBytes), { start: cut.start, direction });
}

function titleOf(options: DraftOptions, { isHead, block }: { isHead: boolean; block: string | undefined }): string {
  const { state, direction } = options;
  const { line } = state.head ?? {};
  const words = direction === 'up' ? 'request' : 'answer';
  if (block !== undefined) return block;
  if (state.isEventStream && !isHead) return options.isComplete === false ? 'event' : 'end of the stream';
  const whole = !line
    ? words
    : line.kind === 'request'
      ? `${line.method} ${line.target}`
      : `${line.status} ${line.reason}`.trim();
  return state.part > 1 || options.isPart ? `${whole}, part ${state.part}` : whole;
}

/** The answer to a publish tells of the publish, too. */
function mentionsOf({ state, direction }: DraftOptions, inner: Mentions = {}): Mentions {
  const { exchange } = state;
  if (!exchange) return inner;
  const { topics, publishIds } = exchange.mentions;
  const asked =
    direction === 'up' ? exchange.mentions : { ...(topics && { topics }), ...(publishIds && { publishIds }) };
  return joinMentions([asked, inner]);
}

function factOf({ field, value }: Span) {
  return value === undefined ? [] : [{ field, value }];
}

/** Two lists of spans in order that do not overlap, as one. */
function inOrder(one: readonly Span[], other: readonly Span[]): Span[] {
  if (other.length === 0) return [...one];
  if (one.length === 0) return [...other];
  return [...one, ...other].sort((a, b) => a.start - b.start);
}

/** What comes after the last span is a line of framing that is not complete. */
function fill(spans: Span[], { start, end }: Cut): void {
  const from = spans.at(-1)?.end ?? start;
  if (from < end) {
    spans.push({ start: from, end, layer: 'http', role: 'overhead', field: 'http.unfinished-line' });
  }
}
