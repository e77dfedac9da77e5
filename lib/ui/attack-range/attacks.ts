import { encodeDraft, type FrameDraft, frameOf, joinBytes } from '../frame-builder/draft.ts';
import { encodeRequest, GOOD_REQUEST, withHeader } from '../handshake/request.ts';

/** What an attack is out for. */
export const ATTACK_GROUPS = [
  { group: 'hijack', label: 'Hijack' },
  { group: 'flood', label: 'Flood' },
  { group: 'inject', label: 'Inject' },
] as const;

/** What every attack has. */
interface AttackBase {
  readonly id: string;
  readonly group: (typeof ATTACK_GROUPS)[number]['group'];
  readonly label: string;
  /** What it would be good for, in a sentence. */
  readonly aim: string;
  /** The file whose code is asked. */
  readonly where: string;
}

/** Bytes of one's own over a raw connection: a head, and, if that is answered 101, what comes after it. */
export interface RawAttack extends AttackBase {
  readonly kind: 'raw';
  readonly transport: 'websocket' | 'polling';
  readonly head: Uint8Array<ArrayBuffer>;
  readonly after?: Uint8Array<ArrayBuffer>;
  /** How long an answer may take, in milliseconds. @default 4000 */
  readonly boundMs?: number;
}

/** A page without an origin, which really tries; or one that shows a message as HTML. */
export interface FrameAttack extends AttackBase {
  readonly kind: 'frame';
}

/** Something that an attacker does. */
export type Attack = RawAttack | FrameAttack;

/** What the attacks read and write. */
const TOPIC = 'lesson-range';

const HANDSHAKE = encodeRequest(GOOD_REQUEST);

/** More messages than one connection may send at once. */
const FLOOD = 260;

/** More topics than one connection may read. */
const MANY_TOPICS = 17;

/** More bytes than the lab takes in a message; none of them is sent. */
const ANNOUNCED_BYTES = 10_000_000;

/** Brackets within brackets: more than the lab reads. */
const DEPTH = 40;

/** A message whose only harm is to say that it was run. */
export const MARKUP = `<img src="data:," alt="" onerror="parent.postMessage('fired', '*')">`;

const GUARD = 'servers/http/guard.ts';
const SERVER = 'servers/http/server.ts';
const PEER = 'servers/websocket-peer.ts';
const VALIDATORS = 'lib/protocol/messages.ts';
const LIBRARY = 'ws, told so by servers/websocket.ts';

/** The attacks, in the order in which they are told. */
export const ATTACKS: readonly Attack[] = [
  {
    id: 'foreign-origin',
    group: 'hijack',
    label: 'A foreign page',
    aim: 'A page of another site connects with its visitor’s cookies.',
    where: GUARD,
    kind: 'raw',
    transport: 'websocket',
    head: encodeRequest(withHeader('Origin', { value: 'https://evil.example' })),
  },
  {
    id: 'null-origin',
    group: 'hijack',
    label: 'A sandboxed frame',
    aim: 'A frame without an origin of its own, in this very page, opens a WebSocket.',
    where: GUARD,
    kind: 'frame',
  },
  {
    id: 'foreign-host',
    group: 'hijack',
    label: 'A foreign host',
    aim: 'A name of the attacker’s now points to this address, so that the browser takes both for one site.',
    where: GUARD,
    kind: 'raw',
    transport: 'websocket',
    head: encodeRequest(withHeader('Host', { value: 'evil.example' })),
  },
  {
    id: 'burst',
    group: 'flood',
    label: `${FLOOD} messages at once`,
    aim: 'One client keeps the server so busy that the others wait.',
    where: 'servers/http/bucket.ts',
    ...overWebSocket(...Array.from({ length: FLOOD }, () => textFrame({ op: 'unsubscribe', topic: TOPIC }))),
  },
  {
    id: 'many-topics',
    group: 'flood',
    label: `${MANY_TOPICS} topics`,
    aim: 'One connection holds more than its share of memory.',
    where: PEER,
    ...overWebSocket(
      ...Array.from({ length: MANY_TOPICS }, (_, index) => textFrame({ op: 'subscribe', topic: `${TOPIC}-${index}` })),
    ),
  },
  {
    id: 'large-frame',
    group: 'flood',
    label: 'A frame of 10 MB, announced',
    aim: 'The server makes room for what never comes.',
    where: LIBRARY,
    ...overWebSocket(frameOf(1, '', { told: { form: 64, bytes: ANNOUNCED_BYTES } })),
  },
  {
    id: 'large-body',
    group: 'flood',
    label: 'A body of 10 MB, announced',
    aim: 'The same over HTTP.',
    where: 'servers/http/body.ts',
    kind: 'raw',
    transport: 'polling',
    head: requestOf('POST /events HTTP/1.1', 'Host: localhost', `Content-Length: ${ANNOUNCED_BYTES}`),
  },
  {
    id: 'half-head',
    group: 'flood',
    label: 'Half a handshake',
    aim: 'Connections that never end their first request use up what the server has.',
    where: SERVER,
    kind: 'raw',
    transport: 'websocket',
    head: HANDSHAKE.slice(0, HANDSHAKE.length / 2),
    boundMs: 30_000,
  },
  {
    id: 'null',
    group: 'inject',
    label: 'null',
    aim: 'Code that reads null.type throws, outside of any try.',
    where: VALIDATORS,
    ...ofText('null'),
  },
  {
    id: 'wrong-types',
    group: 'inject',
    label: 'A list for a topic',
    aim: 'What is used as a text is none.',
    where: VALIDATORS,
    ...ofText({ op: 'subscribe', topic: ['a'] }),
  },
  {
    id: 'proto',
    group: 'inject',
    label: '__proto__',
    aim: 'A field that is looked for up the prototype is found, or a merge changes every object.',
    where: VALIDATORS,
    ...ofText(`{"__proto__":{"op":"subscribe","topic":"${TOPIC}"}}`),
  },
  {
    id: 'deep',
    group: 'inject',
    label: `${DEPTH} brackets deep`,
    aim: 'A parser that calls itself runs out of stack.',
    where: 'lib/protocol/json.ts',
    ...ofText('['.repeat(DEPTH)),
  },
  {
    id: 'not-utf8',
    group: 'inject',
    label: 'Not UTF-8',
    aim: 'Two readers make different texts of the same bytes.',
    where: LIBRARY,
    ...overWebSocket(frameOf(1, Uint8Array.of(0xc3, 0x28))),
  },
  {
    id: 'unmasked',
    group: 'inject',
    label: 'An unmasked frame',
    aim: 'A page chooses the bytes that a proxy on the way sees.',
    where: LIBRARY,
    ...overWebSocket(frameOf(1, '{"op":"unsubscribe","topic":"a"}', { isMasked: false })),
  },
  {
    id: 'markup',
    group: 'inject',
    label: 'Markup in a message',
    aim: 'Whoever shows the message as HTML runs what is in it.',
    where: 'lib/ui/attack-range/markup-view.tsx',
    ...overWebSocket(
      textFrame({ op: 'subscribe', topic: TOPIC }),
      textFrame({ op: 'publish', id: 'markup', topic: TOPIC, type: 'note', data: MARKUP }),
    ),
  },
];

/** A text that is no message of the lab. */
function ofText(message: string | object): Pick<RawAttack, 'kind' | 'transport' | 'head' | 'after'> {
  return overWebSocket(frameOf(1, typeof message === 'string' ? message : JSON.stringify(message)));
}

function overWebSocket(...frames: FrameDraft[]): Pick<RawAttack, 'kind' | 'transport' | 'head' | 'after'> {
  return { kind: 'raw', transport: 'websocket', head: HANDSHAKE, after: joinBytes(frames.map(encodeDraft)) };
}

function textFrame(message: object): FrameDraft {
  return frameOf(1, JSON.stringify(message));
}

function requestOf(...lines: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
}
