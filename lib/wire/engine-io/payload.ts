import { type Content, type ContentSpan, shifted, sliceContent } from '../content.ts';
import { type Dissection, joinMentions } from '../dissection.ts';
import { createAttachments, type Attachments, dissectAttachment } from '../socket-io/index.ts';
import type { Layer } from '../span.ts';
import { fromBase64 } from './base64.ts';
import { dissectPacket } from './packet.ts';

/** "\x1e", the record separator, between the packets of a payload. */
const SEPARATOR = 0x1e;

/** What a binary packet begins with in a payload, before its base64. */
const BASE64_PREFIX = 0x62;

/** How many packets of one payload become layers. The spans leave none out. */
const MAX_PACKETS = 100;

/**
 * Reads the body of an HTTP request or answer of Engine.IO: packets with a record separator between them.
 *
 * Bytes in base64 count as payload, though they are a third longer there than what the application handed over: which of
 * the characters would be the third cannot be said. Attachments are matched within one body.
 *
 * @see the Engine.IO protocol, revision 4, "HTTP long-polling"
 */
export function dissectEngineIoPayload(content: Content): Dissection {
  const { bytes } = content;
  const attachments = createAttachments();
  const spans: ContentSpan[] = [];
  const packets: Dissection[] = [];
  for (let start = 0; start <= bytes.length && bytes.length > 0;) {
    const separator = bytes.indexOf(SEPARATOR, start);
    const end = separator === -1 ? bytes.length : separator;
    const packet = sliceContent(content, start, end);
    const isBase64 = packet.bytes[0] === BASE64_PREFIX;
    const read = isBase64 ? dissectBase64(packet, attachments) : dissectPacket(packet, attachments);
    packets.push(read);
    for (const span of shifted(read.spans, start)) spans.push(span);
    if (separator !== -1) spans.push({ ...OVERHEAD, start: end, end: end + 1, field: 'engine-io.separator' });
    start = end + 1;
  }
  const problem = packets.find((packet) => packet.problem !== undefined)?.problem;
  const layers: Layer[] = packets.slice(0, MAX_PACKETS).flatMap((packet) => packet.layers);
  return {
    spans,
    layers,
    mentions: joinMentions(packets.map(({ mentions }) => mentions)),
    ...(problem !== undefined && { problem }),
  };
}

const OVERHEAD = { layer: 'engine-io', role: 'overhead' } as const;

function dissectBase64(packet: Content, attachments: Attachments): Dissection {
  const { length } = packet.bytes;
  const prefix: ContentSpan = {
    ...OVERHEAD,
    start: 0,
    end: 1,
    field: 'engine-io.base64-prefix',
    value: 'binary message',
  };
  const text = sliceContent(packet, 1, length);
  const decoded = fromBase64(text.bytes);
  const { source = sourceOf(text) } = text;
  const { layers, mentions, problem } = dissectAttachment({ bytes: decoded ?? text.bytes, source }, attachments);
  const value = decoded ? `${decoded.length} bytes` : 'not base64';
  const data: ContentSpan = decoded
    ? { start: 1, end: length, layer: 'engine-io', role: 'payload', field: 'engine-io.base64', value }
    : { start: 1, end: length, layer: 'undecodable', role: 'payload', field: 'undecodable.bytes', value };
  const wrong = decoded ? problem : 'a binary packet is not base64';
  return {
    spans: length > 1 ? [prefix, data] : [prefix],
    layers: [{ name: 'engine-io', title: 'binary message in base64', facts: [], content: text }, ...layers],
    mentions,
    ...(wrong !== undefined && { problem: wrong }),
  };
}

/** What a content lies on in the stream. */
function sourceOf({ pieces = [] }: Content): { start: number; end: number }[] {
  return pieces.map(({ start, length }) => ({ start, end: start + length }));
}
