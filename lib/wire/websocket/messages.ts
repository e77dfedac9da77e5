import type { Content, Piece } from '../content.ts';
import { toStream } from '../content.ts';
import { createEngineIoMessages, previewEngineIo } from '../engine-io/index.ts';
import { excerpt } from '../excerpt.ts';
import { dissectBinary, dissectText } from '../json.ts';
import type { Layer, Mentions, Span } from '../span.ts';
import type { FrameHeader } from './header.ts';
import { createInflater, type Inflated, joined } from './inflate.ts';
import { opcodeName, OPCODES } from './opcode.ts';
import type { FrameStreamOptions } from './stream.ts';

/** What the data of one frame means. */
export interface FramePart {
  readonly title: string;
  /** Of the data of this frame, leaving none of its bytes out. */
  readonly spans: readonly Span[];
  /** What the layer of the frame has to tell besides its header. */
  readonly facts: Layer['facts'];
  /** Of the message, on the frame that completes it. */
  readonly layers: readonly Layer[];
  readonly mentions: Mentions;
  readonly problem?: string;
  /** The message that the frame completes, and the meaning of its bytes where it was inflated. */
  readonly message?: Pick<Layer, 'content' | 'inner'>;
}

/** The data of one frame, unmasked, and where it lies in the stream. */
export interface FrameData {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** A message that has begun. */
interface Message {
  readonly opcode: number;
  readonly isCompressed: boolean;
  readonly chunks: Uint8Array[];
  readonly pieces: Piece[];
  bytes: number;
  frames: number;
  /** Why it is not put together. */
  dropped?: string;
}

/** How many frames of one message are put together. The server of the lab takes no more either. */
export const MAX_FRAMES_PER_MESSAGE = 1024;

/**
 * How much of an unfinished message is looked at for the marks of Engine.IO and Socket.IO, which stand before anything of
 * the application. What comes later counts as payload, until the last frame is there.
 */
const PREVIEW_BYTES = 1024;

const WHY_NOT_INFLATED: Record<Extract<Inflated, { failed: string }>['failed'], string> = {
  deflate: 'the message is not DEFLATE data',
  'too-large': 'the message inflates to more than the limit, and is left as it is',
  lost: 'the message refers to one before it that was not inflated',
};

const NOTHING = { spans: [], facts: [], layers: [], mentions: {} };

/** Puts the messages of one direction together from the data of their frames. */
export interface Messages {
  /** The next data frame, control frames left out. */
  take(header: FrameHeader, data: FrameData): FramePart;
  /** A data frame that is not looked into. Its message is not put together. */
  skip(header: FrameHeader): void;
}

/** @see RFC 6455 section 5.4, RFC 7692 section 6 */
export function createMessages({ deflate, inner, limits }: Omit<FrameStreamOptions, 'start' | 'emit'>): Messages {
  const inflater = deflate && createInflater(deflate, limits.contentBytes);
  const engineIo = inner && createEngineIoMessages();
  let open: Message | undefined;

  function begin({ opcode, rsv1 }: FrameHeader): Message {
    return { opcode, isCompressed: rsv1, chunks: [], pieces: [], bytes: 0, frames: 0 };
  }

  function add(message: Message, { start, bytes }: FrameData): void {
    message.frames++;
    message.bytes += bytes.length;
    const limit =
      message.bytes > limits.contentBytes
        ? `${limits.contentBytes} bytes`
        : message.frames > MAX_FRAMES_PER_MESSAGE
          ? `${MAX_FRAMES_PER_MESSAGE} frames`
          : undefined;
    if (limit !== undefined) message.dropped ??= `the message has more than ${limit}, and is not put together`;
    if (message.dropped !== undefined) {
      message.chunks.length = message.pieces.length = 0;
      // What was compressed is missing from the window of what follows.
      if (message.isCompressed) inflater?.miss();
    } else if (bytes.length > 0) {
      message.pieces.push({ at: message.bytes - bytes.length, start, length: bytes.length });
      message.chunks.push(bytes);
    }
  }

  function readFragment(message: Message, data: FrameData): FramePart {
    const isPreviewed =
      inner !== undefined &&
      message.opcode === OPCODES.text &&
      !message.isCompressed &&
      message.dropped === undefined &&
      message.bytes <= PREVIEW_BYTES;
    const part = { ...NOTHING, title: excerpt(data.bytes) };
    if (!isPreviewed) return { ...part, spans: payload(data) };
    const content = contentOf(message);
    return { ...part, spans: within(data, toStream(content, previewEngineIo(content))) };
  }

  function readMessage(message: Message, content: Content, data: FrameData): FramePart {
    const read = engineIo ?? { text: dissectText, binary: dissectBinary };
    const { spans, ...rest } = message.opcode === OPCODES.text ? read.text(content) : read.binary(content);
    const marked = rest.layers.findLast(({ name }) => name === 'engine-io' || name === 'socket-io');
    const title = marked?.title ?? (message.opcode === OPCODES.text ? excerpt(content.bytes) : '');
    if (content.pieces) {
      return { ...rest, title, spans: within(data, toStream(content, spans)), facts: [], message: { content } };
    }
    const value = `${message.bytes} bytes, inflated ${content.bytes.length} bytes`;
    return {
      ...rest,
      title,
      spans: payload(data, { field: 'websocket.compressed-payload', value: `inflated: ${excerpt(content.bytes)}` }),
      facts: [{ field: 'websocket.compressed-payload', value }],
      message: { content, inner: spans },
    };
  }

  function readCompressed(message: Message, data: FrameData): FramePart {
    const result: Inflated = inflater?.inflate(contentOf(message).bytes) ?? { failed: 'lost' };
    if ('failed' in result) {
      const problem = WHY_NOT_INFLATED[result.failed];
      return { ...NOTHING, title: 'compressed', spans: payload(data, UNDECODABLE), problem };
    }
    const source = message.pieces.map(({ start, length }) => ({ start, end: start + length }));
    return readMessage(message, { bytes: result.bytes, source }, data);
  }

  function read(message: Message, fin: boolean, data: FrameData): FramePart {
    if (message.dropped !== undefined) {
      const title = excerpt(data.bytes);
      return { ...NOTHING, title, spans: payload(data), ...(fin && { problem: message.dropped }) };
    }
    if (!fin) return readFragment(message, data);
    return message.isCompressed ? readCompressed(message, data) : readMessage(message, contentOf(message), data);
  }

  return {
    take(header, data) {
      const isContinuation = header.opcode === OPCODES.continuation;
      if (isContinuation && !open) {
        return { ...NOTHING, title: '', spans: undecodable(data), problem: 'a continuation of no message' };
      }
      const isInterrupted = open !== undefined && !isContinuation;
      const message = isContinuation && open ? open : begin(header);
      add(message, data);
      open = header.fin ? undefined : message;
      const part = read(message, header.fin, data);
      const problem = isInterrupted ? 'a message begins before the last frame of the one before' : part.problem;
      const which = `frame ${message.frames} of a ${opcodeName(message.opcode)} message`;
      const isOneOfSeveral = !header.fin || message.frames > 1;
      return {
        ...part,
        facts: [...(isOneOfSeveral ? [{ field: 'websocket.message' as const, value: which }] : []), ...part.facts],
        ...(problem !== undefined && { problem }),
      };
    },
    skip(header) {
      const message = header.opcode === OPCODES.continuation ? open : begin(header);
      if (message) message.dropped ??= 'a frame of the message could not be read, and it is not put together';
      if (message?.isCompressed) inflater?.miss();
      open = header.fin ? undefined : message;
    },
  };
}

/** What is put together so far. */
function contentOf({ chunks, pieces, bytes }: Message): Content {
  return { bytes: joined(chunks, bytes), pieces };
}

const UNDECODABLE = { layer: 'undecodable', field: 'undecodable.bytes' } as const;

/** The data of a frame as one span of payload. */
export function payload({ start, bytes }: FrameData, meaning?: Partial<Span>): Span[] {
  if (bytes.length === 0) return [];
  const end = start + bytes.length;
  return [{ start, end, layer: 'websocket', role: 'payload', field: 'websocket.payload', ...meaning }];
}

/** The data of a frame that belongs to no message: nobody can say that an application handed it over. */
export function undecodable(data: FrameData): Span[] {
  return payload(data, { ...UNDECODABLE, role: 'overhead' });
}

/** Of the spans of a message those that lie in this frame of it. */
function within({ start, bytes }: FrameData, spans: readonly Span[]): Span[] {
  const end = start + bytes.length;
  return spans.filter((span) => span.start >= start && span.end <= end);
}
