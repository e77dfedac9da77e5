import { ProtocolError } from './errors.ts';
import { describe, isRecord, readFields } from './fields.ts';

/**
 * The ways in which a connection can say who it speaks for. `header`: `Authorization: Bearer`; `cookie`: one that only
 * servers see; `ticket`: a word in the address that works once; `query`: the token itself in the address, which is shown
 * because it is common; `first-message`: after the handshake, on `websocket` and `socket-io`. What a page sends on purpose
 * comes before the cookie, which comes along by itself.
 */
export const AUTH_METHODS = ['header', 'ticket', 'query', 'cookie', 'first-message'] as const;

/** A way of saying who one is. */
export type AuthMethod = (typeof AUTH_METHODS)[number];

/** What a session's own servers ask of whoever connects. */
export interface AuthSettings {
  /** The ways that they take. @default all of them */
  methods?: readonly AuthMethod[];
  /** How long a token, and what it opens, is good for: 100 to 600000 ms, where the request for it names no time. @default 60000 */
  lifetimeMs?: number;
  /** How long a ticket waits to be used: 100 to 60000 ms. @default 10000 */
  ticketMs?: number;
  /** How long a connection may stand before its first message has said who it is: 100 to 60000 ms. @default 5000 */
  firstMessageMs?: number;
}

/** Why a connection that was let in is ended: the reason of its close code, or the data of its last event. */
export type AuthEnd = 'expired' | 'revoked' | 'no-credentials' | 'unauthorized';

/** What ends a WebSocket whose credentials have ended. @see RFC 6455 section 7.4.2 (4000 to 4999 are for private use) */
export const UNAUTHORIZED_CLOSE = 4401;

/** What a connection is told once it is known who it speaks for. `expiresInMs` is from now: no clocks are compared. */
export interface Authenticated {
  user: string;
  expiresInMs: number;
}

/** The body of a `POST /sessions/:id/auth/…`. */
export interface AuthRequest {
  user: string;
  /** How long the credentials are good for, in milliseconds. @default the session's `lifetimeMs` */
  lifetimeMs?: number;
}

/** The answer to it: what it made, and for how long it is good. A cookie is set by the answer's head instead. */
export interface AuthGrant {
  token?: string;
  ticket?: string;
  expiresInMs: number;
}

/** No `:`, which separates a user's name from what belongs to the user in a topic. */
const USER = /^[a-z0-9][a-z0-9._-]{0,31}$/;

/** A token of the lab has about 250 bytes; nothing longer is looked at. */
export const MAX_TOKEN_BYTES = 2_048;

/** How long any credentials may be good for, in milliseconds. */
export const MAX_LIFETIME_MS = 600_000;

/** The bounds of the times, in milliseconds. */
const TIMES = {
  lifetimeMs: { min: 100, max: MAX_LIFETIME_MS },
  ticketMs: { min: 100, max: 60_000 },
  firstMessageMs: { min: 100, max: 60_000 },
} as const;

/** `servers.auth` in the body of a `POST /sessions`. @throws {ProtocolError} `bad-request`, naming the field */
export function decodeAuthSettings(value: unknown): AuthSettings {
  const fields = readFields(value, '`servers.auth`', ['methods', ...Object.keys(TIMES)]);
  return {
    ...readMethods(fields.methods),
    ...readTime(fields, 'lifetimeMs'),
    ...readTime(fields, 'ticketMs'),
    ...readTime(fields, 'firstMessageMs'),
  };
}

/** The body of a `POST /sessions/:id/auth/…`. @throws {ProtocolError} `bad-request` */
export function decodeAuthRequest(value: unknown): AuthRequest {
  const fields = readFields(value, 'the body', ['user', 'lifetimeMs']);
  const { user } = fields;
  if (typeof user === 'string' && USER.test(user)) return { user, ...readTime(fields, 'lifetimeMs') };
  throw new ProtocolError('bad-request', `Expected \`user\` to match ${USER.source}, got ${describe(user)}`);
}

/** What a client sends to say who it is, or to stay for longer: `{ "token" }`. @throws {ProtocolError} `unauthorized` */
export function decodeToken(value: unknown): string {
  const token = isRecord(value) ? value.token : undefined;
  if (typeof token === 'string' && token.length <= MAX_TOKEN_BYTES) return token;
  // Never what it was: it may be somebody's secret in the wrong place.
  throw new ProtocolError('unauthorized', 'Expected `token` to be a token');
}

function readMethods(value: unknown): { methods?: readonly AuthMethod[] } {
  if (value === undefined) return {};
  const isMethod = (each: unknown): each is AuthMethod => AUTH_METHODS.some((method) => method === each);
  if (Array.isArray(value) && value.length > 0 && value.every(isMethod)) return { methods: value };
  throw new ProtocolError('bad-request', `Expected \`methods\` to be some of ${AUTH_METHODS.join(', ')}`);
}

function readTime<Name extends keyof typeof TIMES>(
  fields: Record<string, unknown>,
  name: Name,
): { [key in Name]?: number } {
  const value = fields[name];
  const { min, max } = TIMES[name];
  if (value === undefined) return {};
  if (typeof value === 'number' && value >= min && value <= max) return { [name]: value } as { [key in Name]?: number };
  throw new ProtocolError(
    'bad-request',
    `Expected \`${name}\` to be a number from ${min} to ${max}, got ${describe(value)}`,
  );
}
