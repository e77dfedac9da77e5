import { excerpt } from '../excerpt.ts';
import { utf8 } from '../json.ts';
import type { Span } from '../span.ts';
import { closeCode } from './close-code.ts';
import type { FrameHeader } from './header.ts';
import { type FrameData, type FramePart, undecodable } from './messages.ts';
import { opcodeName, OPCODES } from './opcode.ts';

/**
 * Says what a control frame means. All of it is overhead: no application handed it over.
 *
 * @see RFC 6455 section 5.5
 */
export function readControl({ opcode }: FrameHeader, { start: dataStart, bytes: data }: FrameData): FramePart {
  const end = dataStart + data.length;
  const span = (field: Span['field'], from: number, value?: string): Span[] =>
    from >= end
      ? []
      : [{ start: from, end, layer: 'websocket', role: 'overhead', field, ...(value !== undefined && { value }) }];
  const nothing = { facts: [], layers: [], mentions: {} };

  if (opcodeName(opcode) === 'reserved') {
    return { ...nothing, title: `${opcode}`, spans: undecodable({ start: dataStart, bytes: data }) };
  }
  if (opcode !== OPCODES.close) {
    return { ...nothing, title: excerpt(data), spans: span('websocket.control-data', dataStart) };
  }
  if (data.length === 0) return { ...nothing, title: '', spans: [] };
  if (data.length === 1) {
    const problem = 'a close frame has no data, or a code of two bytes and a reason';
    return { ...nothing, title: '', spans: span('websocket.close-code', dataStart), problem };
  }

  const code = (data[0] ?? 0) * 256 + (data[1] ?? 0);
  const { name, mayBeSent } = closeCode(code);
  const reason = utf8(data.subarray(2));
  const problems = [
    ...(mayBeSent ? [] : [`close code ${code} (${name}) must not be sent`]),
    ...(reason === undefined ? ['the reason is not valid UTF-8'] : []),
  ];
  return {
    ...nothing,
    title: `${code} ${name}${data.length > 2 ? `: ${excerpt(data.subarray(2))}` : ''}`,
    spans: [
      {
        start: dataStart,
        end: dataStart + 2,
        layer: 'websocket',
        role: 'overhead',
        field: 'websocket.close-code',
        value: `${code} ${name}`,
      },
      ...span('websocket.close-reason', dataStart + 2),
    ],
    facts: [
      { field: 'websocket.close-code', value: `${code} ${name}` },
      ...(data.length > 2 ? [{ field: 'websocket.close-reason' as const, value: excerpt(data.subarray(2), 123) }] : []),
    ],
    ...(problems.length > 0 && { problem: problems.join('; ') }),
  };
}
