import type { Direction } from '../../protocol/index.ts';
import type { WireLimits } from '../limits.ts';
import type { EntryDraft } from '../span.ts';
import { BlockBoundary } from '../sse/boundary.ts';
import type { Strip } from '../strip.ts';
import { BodyReader } from './body.ts';
import { draftMessage, type MessageState } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { framingOf } from './framing.ts';
import { fieldValue, type Head, readHead } from './head.ts';

/** What the rest of the connection tells of a message, once its head is there. */
export interface MessageContext {
  /** The request, or the one that is answered. */
  readonly exchange?: Exchange;
  /** After this message, what follows is no HTTP, or is not known yet to be. */
  readonly isLast: boolean;
}

/** How a {@link MessageReader} is set up. */
export interface MessageReaderOptions {
  readonly direction: Direction;
  readonly limits: WireLimits;
  readonly emit: (draft: EntryDraft) => void;
  readonly onHead: (head: Head) => MessageContext;
}

/** Why reading stopped: it needs more bytes, the last message is over, or what is there is no HTTP. */
export type Stop = 'more' | 'last' | 'lost';

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts the HTTP/1.1 messages of one direction off a strip. An answer that is an event stream becomes an entry for its
 * head and one for each block of the stream.
 *
 * @see RFC 9112
 */
export class MessageReader {
  readonly #strip: Strip;
  readonly #options: MessageReaderOptions;
  #state: MessageState = { part: 1, isInside: false };
  #body: BodyReader | undefined;
  #boundary: BlockBoundary | undefined;
  #isLast = false;
  /** The line of the head that is being looked at. */
  #lineStart = 0;
  #scan = 0;
  #hasLine = false;
  /** The block is over with the end of the chunk that its last byte is in. */
  #cutsAfterChunk = false;

  constructor(strip: Strip, options: MessageReaderOptions) {
    this.#strip = strip;
    this.#options = options;
  }

  /** Whether the strip is at the beginning of a message. */
  get isBetween(): boolean {
    return this.#strip.length === 0 && !this.#state.isInside;
  }

  /** Takes what it can off the strip. */
  run(): Stop {
    for (;;) {
      const stop = this.#body ? this.#readBody(this.#body) : this.#readHead();
      if (stop !== undefined) return stop;
    }
  }

  /** What is on the strip and not complete. */
  pending(): EntryDraft | undefined {
    return this.#strip.length === 0 ? undefined : this.#draft(this.#strip.length, { isComplete: false });
  }

  /** Nothing more comes: `problem` says why, unless the message ends with the connection. */
  finish(problem: string, isEnd: boolean): void {
    const endsHere = isEnd && this.#state.endsWithConnection === true;
    const isOver = endsHere && (!this.#boundary || this.#boundary.settle() || this.#body?.contentBytes === 0);
    if (this.#strip.length > 0)
      this.#emit(this.#strip.length, isOver ? { isBlock: true } : { isComplete: false, problem });
    this.#reset();
  }

  /** What is there is no HTTP: what went before becomes an entry, and the rest stays on the strip. */
  abandon(): void {
    const length = this.#body?.at ?? 0;
    if (length > 0) this.#emit(length, { isComplete: false });
    this.#reset();
  }

  /** Goes on inside the body of an event stream whose head is not known. */
  resumeEvents(): void {
    this.#state = { part: 1, isInside: true, isEventStream: true };
    this.#body = new BodyReader(this.#strip, 0, { kind: 'chunked' });
    this.#boundary = new BlockBoundary();
  }

  #readHead(): Stop | undefined {
    const { bytes } = this.#strip;
    const { headBytes } = this.#options.limits;
    for (let lf = bytes.indexOf(LF, this.#scan); lf !== -1; lf = bytes.indexOf(LF, this.#scan)) {
      const length = lf - this.#lineStart;
      const isEmpty = length === 0 || (length === 1 && bytes[this.#lineStart] === CR);
      this.#lineStart = this.#scan = lf + 1;
      if (lf >= headBytes) return 'lost';
      if (isEmpty && this.#hasLine) return this.#beginBody(lf + 1);
      if (isEmpty || this.#hasLine) continue;
      this.#hasLine = true;
      if (!readHead(bytes.subarray(0, lf + 1), this.#place()).line) return 'lost';
    }
    this.#scan = bytes.length;
    return bytes.length > headBytes ? 'lost' : 'more';
  }

  #beginBody(headBytes: number): Stop | undefined {
    const head = readHead(this.#strip.bytes.subarray(0, headBytes), this.#place());
    const { exchange, isLast } = this.#options.onHead(head);
    const { framing, problem } = framingOf(head, exchange?.method);
    const type = fieldValue(head.fields, 'content-type') ?? '';
    const isEventStream =
      head.line?.kind === 'response' && framing.kind !== 'none' && /^\s*text\/event-stream\s*(?:;|$)/i.test(type);
    this.#isLast = isLast;
    this.#state = {
      head,
      headBytes,
      part: 1,
      isInside: true,
      isEventStream,
      endsWithConnection: framing.kind === 'close',
      ...(exchange && { exchange }),
      ...(problem !== undefined && { problem }),
    };
    this.#body = new BodyReader(this.#strip, headBytes, framing);
    if (isEventStream) {
      this.#boundary = new BlockBoundary();
      this.#emit(headBytes, {});
      this.#afterHead();
    }
    return undefined;
  }

  #readBody(body: BodyReader): Stop | undefined {
    const { entryBytes } = this.#options.limits;
    for (;;) {
      if (body.at >= entryBytes && !body.isOver) this.#cutPart(body);
      const length = body.run(Math.max(1, entryBytes - body.at));
      if (length > 0) {
        if (this.#boundary) this.#readEvents(body, this.#boundary, length);
        else body.take(length);
        continue;
      }
      const step = body.line();
      if (step === 'more') return 'more';
      if (step === 'broken') return 'lost';
      if (step === 'end') {
        if (body.at > 0) this.#emit(body.at, {});
        const stop = this.#isLast ? 'last' : undefined;
        this.#reset();
        return stop;
      }
      if (this.#cutsAfterChunk) this.#cutBlock(body);
    }
  }

  #readEvents(body: BodyReader, boundary: BlockBoundary, length: number): void {
    const taken = boundary.read(this.#strip.bytes.subarray(body.at, body.at + length));
    if (taken !== 0) body.take(taken ?? length);
    if (taken !== undefined && !body.isChunkOver) this.#cutBlock(body);
    else if (body.isChunkOver && (taken !== undefined || boundary.settle())) {
      if (body.isOver) this.#cutBlock(body);
      else this.#cutsAfterChunk = true;
    }
  }

  #cutBlock(body: BodyReader): void {
    this.#cutsAfterChunk = false;
    this.#emit(body.at, { isBlock: true });
    this.#state = { ...this.#state, part: 1 };
  }

  /** What goes on for longer than an entry may is cut into several. */
  #cutPart(body: BodyReader): void {
    this.#emit(body.at, { isPart: true });
    const { part } = this.#state;
    this.#afterHead();
    this.#state = { ...this.#state, part: part + 1 };
  }

  #afterHead(): void {
    const { problem: _told, headBytes: _gone, ...state } = this.#state;
    this.#state = state;
  }

  #emit(length: number, how: { isComplete?: boolean; problem?: string; isBlock?: boolean; isPart?: boolean }): void {
    const draft = this.#draft(length, how);
    this.#strip.cut(length);
    this.#body?.forget(length);
    const { exchange, head } = this.#state;
    if (exchange && head?.line?.kind === 'request') exchange.mentions = draft.mentions;
    this.#options.emit(draft);
  }

  #draft(length: number, how: { isComplete?: boolean; problem?: string; isBlock?: boolean; isPart?: boolean }) {
    const cut = this.#strip.peek(length);
    return draftMessage(cut, {
      ...how,
      state: this.#state,
      direction: this.#options.direction,
      limit: this.#options.limits.contentBytes,
      ...(this.#body && { body: this.#body }),
    });
  }

  #place() {
    return { start: this.#strip.start, direction: this.#options.direction };
  }

  #reset(): void {
    this.#state = { part: 1, isInside: false };
    this.#body = this.#boundary = undefined;
    this.#lineStart = this.#scan = 0;
    this.#hasLine = this.#cutsAfterChunk = this.#isLast = false;
  }
}
