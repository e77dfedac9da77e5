import { type Content, type ContentSpan, shifted, sliceContent } from '../content.ts';
import type { Dissection } from '../dissection.ts';
import { excerpt } from '../excerpt.ts';
import { dissectJson } from '../json.ts';
import type { Fact, Layer } from '../span.ts';
import { dissectArray } from './arguments.ts';
import { type Attachments, MAX_ATTACHMENTS } from './attachments.ts';

/** The types of packets, in the order of their numbers. @see the Socket.IO protocol, revision 5, "Packet types" */
const TYPES = ['CONNECT', 'DISCONNECT', 'EVENT', 'ACK', 'CONNECT_ERROR', 'BINARY_EVENT', 'BINARY_ACK'] as const;

type PacketType = (typeof TYPES)[number];

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Whether the data of an Engine.IO message begin as a packet. */
export function looksLikeSocketIo(bytes: Uint8Array): boolean {
  return TYPES[(bytes[0] ?? 0) - 0x30] !== undefined;
}

/** What stands before the JSON of a packet. */
interface Envelope {
  readonly type: PacketType;
  readonly spans: readonly ContentSpan[];
  readonly attachments: number | undefined;
  readonly namespace: string;
  readonly ackId: string | undefined;
  /** Where the JSON begins. */
  readonly end: number;
  readonly problem: string | undefined;
}

// #region envelope
/**
 * Reads `<type>[<attachments>-][<namespace>,][<ack id>]`. The namespace is there when it is not `/`, and may have a query.
 */
function readEnvelope(bytes: Uint8Array): Envelope {
  const type = TYPES[(bytes[0] ?? 0) - 0x30] ?? 'EVENT';
  const spans: ContentSpan[] = [];
  let at = 0;
  const add = (end: number, field: ContentSpan['field'], value?: string): string => {
    const text = excerpt(bytes.subarray(at, end), 200);
    if (end > at) {
      const meaning = value === undefined ? {} : { value };
      spans.push({ start: at, end, layer: 'socket-io', role: 'overhead', field, ...meaning });
    }
    at = end;
    return text;
  };
  const digitsEnd = () => {
    let end = at;
    while (isDigit(bytes[end])) end++;
    return end;
  };

  add(1, 'socket-io.type', type);
  let attachments: number | undefined;
  let problem: string | undefined;
  if (type === 'BINARY_EVENT' || type === 'BINARY_ACK') {
    const text = add(digitsEnd(), 'socket-io.attachments');
    attachments = Number(text);
    if (text === '' || bytes[at] !== 0x2d) problem = 'a binary packet says how many attachments follow';
    else if (attachments > MAX_ATTACHMENTS) problem = `more than ${MAX_ATTACHMENTS} attachments are announced`;
    if (bytes[at] === 0x2d) add(at + 1, 'socket-io.separator');
  }
  let namespace = '/';
  if (bytes[at] === 0x2f) {
    const comma = bytes.indexOf(0x2c, at);
    namespace = add(comma === -1 ? bytes.length : comma, 'socket-io.namespace');
    if (comma !== -1) add(comma + 1, 'socket-io.separator');
  }
  const ackId = add(digitsEnd(), 'socket-io.ack-id') || undefined;
  return { type, spans, attachments, namespace, ackId, end: at, problem };
}
// #endregion envelope

/**
 * Reads one packet of Socket.IO.
 *
 * Of `["message",{"text":"Hello"}]` the application handed over the arguments, and Socket.IO put them into an array behind
 * the name of the event. So the JSON of each argument is payload; the brackets, the name and the commas are overhead, and
 * so is everything before the array. The data of a CONNECT are payload when the client hands them over (`auth`), and
 * overhead when the server answers with its `sid`; the data of a CONNECT_ERROR are overhead.
 *
 * @param attachments which of them are waited for; absent for the beginning of a packet, whose rest is yet to come
 * @see the Socket.IO protocol, revision 5, "Packet encoding"
 */
export function dissectSocketIo(content: Content, attachments?: Attachments): Dissection {
  const { bytes } = content;
  const envelope = readEnvelope(bytes);
  const data = sliceContent(content, envelope.end, bytes.length);
  const inside = dissectData(envelope.type, data, attachments === undefined);

  const missing = attachments?.interrupt() ?? 0;
  attachments?.announce(envelope.problem === undefined ? (envelope.attachments ?? 0) : 0);
  const problem =
    envelope.problem ?? inside.problem ?? (missing > 0 ? `${missing} announced attachments did not come` : undefined);

  const layer: Layer = {
    name: 'socket-io',
    title: titleOf(envelope, inside.event),
    facts: [...envelopeFacts(envelope), ...inside.facts],
    ...(data.bytes.length > 0 && { content: data }),
  };
  return {
    spans: [...envelope.spans, ...shifted(inside.spans, envelope.end)],
    layers: [layer, ...inside.layers],
    mentions: inside.mentions,
    ...(problem !== undefined && { problem }),
  };
}

/** What the JSON of a packet holds, and what of it Socket.IO's layer tells. */
type Inside = Dissection & { readonly facts: readonly Fact[]; readonly event?: string };

function dissectData(type: PacketType, data: Content, isBeginning: boolean): Inside {
  const { length } = data.bytes;
  const nothing: Inside = { spans: [], layers: [], mentions: {}, facts: [] };
  switch (type) {
    case 'EVENT':
    case 'BINARY_EVENT':
    case 'ACK':
    case 'BINARY_ACK':
      return dissectArray(data, { hasName: type.endsWith('EVENT'), isBeginning });
    case 'CONNECT': {
      if (length === 0) return nothing;
      const json = dissectJson(data);
      const isAnswer = json.layers.some(({ facts }) => facts.some(({ value }) => value.startsWith('sid: "')));
      return isAnswer ? ownJson(json) : { ...json, facts: [] };
    }
    case 'CONNECT_ERROR':
      return length === 0 ? nothing : ownJson(dissectJson(data));
    case 'DISCONNECT': {
      if (length === 0) return nothing;
      const span: ContentSpan = {
        start: 0,
        end: length,
        layer: 'undecodable',
        role: 'overhead',
        field: 'undecodable.bytes',
      };
      return { ...nothing, spans: [span], problem: 'a DISCONNECT has no data' };
    }
    default: {
      const impossible: never = type;
      return impossible;
    }
  }
}

/** JSON that Socket.IO itself sends. */
function ownJson({ spans, layers, problem }: Dissection): Inside {
  const own = spans.map((span) =>
    problem === undefined
      ? ({ ...span, layer: 'socket-io', role: 'overhead', field: 'socket-io.data' } as const)
      : ({ ...span, role: 'overhead' } as const),
  );
  return { spans: own, layers, mentions: {}, facts: [], ...(problem !== undefined && { problem }) };
}

function titleOf({ type, namespace, ackId }: Envelope, event: string | undefined): string {
  const place = namespace === '/' ? '' : ` in ${namespace}`;
  const answers = ackId === undefined ? '' : type.endsWith('ACK') ? ` of ${ackId}` : `, ack ${ackId}`;
  return `${type}${event === undefined ? '' : ` ${event}`}${place}${answers}`;
}

function envelopeFacts({ type, namespace, attachments, ackId }: Envelope): Fact[] {
  return [
    { field: 'socket-io.type', value: `${TYPES.indexOf(type)} (${type})` },
    { field: 'socket-io.namespace', value: namespace },
    ...(attachments === undefined ? [] : [{ field: 'socket-io.attachments' as const, value: String(attachments) }]),
    ...(ackId === undefined ? [] : [{ field: 'socket-io.ack-id' as const, value: ackId }]),
  ];
}
