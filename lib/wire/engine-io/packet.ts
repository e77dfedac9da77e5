import { type Content, type ContentSpan, shifted, sliceContent } from '../content.ts';
import type { Dissection } from '../dissection.ts';
import { excerpt } from '../excerpt.ts';
import { dissectJson, dissectText, utf8 } from '../json.ts';
import { type Attachments, dissectSocketIo, looksLikeSocketIo } from '../socket-io/index.ts';
import type { Fact, Layer } from '../span.ts';

/** The types of packets, in the order of their numbers. @see the Engine.IO protocol, revision 4, "Packet types" */
const TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;

/**
 * Reads one packet as text: a digit for its type, and its data. The data of a message are the application's, or
 * Socket.IO's; all else (the handshake, `probe`) is Engine.IO's own.
 *
 * @param attachments which of them are waited for; absent for the beginning of a packet, whose rest is yet to come
 */
export function dissectPacket(content: Content, attachments: Attachments | undefined): Dissection {
  const { bytes } = content;
  const type = TYPES[(bytes[0] ?? 0) - 0x30];
  if (bytes.length === 0 || type === undefined) return unknownPacket(content);
  const typeSpan: ContentSpan = {
    start: 0,
    end: 1,
    layer: 'engine-io',
    role: 'overhead',
    field: 'engine-io.type',
    value: type,
  };
  const data = sliceContent(content, 1, bytes.length);
  const facts: Fact[] = [
    { field: 'engine-io.type', value: `${bytes[0] === undefined ? '' : bytes[0] - 0x30} (${type})` },
  ];

  if (type === 'message') {
    const inside = looksLikeSocketIo(data.bytes) ? dissectSocketIo(data, attachments) : dissectText(data);
    const layer: Layer = { name: 'engine-io', title: type, facts, content: data };
    return { ...inside, spans: [typeSpan, ...shifted(inside.spans, 1)], layers: [layer, ...inside.layers] };
  }

  const dataSpan: ContentSpan = {
    start: 1,
    end: bytes.length,
    layer: 'engine-io',
    role: 'overhead',
    field: type === 'open' ? 'engine-io.handshake' : 'engine-io.data',
  };
  const hasData = bytes.length > 1;
  const json = type === 'open' ? dissectJson(data) : undefined;
  const layer: Layer = {
    name: 'engine-io',
    title: hasData && !json ? `${type} ${excerpt(data.bytes)}` : type,
    facts: [
      ...facts,
      ...(json?.layers.flatMap((inner) => inner.facts.map(handshakeFact)) ?? []),
      ...(hasData && !json ? [{ field: 'engine-io.data' as const, value: excerpt(data.bytes) }] : []),
    ],
    content: data,
  };
  const problem = json?.problem ?? (utf8(data.bytes) === undefined ? 'the text is not valid UTF-8' : undefined);
  return {
    spans: hasData ? [typeSpan, dataSpan] : [typeSpan],
    layers: [layer],
    mentions: {},
    ...(problem !== undefined && { problem }),
  };
}

/** A member of the handshake, `sid: "…"`, as a field of Engine.IO where it is one of them. */
function handshakeFact({ field, value }: Fact): Fact {
  const [, name, text] = /^(sid|upgrades|pingInterval|pingTimeout|maxPayload): (.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined) return { field, value };
  return { field: `engine-io.${HANDSHAKE_FIELDS[name] ?? name}`, value: text };
}

const HANDSHAKE_FIELDS: Record<string, string> = {
  pingInterval: 'ping-interval',
  pingTimeout: 'ping-timeout',
  maxPayload: 'max-payload',
};

function unknownPacket(content: Content): Dissection {
  const { bytes } = content;
  return {
    spans: bytes.length === 0 ? [] : [undecodableSpan(bytes.length)],
    layers: [{ name: 'undecodable', title: 'no packet of Engine.IO', facts: [], content }],
    mentions: {},
    problem:
      bytes.length === 0 ? 'a packet of Engine.IO has a type' : `${excerpt(bytes, 8)} begins no packet of Engine.IO`,
  };
}

function undecodableSpan(end: number): ContentSpan {
  return { start: 0, end, layer: 'undecodable', role: 'overhead', field: 'undecodable.bytes' };
}
