import { contentAt } from '../content.ts';
import { excerpt } from '../excerpt.ts';
import type { EntryDraft, Layer, Role, Span } from '../span.ts';
import { readControl } from './control.ts';
import { type FrameHeader, isLengthLegal, masked, maskOf } from './header.ts';
import { headerFacts, headerProblems, headerSpans } from './header-spans.ts';
import { createMessages, type FrameData, type FramePart, payload, undecodable } from './messages.ts';
import { isControl, opcodeName, OPCODES } from './opcode.ts';
import type { FrameStreamOptions } from './stream.ts';

/** What an entry says, without where and when. */
type Reading = Pick<EntryDraft, 'kind' | 'title' | 'spans' | 'layers' | 'mentions' | 'problem'>;

/** Says what the frames of one direction mean, in their order. */
export interface FrameReader {
  /** A frame; the beginning of one, where it is longer than an entry may be. */
  frame(place: FrameData, header: FrameHeader): Reading;
  /** What follows such a beginning. */
  continued(place: FrameData): Reading;
  /** What follows a frame whose length means nothing. */
  lost(place: FrameData): Reading;
  /** A frame that has not come as a whole. May be asked again and again. */
  unfinished(place: FrameData, header: FrameHeader | undefined): Reading;
}

export function createFrameReader(options: Omit<FrameStreamOptions, 'start' | 'emit'>): FrameReader {
  const { direction, deflate, limits } = options;
  const messages = createMessages(options);
  let isClosed = false;
  /** Of a frame that became several entries. */
  let long: { name: string; role: Role } = { name: '', role: 'payload' };

  function partOf(header: FrameHeader, data: FrameData): FramePart {
    const { opcode } = header;
    const isWhole = data.bytes.length === header.length;
    if (isControl(opcode) && isWhole) return readControl(header, data);
    const isReadable =
      opcodeName(opcode) !== 'reserved' && !header.rsv2 && !header.rsv3 && !(header.rsv1 && deflate === undefined);
    if (isWhole && isReadable) return messages.take(header, data);
    if (!isControl(opcode)) messages.skip(header);
    const part = { title: excerpt(data.bytes), facts: [], layers: [], mentions: {} };
    if (!isReadable || isControl(opcode) || !isLengthLegal(header)) return { ...part, spans: undecodable(data) };
    const problem = `the frame has more than ${limits.entryBytes} bytes, and its message is not put together`;
    return { ...part, spans: payload(data), problem };
  }

  return {
    frame({ start, bytes }, header) {
      const { opcode, fin } = header;
      const data = { start: start + header.bytes, bytes: masked(bytes.subarray(header.bytes), maskOf(bytes, header)) };
      const problems = headerProblems(header, direction, deflate !== undefined);
      // "The application MUST NOT send any more data frames after sending a Close frame."
      if (isClosed && !isControl(opcode)) problems.push('a data frame comes after the close frame');
      if (opcode === OPCODES.close) isClosed = true;
      const part = partOf(header, data);
      if (part.problem !== undefined) problems.push(part.problem);
      const name = opcodeName(opcode);
      long = { name, role: part.spans.at(-1)?.role ?? 'overhead' };
      const layer: Layer = {
        name: 'websocket',
        title: `${name} frame, ${fin ? 'final' : 'not final'}`,
        facts: [...headerFacts(bytes, header), ...part.facts],
        content: contentAt(data.bytes, data.start),
        ...part.message,
      };
      return {
        kind: isControl(opcode) ? 'control' : 'frame',
        title: part.title === '' ? name : `${name} ${part.title}`,
        spans: [...headerSpans(bytes, start, header), ...(header.masked ? unmasked(part.spans, data) : part.spans)],
        layers: [layer, ...part.layers],
        mentions: part.mentions,
        ...(problems.length > 0 && { problem: problems.join('; ') }),
      };
    },

    continued(place) {
      const kind = long.role === 'payload' ? 'frame' : 'undecodable';
      const spans = long.role === 'payload' ? payload(place) : undecodable(place);
      const facts: Layer['facts'] = [{ field: 'websocket.payload', value: 'as on the wire' }];
      const content = contentAt(place.bytes, place.start);
      const layers: Layer[] = [{ name: 'websocket', title: `${long.name} frame, continued`, facts, content }];
      return { kind, title: `${long.name}, continued`, spans, layers, mentions: {} };
    },

    lost(place) {
      const content = contentAt(place.bytes, place.start);
      return {
        kind: 'undecodable',
        title: 'undecodable',
        spans: undecodable(place),
        layers: [{ name: 'undecodable', title: 'no frame can be found', facts: [], content }],
        mentions: {},
        problem: 'after a frame whose length means nothing no other can be found',
      };
    },

    unfinished({ start, bytes }, header) {
      const opcode = (bytes[0] ?? 0) & 0x0f;
      const name = opcodeName(opcode);
      const isControlFrame = isControl(opcode);
      const data = header && { start: start + header.bytes, bytes: bytes.subarray(header.bytes) };
      const role = isControlFrame ? 'overhead' : 'payload';
      return {
        kind: isControlFrame ? 'control' : 'frame',
        title: name,
        spans: [...headerSpans(bytes, start, header), ...(data ? payload(data, { role }) : [])],
        layers: [
          { name: 'websocket', title: `${name} frame, incomplete`, facts: header ? headerFacts(bytes, header) : [] },
        ],
        mentions: {},
      };
    },
  };
}

/** Masked bytes do not say what they mean, so their spans do. */
function unmasked(spans: readonly Span[], { start, bytes }: FrameData): Span[] {
  return spans.map((span) =>
    span.value === undefined
      ? { ...span, value: `unmasked: ${excerpt(bytes.subarray(span.start - start, span.end - start))}` }
      : span,
  );
}
