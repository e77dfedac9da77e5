import type { Direction } from '../../protocol/index.ts';
import type { Bits, Fact, Span } from '../span.ts';
import { type FrameHeader, isLengthLegal, isLengthMinimal, maskOf } from './header.ts';
import { isControl, opcodeName, OPCODES } from './opcode.ts';

/** How many bytes of application data a control frame may have. @see RFC 6455 section 5.5 */
export const MAX_CONTROL_BYTES = 125;

const flag = (field: Bits['field'], isSet: boolean): Bits => ({
  field,
  width: 1,
  value: isSet ? 1 : 0,
  means: isSet ? 'yes' : 'no',
});

/**
 * The spans of a header, of as much as there is of it.
 *
 * @param bytes a frame, or its beginning
 * @param start where it begins in the stream
 */
export function headerSpans(bytes: Uint8Array, start: number, header: FrameHeader | undefined): Span[] {
  const [first = 0, second = 0] = bytes;
  const spans: Span[] = [];
  let at = start;
  const add = (length: number, rest: Pick<Span, 'field' | 'value' | 'bits'>) => {
    const end = Math.min(at + length, start + bytes.length);
    if (end > at) spans.push({ start: at, end, layer: 'websocket', role: 'overhead', ...rest });
    at = end;
  };
  add(1, {
    field: 'websocket.first-byte',
    bits: [
      flag('websocket.fin', (first & 0x80) !== 0),
      flag('websocket.rsv1', (first & 0x40) !== 0),
      flag('websocket.rsv2', (first & 0x20) !== 0),
      flag('websocket.rsv3', (first & 0x10) !== 0),
      { field: 'websocket.opcode', width: 4, value: first & 0x0f, means: opcodeName(first & 0x0f) },
    ],
  });
  const length7 = second & 0x7f;
  add(1, {
    field: 'websocket.second-byte',
    bits: [
      flag('websocket.mask', (second & 0x80) !== 0),
      { field: 'websocket.payload-length', width: 7, value: length7, means: length7Means(length7) },
    ],
  });
  if (!header) {
    // Which bytes of a header are there is known, what they say is not.
    add(bytes.length - (at - start), { field: 'websocket.header', value: 'incomplete' });
    return spans;
  }
  add(header.extendedLengthBytes, { field: 'websocket.extended-length', value: lengthText(header) });
  const mask = maskOf(bytes, header);
  if (mask) add(4, { field: 'websocket.masking-key', value: hex(mask) });
  return spans;
}

function length7Means(length7: number): string {
  if (length7 === 126) return 'in the next 2 bytes';
  if (length7 === 127) return 'in the next 8 bytes';
  return bytesText(length7);
}

function bytesText(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function lengthText(header: FrameHeader): string {
  return isLengthLegal(header) ? bytesText(header.length) : 'more than 63 bits';
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The fields of a header by name. */
export function headerFacts(bytes: Uint8Array, header: FrameHeader): Fact[] {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  const mask = maskOf(bytes, header);
  return [
    { field: 'websocket.fin', value: yes(header.fin) },
    { field: 'websocket.rsv1', value: yes(header.rsv1) },
    { field: 'websocket.opcode', value: `${header.opcode} (${opcodeName(header.opcode)})` },
    { field: 'websocket.mask', value: yes(header.masked) },
    { field: 'websocket.payload-length', value: lengthText(header) },
    ...(mask ? [{ field: 'websocket.masking-key' as const, value: hex(mask) }] : []),
  ];
}

/**
 * What a header says against the standard, whatever came before it.
 *
 * @param isDeflated whether permessage-deflate was agreed on, which RSV1 belongs to
 */
export function headerProblems(header: FrameHeader, direction: Direction, isDeflated: boolean): string[] {
  const isFirst = !isControl(header.opcode) && header.opcode !== OPCODES.continuation;
  const reserved = [
    ...(header.rsv1 && !isDeflated ? ['RSV1'] : []),
    ...(header.rsv2 ? ['RSV2'] : []),
    ...(header.rsv3 ? ['RSV3'] : []),
  ];
  const problems = reserved.map((bit) => `${bit} is set, and no extension that was agreed on uses it`);
  if (header.rsv1 && isDeflated && !isFirst) problems.push('RSV1 is set on a frame that begins no message');
  if (opcodeName(header.opcode) === 'reserved') problems.push(`opcode ${header.opcode} is reserved`);
  if (direction === 'up' && !header.masked) problems.push('a client must mask its frames');
  if (direction === 'down' && header.masked) problems.push('a server must not mask its frames');
  if (!isLengthLegal(header)) problems.push('the first bit of a length of 8 bytes must be 0');
  else if (!isLengthMinimal(header)) problems.push('the length is not written in the fewest bytes');
  if (isControl(header.opcode)) {
    if (!header.fin) problems.push('a control frame must not be fragmented');
    if (header.length > MAX_CONTROL_BYTES) {
      problems.push(`a control frame has at most ${MAX_CONTROL_BYTES} bytes of data`);
    }
  }
  return problems;
}
