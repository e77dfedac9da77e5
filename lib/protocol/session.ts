import { type AuthSettings, decodeAuthSettings } from './auth.ts';
import { ProtocolError } from './errors.ts';
import { describe, readFields } from './fields.ts';
import { RESTART_DOWN_MS } from './limits.ts';
import type { TransportId } from './transport-id.ts';

/** Which way bytes go: `up` from the client to the server, `down` from the server to the client. */
export type Direction = 'up' | 'down';

/** What a `POST /sessions` may ask for. Everything is optional, and so is the body. */
export interface SessionRequest {
  /**
   * Gives the session transport servers of its own over the common log, so that they can be restarted, and set
   * differently, without touching anybody else. Without it the edges stand before the common servers.
   */
  servers?: ServerSettings;
}

/** How the servers of one session differ from the common ones. */
export interface ServerSettings {
  /** Whether HTTP connections are kept for the next request. @default true */
  keepAlive?: boolean;
  /** Whether WebSocket messages are compressed where the client offers it. @default false @see RFC 7692 */
  deflate?: boolean;
  /** Whether whoever connects has to say for whom, and how. @default nobody has to */
  auth?: AuthSettings;
}

/** The answer to `POST /sessions`. */
export interface SessionInfo {
  id: string;
  /** The edge of each transport: base addresses without a trailing slash. */
  urls: Record<TransportId, string>;
  /**
   * Control again, on a port that only this session uses. A browser opens at most six connections to one origin, and
   * telemetry holds one: over the common port the seventh tab would wait for ever.
   */
  control: string;
}

/** What went through one edge since its session began, as on the client's side of it. */
export interface Traffic {
  /** Bytes from clients. */
  up: number;
  /** Bytes to clients. */
  down: number;
  /** Connections ever accepted. */
  opened: number;
  /** Connections that stand now. */
  open: number;
}

/** One `message` of a session's telemetry, four times a second. `at` is the server's clock in ms. */
export interface Telemetry {
  at: number;
  transports: Record<TransportId, Traffic>;
}

/** An `event: wire` of the telemetry with `?wire=1`: bytes that were handed to, or taken from, a client's socket. */
export interface WireBytes {
  transport: TransportId;
  /** Counts from 1 in the session. */
  connection: number;
  direction: Direction;
  /** The server's clock in ms. */
  at: number;
  /** How many bytes went this way over this connection before these. A jump is a gap: the capture has dropped them. */
  offset: number;
  /** In base64 (RFC 4648 section 4). */
  bytes: string;
}

/** An `event: connection` of the telemetry with `?wire=1`: one was accepted, or is gone. */
export type WireConnection = { transport: TransportId; connection: number; at: number } & (
  | { state: 'opened'; client: Endpoint; edge: Endpoint }
  /** `by`: who ended it first. `how`: with a FIN after what was sent, or with a RST that throws it away. */
  | { state: 'closed'; by: 'client' | 'server' | 'edge'; how: 'fin' | 'rst' }
);

/** One end of a TCP connection. */
export interface Endpoint {
  address: string;
  port: number;
}

/**
 * What stands between a client and a server of one session. The names and units are Toxiproxy's.
 *
 * @see https://github.com/Shopify/toxiproxy#toxics
 */
export interface Toxics {
  /** The edge refuses connections, and has reset those that stood. */
  down?: true;
  upstream?: StreamToxics;
  downstream?: StreamToxics;
}

/** What acts on the bytes of one direction. Any of them may stand together. */
export interface StreamToxics {
  /** Every byte comes `latency` ms later, give or take up to `jitter` ms. The order stays: TCP keeps it. */
  latency?: { latency: number; jitter?: number };
  /** At most `rate` KB (1,000 bytes) a second. 0 lets nothing pass until it is lifted: a stall. */
  bandwidth?: { rate: number };
  /** Pieces of `average_size` bytes, give or take `size_variation`, `delay` µs apart. */
  slicer?: { average_size: number; size_variation?: number; delay?: number };
  /** Ends a connection once `bytes` have passed. */
  limit_data?: { bytes: number };
  /** Resets a connection (RST) `timeout` ms after it began, or after this was set. */
  reset_peer?: { timeout: number };
  /** Lets nothing pass, and ends a connection after `timeout` ms; 0 never does. Connections end when it is lifted. */
  timeout?: { timeout: number };
  /** Holds the end of a connection back for `delay` ms. */
  slow_close?: { delay: number };
  /**
   * Not Toxiproxy's: a proxy that buffers answers. Of an HTTP answer, nothing passes until `bytes` of its body wait, or
   * it is complete; after an upgrade everything passes. Downstream only.
   */
  buffer?: { bytes: number };
}

/**
 * A text message to `GET /sessions/:id/raw/:transport`, a WebSocket that carries one TCP connection through an edge. What
 * is to be written to that connection goes in binary messages, byte for byte.
 */
export interface RawCommand {
  /**
   * `end`: nothing more will be written, so a FIN follows what was; what comes back is still delivered.
   * `reset`: the connection is ended with a RST, and what waits in it is thrown away.
   */
  op: 'end' | 'reset';
}

/**
 * A text message from `GET /sessions/:id/raw/:transport`. What the connection brings comes in binary messages. Once
 * neither side of it can say anything more, the WebSocket is closed with 1000.
 */
export type RawReport =
  /** The first message where the edge accepts. `client` is the end that a capture names as the client's. */
  | { state: 'connected'; client: Endpoint; edge: Endpoint }
  /**
   * The other side has ended: `fin` after everything that it sent, so that it can still be written to; `rst` with
   * nothing more in either direction; `refused` where nothing accepted the connection.
   */
  | { state: 'ended'; how: 'fin' | 'rst' | 'refused' }
  /** A message that could not be understood. The connection goes on. */
  | { op: 'error'; code: 'bad-request'; message: string };

/** The body of a `POST /sessions`. @throws {ProtocolError} `bad-request`, naming the field */
export function decodeSessionRequest(value: unknown): SessionRequest {
  const { servers } = readFields(value, 'the body', ['servers']);
  if (servers === undefined) return {};
  const { keepAlive, deflate, auth } = readFields(servers, '`servers`', ['keepAlive', 'deflate', 'auth']);
  return {
    servers: {
      ...readOptionalBoolean(keepAlive, 'keepAlive'),
      ...readOptionalBoolean(deflate, 'deflate'),
      ...(auth === undefined ? {} : { auth: decodeAuthSettings(auth) }),
    },
  };
}

/** The body of a `POST …/restart/:transport`: for how long, 0 if left out. @throws {ProtocolError} `bad-request` */
export function decodeRestart(value: unknown): { downMs: number } {
  const { downMs = 0 } = readFields(value, 'the body', ['downMs']);
  if (typeof downMs === 'number' && downMs >= 0 && downMs <= RESTART_DOWN_MS) return { downMs };
  throw new ProtocolError(
    'bad-request',
    `Expected \`downMs\` to be a number from 0 to ${RESTART_DOWN_MS}, got ${describe(downMs)}`,
  );
}

/** A text message of a raw connection, already parsed. @throws {ProtocolError} `bad-request` */
export function decodeRawCommand(value: unknown): RawCommand {
  const { op } = readFields(value, 'a message', ['op']);
  if (op === 'end' || op === 'reset') return { op };
  throw new ProtocolError('bad-request', `Expected \`op\` to be end or reset, got ${describe(op)}`);
}

function readOptionalBoolean<Name extends string>(value: unknown, name: Name): { [key in Name]?: boolean } {
  if (value === undefined) return {};
  if (typeof value === 'boolean') return { [name]: value } as { [key in Name]?: boolean };
  throw new ProtocolError('bad-request', `Expected \`servers.${name}\` to be true or false, got ${describe(value)}`);
}
