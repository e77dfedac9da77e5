/** The longest head of a message, and line before a chunk, that is waited for, in bytes. */
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_LINE_BYTES = 4096;

const NOTHING = Buffer.alloc(0);

/** Where a reader is. `apart`: what comes is not, or no longer, HTTP/1.1 that it understands, and is not looked at. */
type State = 'head' | 'sized' | 'chunk-line' | 'chunk' | 'chunk-end' | 'trailer' | 'until-close' | 'apart';

/** What a head says about the body after it. */
export type Body = { is: 'sized'; bytes: number } | { is: 'chunked' } | { is: 'until-close' } | { is: 'apart' };

/** Tells from the first line of a head and from its fields, each after a CRLF, what body follows. */
export type BodyOf = (line: string, fields: string) => Body;

/**
 * Finds where the HTTP/1.1 messages of one direction begin and end, and no more. It is strict: what it does not
 * understand makes it stop looking, so that nothing is held back by mistake. `lib/wire` explains bytes; this counts them
 * at the price of a look at each head and at each line between chunks.
 *
 * @see RFC 9112, sections 6.3 and 7.1
 */
export class MessageBounds {
  readonly #opening: string;
  readonly #bodyOf: BodyOf;
  #state: State = 'head';
  /** The part of a head or of a line that has come. */
  #text: Buffer = NOTHING;
  /** What is left of a body or of a chunk. */
  #leftBytes = 0;
  #contentBytes = 0;

  /** @param opening what every message begins with */
  constructor(opening: string, bodyOf: BodyOf) {
    this.#opening = opening;
    this.#bodyOf = bodyOf;
  }

  /** Whether what comes next begins a message, or is not looked at. */
  get isBetween(): boolean {
    return this.#state === 'apart' || (this.#state === 'head' && this.#text.length === 0);
  }

  /** How much content of the present message, or of the last one, has come: its body without what is between chunks. */
  get contentBytes(): number {
    return this.#contentBytes;
  }

  /** Looks no further. */
  stop(): void {
    this.#state = 'apart';
    this.#text = NOTHING;
  }

  /** Reads on from an offset up to the end of a message, or of the bytes. @returns the offset after what was read */
  read(bytes: Buffer, from: number): number {
    let at = from;
    do at = this.#readPart(bytes, at);
    while (at < bytes.length && !this.isBetween);
    return at;
  }

  /** Reads all of the bytes. */
  skim(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state !== 'apart') at = this.#readPart(bytes, at);
  }

  #readPart(bytes: Buffer, at: number): number {
    switch (this.#state) {
      case 'head':
        return this.#readHead(bytes, at);
      case 'sized':
      case 'chunk':
        return this.#readContent(bytes, at);
      case 'chunk-line':
      case 'chunk-end':
      case 'trailer':
        return this.#readLine(bytes, at);
      case 'until-close':
        this.#contentBytes += bytes.length - at;
        return bytes.length;
      case 'apart':
        return bytes.length;
    }
  }

  #readHead(bytes: Buffer, at: number): number {
    this.#contentBytes = 0;
    const taken = this.#take({ bytes, at, until: '\r\n\r\n', maxBytes: MAX_HEAD_BYTES });
    if (taken === undefined) {
      if (!this.#isOpening(this.#text)) this.stop();
      return bytes.length;
    }
    const lineEnd = taken.text.indexOf('\r\n');
    const body = this.#bodyOf(taken.text.slice(0, lineEnd), taken.text.slice(lineEnd));
    if (body.is === 'apart') this.stop();
    else if (body.is === 'chunked') this.#state = 'chunk-line';
    else if (body.is === 'until-close') this.#state = 'until-close';
    else this.#expect('sized', body.bytes);
    return taken.end;
  }

  /** Whether what has come may be the beginning of a message. */
  #isOpening(text: Buffer): boolean {
    return this.#opening.startsWith(text.toString('latin1', 0, this.#opening.length));
  }

  #expect(state: 'sized' | 'chunk', bytes: number): void {
    this.#leftBytes = bytes;
    this.#state = bytes === 0 ? 'head' : state;
  }

  #readContent(bytes: Buffer, at: number): number {
    const count = Math.min(this.#leftBytes, bytes.length - at);
    this.#contentBytes += count;
    this.#leftBytes -= count;
    if (this.#leftBytes === 0) this.#state = this.#state === 'sized' ? 'head' : 'chunk-end';
    return at + count;
  }

  #readLine(bytes: Buffer, at: number): number {
    const taken = this.#take({ bytes, at, until: '\n', maxBytes: MAX_LINE_BYTES });
    if (taken === undefined) return bytes.length;
    const { text, end } = taken;
    if (this.#state === 'trailer') this.#state = text === '\r\n' ? 'head' : 'trailer';
    else if (this.#state === 'chunk-line') this.#readChunkLine(text);
    else if (text === '\r\n') this.#state = 'chunk-line';
    else this.stop();
    return end;
  }

  #readChunkLine(text: string): void {
    const size = /^([0-9a-f]{1,12})[\t ]*(?:;.*)?\r\n$/i.exec(text)?.[1];
    const bytes = Number.parseInt(size ?? '', 16);
    if (Number.isNaN(bytes)) this.stop();
    else if (bytes === 0) this.#state = 'trailer';
    else this.#expect('chunk', bytes);
  }

  /** Takes what leads up to a mark, and the mark; keeps what has come of it until the rest comes. */
  #take(options: {
    bytes: Buffer;
    at: number;
    until: string;
    maxBytes: number;
  }): { text: string; end: number } | undefined {
    const { bytes, at, until, maxBytes } = options;
    const before = this.#text.length;
    const fresh = bytes.subarray(at, at + maxBytes);
    const seen = before === 0 ? fresh : Buffer.concat([this.#text, fresh]);
    // The mark may have begun in what came before.
    const found = seen.indexOf(until, Math.max(0, before - until.length + 1), 'latin1');
    if (found < 0) {
      if (seen.length >= maxBytes) this.stop();
      else this.#text = before === 0 ? Buffer.from(seen) : seen;
      return undefined;
    }
    this.#text = NOTHING;
    const length = found + until.length;
    return { text: seen.toString('latin1', 0, length), end: at + length - before };
  }
}
