import type { Direction, TransportId } from '../../protocol/index.ts';
import type { Head } from '../http/head.ts';
import { type MessageContext, MessageReader } from '../http/message-reader.ts';
import type { WireLimits } from '../limits.ts';
import type { EntryDraft } from '../span.ts';
import { Strip } from '../strip.ts';
import { createFrameStream, type FrameStream } from '../websocket/index.ts';
import type { Agreement } from './agreement.ts';
import { Held } from './held.ts';
import { LostRun } from './lost.ts';
import { plausibleStart } from './plausible.ts';
import { missing } from './undecodable.ts';

/** How a {@link Lane} is set up. */
export interface LaneOptions {
  readonly direction: Direction;
  readonly transport?: TransportId;
  readonly limits: WireLimits;
  readonly emit: (draft: EntryDraft) => void;
  readonly onHead: (head: Head) => MessageContext;
}

/** What the bytes of a direction are taken for now. */
type Mode =
  | { readonly kind: 'http'; readonly strip: Strip; readonly reader: MessageReader }
  /** After a request to upgrade, until it is answered. */
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'frames'; readonly stream: FrameStream }
  | { readonly kind: 'lost'; readonly strip: Strip; readonly run: LostRun; readonly reads: Reads };

/** How the end of a lost run is looked for: by lines, and by pieces as well after a gap, or not at all. */
type Reads = 'lines' | 'lines-and-pieces' | 'nothing';

/** One direction of a connection. */
export class Lane {
  readonly #options: LaneOptions;
  /** How many bytes went before, known or not. */
  #offset = 0;
  #mode: Mode;
  /** What the other direction has said about the upgrade that was asked for last. */
  #verdict: Agreement | 'refused' | undefined;
  #agreement: Agreement | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#mode = this.#http(new Strip(0));
  }

  push(bytes: Uint8Array, at: number): void {
    if (bytes.length === 0) return;
    this.#offset += bytes.length;
    this.#take(bytes, at);
  }

  gap(length: number, at: number): void {
    if (length <= 0) return;
    this.#finish('the capture has dropped the rest', false);
    this.#options.emit(missing(this.#offset, length, at));
    this.#offset += length;
    const isOpaque = this.#agreement?.protocol === 'unknown';
    this.#mode = this.#lost(new Strip(this.#offset), 'bytes before these are missing', {
      reads: isOpaque ? 'nothing' : 'lines-and-pieces',
      mayBeginHere: true,
    });
  }

  end(): void {
    this.#finish('the connection ended before the rest came', true);
  }

  pending(): EntryDraft | undefined {
    const mode = this.#mode;
    switch (mode.kind) {
      case 'http':
        return mode.reader.pending();
      case 'held':
        return mode.held.pending();
      case 'frames':
        return mode.stream.pending();
      case 'lost':
        return mode.run.pending();
    }
  }

  /** The other direction says what follows the upgrade that was asked for here. */
  settle(verdict: Agreement | 'refused'): void {
    const mode = this.#mode;
    if (mode.kind === 'held') return this.#goOn(verdict);
    // The request may not be over, or may not have been seen at all.
    if (verdict === 'refused' || (mode.kind === 'http' && !mode.reader.isBetween)) this.#verdict = verdict;
    else if (mode.kind !== 'frames') {
      this.#finish('what follows is another protocol', false);
      this.#goOn(verdict);
    }
  }

  /** An upgrade is asked for: what was said of one before no longer holds. */
  forgetVerdict(): void {
    this.#verdict = undefined;
  }

  #take(bytes: Uint8Array, at: number): void {
    const mode = this.#mode;
    switch (mode.kind) {
      case 'frames':
        // Its entries keep these bytes, which are the caller's.
        return mode.stream.push(bytes.slice(), at);
      case 'held':
        mode.held.push(bytes.slice(), at);
        if (mode.held.length > this.#options.limits.headBytes) this.#goOn('refused');
        return;
      case 'lost':
        if (mode.reads === 'lines-and-pieces' && this.#resume(mode, bytes, at)) return;
        mode.strip.append(bytes, at);
        return this.#readLost(mode);
      case 'http':
        mode.strip.append(bytes, at);
        return this.#readMessages(mode);
    }
  }

  #readMessages({ strip, reader }: Mode & { kind: 'http' }): void {
    const stop = reader.run();
    if (stop === 'more') return;
    if (stop === 'lost') {
      const before = strip.start;
      reader.abandon();
      const isHead = strip.start === before;
      const lost = this.#lost(strip, 'this is no HTTP message', { reads: 'lines', mayBeginHere: !isHead });
      this.#mode = lost;
      return this.#readLost(lost);
    }
    const { length, at } = strip;
    const rest = length > 0 ? strip.cut(length).bytes : undefined;
    const held = new Held(this.#offset - length);
    if (rest) held.push(rest, at);
    this.#mode = { kind: 'held', held };
    const verdict = this.#verdict;
    this.#verdict = undefined;
    if (verdict !== undefined) this.#goOn(verdict);
  }

  #readLost(mode: Mode & { kind: 'lost' }): void {
    if (mode.reads === 'nothing' || !mode.run.run()) {
      if (mode.reads === 'nothing' && mode.strip.length >= this.#options.limits.headBytes) mode.run.flush();
      return;
    }
    const http = this.#http(mode.strip);
    this.#mode = http;
    this.#readMessages(http);
  }

  /** Leaves a lost run where a piece begins as something that can be read. */
  #resume({ run }: Mode & { kind: 'lost' }, bytes: Uint8Array, at: number): boolean {
    const { direction, transport } = this.#options;
    const agreed = this.#agreement?.protocol === 'websocket' ? this.#agreement : undefined;
    const start = plausibleStart(bytes, {
      direction,
      isWebSocket: agreed !== undefined,
      isDeflated: agreed?.deflate !== undefined,
      ...(transport && { transport }),
    });
    if (start === undefined) return false;
    run.flush();
    if (start === 'frames') {
      const isEngineIo = transport === 'socket-io';
      this.#mode = this.#frames(this.#offset - bytes.length, agreed ?? { protocol: 'websocket', isEngineIo });
    } else {
      const http = this.#http(new Strip(this.#offset - bytes.length));
      http.reader.resumeEvents();
      this.#mode = http;
    }
    this.#take(bytes, at);
    return true;
  }

  #goOn(verdict: Agreement | 'refused'): void {
    const mode = this.#mode;
    const held = mode.kind === 'held' ? mode.held : new Held(this.#offset);
    if (verdict === 'refused') this.#mode = this.#http(new Strip(held.start));
    else {
      this.#agreement = verdict;
      if (verdict.protocol === 'websocket') this.#mode = this.#frames(held.start, verdict);
      else {
        this.#mode = this.#lost(new Strip(held.start), 'the connection was switched to a protocol that is not known', {
          reads: 'nothing',
          mayBeginHere: false,
        });
      }
    }
    for (const { bytes, at } of held.pieces) this.#take(bytes, at);
  }

  /** What is pending becomes an entry. */
  #finish(problem: string, isEnd: boolean): void {
    const mode = this.#mode;
    switch (mode.kind) {
      case 'http':
        return mode.reader.finish(problem, isEnd);
      case 'lost':
        return mode.run.flush();
      case 'held':
      case 'frames': {
        const draft = this.pending();
        if (draft) this.#options.emit({ ...draft, problem: draft.problem ? `${draft.problem}; ${problem}` : problem });
        this.#mode = this.#http(new Strip(this.#offset));
      }
    }
  }

  #http(strip: Strip): Mode & { kind: 'http' } {
    const { direction, limits, emit, onHead } = this.#options;
    return { kind: 'http', strip, reader: new MessageReader(strip, { direction, limits, emit, onHead }) };
  }

  #lost(strip: Strip, problem: string, { reads, mayBeginHere }: { reads: Reads; mayBeginHere: boolean }) {
    const { direction, limits, emit } = this.#options;
    const run = new LostRun(strip, { direction, limitBytes: limits.headBytes, emit, problem, mayBeginHere });
    return { kind: 'lost', strip, run, reads } as const;
  }

  #frames(start: number, agreement: Agreement & { protocol: 'websocket' }): Mode & { kind: 'frames' } {
    const { direction, limits, emit } = this.#options;
    const deflate = agreement.deflate?.[direction];
    const inner = agreement.isEngineIo ? ({ inner: 'engine-io' } as const) : {};
    const stream = createFrameStream({ start, direction, limits, emit, ...inner, ...(deflate && { deflate }) });
    return { kind: 'frames', stream };
  }
}
