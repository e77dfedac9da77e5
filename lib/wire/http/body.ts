import type { Content, Piece } from '../content.ts';
import type { FieldId, Span } from '../span.ts';
import type { Strip } from '../strip.ts';
import type { Framing } from './framing.ts';

/** What the body of the message brings next. `content` and `framing` lie at the end of what was passed. */
export type BodyStep = 'more' | 'content' | 'framing' | 'end' | 'broken';

type State = 'data' | 'size' | 'data-end' | 'trailer' | 'end' | 'broken';

const LF = 0x0a;
const CR = 0x0d;
/** The longest line of a chunk's size or a trailer field. */
const LINE_BYTES = 16_384;

/**
 * Passes over the body of one message, and tells its content from the marks of chunks. It works on a strip, from `at`
 * on, and moves `at`; entries are cut off before `at` with {@link BodyReader.forget}.
 *
 * @see RFC 9112 section 7.1 (chunked transfer coding)
 */
export class BodyReader {
  /** Where reading goes on, from the beginning of the strip. */
  at: number;
  spans: Span[] = [];
  pieces: Piece[] = [];
  contentBytes = 0;
  problem: string | undefined;
  readonly #strip: Strip;
  readonly #isChunked: boolean;
  #state: State;
  #left: number;
  /** Where a search for the end of the line goes on. */
  #scan: number;

  constructor(strip: Strip, at: number, framing: Framing) {
    this.#strip = strip;
    this.at = this.#scan = at;
    this.#isChunked = framing.kind === 'chunked';
    this.#state = framing.kind === 'none' ? 'end' : this.#isChunked ? 'size' : 'data';
    this.#left = framing.kind === 'length' ? framing.length : Number.POSITIVE_INFINITY;
  }

  /** Whether the content that was passed last ends a chunk, so that only its line end belongs to it as well. */
  get isChunkOver(): boolean {
    return this.#state === 'data-end' || this.#state === 'end';
  }

  get isOver(): boolean {
    return this.#state === 'end';
  }

  /** Where the content lies, from the beginning of the strip, that `step` may pass next, at most `most` bytes. */
  run(most: number): number {
    return this.#state === 'data' ? Math.min(this.#left, this.#strip.length - this.at, most) : 0;
  }

  /** Passes over `length` bytes of content, as `run` said. */
  take(length: number): void {
    const start = this.#strip.start + this.at;
    const last = this.pieces.at(-1);
    if (last && last.start + last.length === start) {
      this.pieces[this.pieces.length - 1] = { ...last, length: last.length + length };
    } else this.pieces.push({ at: this.contentBytes, start, length });
    this.contentBytes += length;
    this.at += length;
    this.#scan = this.at;
    this.#left -= length;
    if (this.#left === 0) this.#state = this.#isChunked ? 'data-end' : 'end';
  }

  /** Passes over one line of framing. */
  line(): BodyStep {
    if (this.#state === 'end') return 'end';
    if (this.#state === 'data') return 'more';
    const { bytes } = this.#strip;
    const lf = bytes.indexOf(LF, this.#scan);
    const length = (lf === -1 ? bytes.length : lf + 1) - this.at;
    if (lf === -1 && length <= LINE_BYTES) {
      this.#scan = bytes.length;
      // The end of a chunk has two bytes: anything else need not be waited for.
      const first = bytes[this.at];
      const isWrong = this.#state === 'data-end' && first !== undefined && (first !== CR || length > 1);
      return isWrong ? this.#break('a chunk does not end where its size says') : 'more';
    }
    if (length > LINE_BYTES) return this.#break('a line of the chunked coding is too long');
    const to = lf > this.at && bytes[lf - 1] === CR ? lf - 1 : lf;
    const isEmpty = to === this.at;
    switch (this.#state) {
      case 'size':
        return this.#size(bytes.subarray(this.at, to), lf + 1);
      case 'data-end':
        if (!isEmpty) return this.#break('a chunk does not end where its size says');
        this.#state = 'size';
        return this.#mark(lf + 1, 'http.chunk-end');
      case 'trailer':
        if (isEmpty) this.#state = 'end';
        return this.#mark(lf + 1, isEmpty ? 'http.body-end' : 'http.trailer');
      default:
        return 'broken';
    }
  }

  /** Drops what an entry that was cut off had. `length` bytes are gone from the beginning of the strip. */
  forget(length: number): void {
    this.spans = [];
    this.pieces = [];
    this.contentBytes = 0;
    this.problem = undefined;
    this.at -= length;
    this.#scan -= length;
  }

  /** What was passed, put together. `bytes` begin at `start`. */
  content(bytes: Uint8Array, start: number): Content {
    const [only] = this.pieces;
    if (only && this.pieces.length === 1) {
      const from = only.start - start;
      return { bytes: bytes.subarray(from, from + only.length), pieces: this.pieces };
    }
    const joined = new Uint8Array(this.contentBytes);
    for (const piece of this.pieces) {
      joined.set(bytes.subarray(piece.start - start, piece.start - start + piece.length), piece.at);
    }
    return { bytes: joined, pieces: this.pieces };
  }

  #size(line: Uint8Array, next: number): BodyStep {
    const text = String.fromCharCode(...line.subarray(0, 17));
    const [, digits = ''] = /^([0-9A-Fa-f]{1,12})(?:[ \t]*$|[ \t]*;|$)/.exec(text) ?? [];
    if (digits === '') return this.#break('a chunk begins without its size');
    const size = Number.parseInt(digits, 16);
    const lineEnd = this.at + line.length;
    this.#span(this.at, this.at + digits.length, {
      field: 'http.chunk-size',
      value: size === 1 ? '1 byte' : `${size} bytes`,
    });
    this.#span(this.at + digits.length, lineEnd, { field: 'http.chunk-extension' });
    this.#span(lineEnd, next, { field: 'http.line-end' });
    this.at = this.#scan = next;
    this.#left = size;
    this.#state = size === 0 ? 'trailer' : 'data';
    return 'framing';
  }

  #mark(next: number, field: FieldId): BodyStep {
    this.#span(this.at, next, { field });
    this.at = this.#scan = next;
    return this.#state === 'end' ? 'end' : 'framing';
  }

  #span(from: number, to: number, { field, value }: Pick<Span, 'field' | 'value'>): void {
    if (from === to) return;
    const { start } = this.#strip;
    const place = { start: start + from, end: start + to };
    this.spans.push({ ...place, layer: 'http', role: 'overhead', field, ...(value !== undefined && { value }) });
  }

  #break(problem: string): BodyStep {
    this.#state = 'broken';
    this.problem = problem;
    return 'broken';
  }
}
