import { ProtocolError } from './errors.ts';
import { describe, isPosition, isRecord, readPosition } from './fields.ts';
import type { Direction, Endpoint, SessionInfo, Telemetry, Traffic, WireBytes, WireConnection } from './session.ts';
import { isTransportId, TRANSPORT_IDS, type TransportId } from './transport-id.ts';

/** The answer to `POST /sessions`. @throws {ProtocolError} `bad-request` */
export function decodeSessionInfo(value: unknown): SessionInfo {
  const message = readMessage(value, 'a session');
  const { id, urls } = message;
  if (typeof id !== 'string' || id === '') throw expected('`id` to be the id of a session', id);
  if (!isRecord(urls)) throw expected('`urls` to be an object', urls);
  return { id, urls: byTransport((transport) => readUrl(urls, transport)), control: readUrl(message, 'control') };
}

/** The data of a `message` of the telemetry. @throws {ProtocolError} `bad-request` */
export function decodeTelemetry(value: unknown): Telemetry {
  const message = readMessage(value, 'telemetry');
  const { transports } = message;
  if (!isRecord(transports)) throw expected('`transports` to be an object', transports);
  return { at: readTime(message), transports: byTransport((transport) => readTraffic(transports[transport])) };
}

/** The data of an `event: wire` of the telemetry. @throws {ProtocolError} `bad-request` */
export function decodeWire(value: unknown): WireBytes {
  const message = readMessage(value, 'bytes');
  const { bytes, direction } = message;
  if (typeof bytes !== 'string') throw expected('`bytes` to be a string', bytes);
  return {
    transport: readTransport(message),
    connection: readPosition(message, 'connection'),
    direction: readWord<Direction>(direction, ['up', 'down'], 'direction'),
    at: readTime(message),
    offset: readPosition(message, 'offset'),
    bytes,
  };
}

/** The data of an `event: connection` of the telemetry. @throws {ProtocolError} `bad-request` */
export function decodeWireConnection(value: unknown): WireConnection {
  const message = readMessage(value, 'a connection');
  const common = {
    transport: readTransport(message),
    connection: readPosition(message, 'connection'),
    at: readTime(message),
  };
  const state = readWord(message.state, ['opened', 'closed'], 'state');
  if (state === 'opened') {
    return { ...common, state, client: readEndpoint(message, 'client'), edge: readEndpoint(message, 'edge') };
  }
  return {
    ...common,
    state,
    by: readWord(message.by, ['client', 'server', 'edge'], 'by'),
    how: readWord(message.how, ['fin', 'rst'], 'how'),
  };
}

/** Reads base64 (RFC 4648 section 4). @throws {ProtocolError} `bad-request` */
export function decodeBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw expected('base64', text);
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function byTransport<T>(read: (transport: TransportId) => T): Record<TransportId, T> {
  return Object.fromEntries(TRANSPORT_IDS.map((id) => [id, read(id)])) as Record<TransportId, T>;
}

function readTraffic(value: unknown): Traffic {
  const traffic = readMessage(value, 'the traffic of every transport');
  return {
    up: readPosition(traffic, 'up'),
    down: readPosition(traffic, 'down'),
    opened: readPosition(traffic, 'opened'),
    open: readPosition(traffic, 'open'),
  };
}

function readEndpoint(message: Record<string, unknown>, field: 'client' | 'edge'): Endpoint {
  const value = message[field];
  if (isRecord(value) && typeof value.address === 'string' && isPosition(value.port)) {
    return { address: value.address, port: value.port };
  }
  throw expected(`\`${field}\` to be an address and a port`, value);
}

function readTransport({ transport }: Record<string, unknown>): TransportId {
  if (isTransportId(transport)) return transport;
  throw expected('`transport` to be one of the five', transport);
}

function readTime({ at }: Record<string, unknown>): number {
  if (typeof at === 'number' && Number.isFinite(at)) return at;
  throw expected('`at` to be a time in ms', at);
}

function readWord<Word extends string>(value: unknown, words: readonly Word[], field: string): Word {
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  throw expected(`\`${field}\` to be one of ${words.join(', ')}`, value);
}

function readUrl(message: Record<string, unknown>, field: string): string {
  const value = message[field];
  if (typeof value === 'string' && URL.canParse(value)) return value;
  throw expected(`\`${field}\` to be an address`, value);
}

function readMessage(value: unknown, what: string): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw expected(what, value);
}

const expected = (what: string, got: unknown): ProtocolError =>
  new ProtocolError('bad-request', `Expected ${what}, got ${describe(got)}`);
