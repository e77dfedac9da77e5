import { ProtocolError } from './errors.ts';

const NAME = /^[a-z0-9][a-z0-9._:-]{0,63}$/;
const PUBLISH_ID = /^[A-Za-z0-9._:-]{1,64}$/;
const DIGITS = /^\d{1,16}$/;

/** Tells whether `value` is an object and no array: what every message of the protocol is. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether `value` may name a topic or a type. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

/** Tells whether `value` may be the id of a publish. */
export function isPublishId(value: unknown): value is string {
  return typeof value === 'string' && PUBLISH_ID.test(value);
}

/** Tells whether `value` is a position: a whole number from 0 that a double holds exactly. */
export function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Reads a topic or type name from a message. @throws {ProtocolError} `bad-request` */
export function readName(message: Record<string, unknown>, field: 'topic' | 'type'): string {
  const value = message[field];
  if (isName(value)) return value;
  throw new ProtocolError('bad-request', `Expected \`${field}\` to match ${NAME.source}, got ${describe(value)}`);
}

/** Reads the id of a publish. @throws {ProtocolError} `bad-request` */
export function readPublishId(message: Record<string, unknown>): string {
  const { id } = message;
  if (isPublishId(id)) return id;
  throw new ProtocolError('bad-request', `Expected \`id\` to be 1 to 64 of A-Za-z0-9._:-, got ${describe(id)}`);
}

/** Reads a position that must be there. @throws {ProtocolError} `bad-request` */
export function readPosition(message: Record<string, unknown>, field: string): number {
  const value = message[field];
  if (isPosition(value)) return value;
  throw new ProtocolError('bad-request', `Expected \`${field}\` to be a whole number from 0, got ${describe(value)}`);
}

/** Reads a position that may be left out. @throws {ProtocolError} `bad-request` */
export function readOptionalPosition(message: Record<string, unknown>, field: string): number | undefined {
  return message[field] === undefined ? undefined : readPosition(message, field);
}

/**
 * Reads a whole number from a query or a header: digits only, so neither `''`, `-1`, `1.5`, `1e3` nor `0x10`.
 *
 * @throws {ProtocolError} `bad-request` when it is no whole number, or outside `min` to `max`
 */
export function readDigits(text: string, field: string, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): number {
  const value = DIGITS.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  throw new ProtocolError(
    'bad-request',
    `Expected \`${field}\` to be a whole number from ${min} to ${max}, got ${describe(text)}`,
  );
}

/** The fields of an object that has no others than these. @throws {ProtocolError} `bad-request` */
export function readFields(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (!isRecord(value))
    throw new ProtocolError('bad-request', `Expected ${what} to be an object, got ${describe(value)}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return value;
  throw new ProtocolError(
    'bad-request',
    `Expected ${what} to have no field but ${known.join(', ')}, got ${describe(unknown)}`,
  );
}

/** Says in a few characters what was received: never the whole of it, since errors are shown and logged. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? 'an array' : 'an object';
}
