import { ProtocolError } from './errors.ts';
import { describe, isRecord } from './fields.ts';
import type { StreamToxics, Toxics } from './session.ts';

/** The largest value of each number in a toxic. All of them begin at 0 where nothing else is said. */
export const TOXIC_LIMITS = {
  /** Of `latency` and its `jitter`, in milliseconds. */
  latencyMs: 60_000,
  /** Of `bandwidth.rate`, in KB (1,000 bytes) a second. */
  rateKilobytesPerSecond: 1_000_000,
  /** Of `slicer.average_size`, in bytes; from 1. Its `size_variation` has to be smaller than that. */
  sliceBytes: 65_536,
  /** Of `slicer.delay`, in microseconds. */
  sliceDelayMicroseconds: 10_000_000,
  /** Of `limit_data.bytes`. */
  limitBytes: 2 ** 30,
  /** Of `reset_peer.timeout`, `timeout.timeout` and `slow_close.delay`, in milliseconds. */
  timeoutMs: 600_000,
  /** Of `buffer.bytes`; from 1. The edge holds so much for each connection. */
  bufferBytes: 2 ** 20,
} as const;

type Fields = Record<string, unknown>;
type Direction = 'upstream' | 'downstream';

/** Reads the settings of one toxic: its fields, and its path for messages. */
type ReadToxic<Toxic> = (fields: Fields, path: string) => Toxic;

/** How each toxic is read, in the order in which an answer names them. */
const TOXICS: { [Name in keyof StreamToxics]-?: ReadToxic<NonNullable<StreamToxics[Name]>> } = {
  latency(fields, path) {
    only(fields, path, ['latency', 'jitter']);
    const { latencyMs: max } = TOXIC_LIMITS;
    return { latency: readNumber(fields, `${path}.latency`, { max }), ...optional(fields, `${path}.jitter`, { max }) };
  },
  bandwidth(fields, path) {
    only(fields, path, ['rate']);
    return { rate: readNumber(fields, `${path}.rate`, { max: TOXIC_LIMITS.rateKilobytesPerSecond }) };
  },
  slicer(fields, path) {
    only(fields, path, ['average_size', 'size_variation', 'delay']);
    const { sliceBytes, sliceDelayMicroseconds } = TOXIC_LIMITS;
    const size = readNumber(fields, `${path}.average_size`, { min: 1, max: sliceBytes, isWhole: true });
    return {
      average_size: size,
      // A piece has a byte at least.
      ...optional(fields, `${path}.size_variation`, { max: size - 1, isWhole: true }),
      ...optional(fields, `${path}.delay`, { max: sliceDelayMicroseconds }),
    };
  },
  limit_data(fields, path) {
    only(fields, path, ['bytes']);
    return { bytes: readNumber(fields, `${path}.bytes`, { max: TOXIC_LIMITS.limitBytes, isWhole: true }) };
  },
  reset_peer(fields, path) {
    only(fields, path, ['timeout']);
    return { timeout: readNumber(fields, `${path}.timeout`, { max: TOXIC_LIMITS.timeoutMs }) };
  },
  timeout(fields, path) {
    only(fields, path, ['timeout']);
    return { timeout: readNumber(fields, `${path}.timeout`, { max: TOXIC_LIMITS.timeoutMs }) };
  },
  slow_close(fields, path) {
    only(fields, path, ['delay']);
    return { delay: readNumber(fields, `${path}.delay`, { max: TOXIC_LIMITS.timeoutMs }) };
  },
  buffer(fields, path) {
    only(fields, path, ['bytes']);
    return { bytes: readNumber(fields, `${path}.bytes`, { min: 1, max: TOXIC_LIMITS.bufferBytes, isWhole: true }) };
  },
};

/**
 * Reads the toxics of one transport. Nothing is passed over: a name that is misspelt would be a fault that never comes.
 *
 * @returns what was set and nothing else, in one order; a direction without toxics is left out
 * @throws {ProtocolError} `bad-request`, naming the field that is unknown or wrong
 */
export function decodeToxics(value: unknown): Toxics {
  if (!isRecord(value)) throw new ProtocolError('bad-request', `Expected an object of toxics, got ${describe(value)}`);
  only(value, '', ['down', 'upstream', 'downstream']);
  if (value.down !== undefined && value.down !== true) throw wrong('down', 'true or left out', value.down);
  const upstream = readStream(value.upstream, 'upstream');
  const downstream = readStream(value.downstream, 'downstream');
  return {
    ...(value.down === true ? { down: true } : {}),
    ...(upstream === undefined ? {} : { upstream }),
    ...(downstream === undefined ? {} : { downstream }),
  };
}

function readStream(value: unknown, direction: Direction): StreamToxics | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw wrong(direction, 'an object of toxics', value);
  only(value, direction, Object.keys(TOXICS));
  if (direction === 'upstream' && value.buffer !== undefined) {
    throw new ProtocolError('bad-request', 'Expected `upstream.buffer` to be left out: answers are what is buffered');
  }
  const toxics = Object.entries(TOXICS).flatMap(([name, read]) => {
    const fields = value[name];
    if (fields === undefined) return [];
    if (!isRecord(fields)) throw wrong(`${direction}.${name}`, 'an object', fields);
    return [[name, read(fields, `${direction}.${name}`)] as const];
  });
  return toxics.length === 0 ? undefined : (Object.fromEntries(toxics) as StreamToxics);
}

interface Range {
  min?: number;
  max: number;
  isWhole?: boolean;
}

/** Reads the number that the last part of `path` names. */
function readNumber(fields: Fields, path: string, { min = 0, max, isWhole = false }: Range): number {
  const value = fields[nameOf(path)];
  const isNumber = typeof value === 'number' && (isWhole ? Number.isInteger(value) : Number.isFinite(value));
  // `+ 0` makes 0 of -0, which JSON has and nobody means.
  if (isNumber && value >= min && value <= max) return value + 0;
  throw wrong(path, `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`, value);
}

/** The same for a number that may be left out: a field of that name, or none. */
function optional(fields: Fields, path: string, range: Range): Fields & Record<string, number> {
  const name = nameOf(path);
  return fields[name] === undefined ? {} : { [name]: readNumber(fields, path, range) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** @throws {ProtocolError} `bad-request` when there is a field that is none of `known` */
function only(fields: Fields, path: string, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const where = path === '' ? 'toxics' : `\`${path}\``;
  throw new ProtocolError(
    'bad-request',
    `Expected ${where} to have no field but ${known.join(', ')}, got ${describe(unknown)}`,
  );
}

function wrong(path: string, expected: string, got: unknown): ProtocolError {
  return new ProtocolError('bad-request', `Expected \`${path}\` to be ${expected}, got ${describe(got)}`);
}
