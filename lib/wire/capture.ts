import {
  decodeWire,
  decodeWireConnection,
  isRecord,
  ProtocolError,
  type WireBytes,
  type WireConnection,
} from '../protocol/index.ts';

/** One thing that a session's telemetry told of its wires. */
export type CaptureRecord = WireBytes | WireConnection;

/** What a saved capture holds: what went over the connections of a session, as it was told, and nothing decoded. */
export interface Capture {
  readonly records: readonly CaptureRecord[];
}

/** The largest file that is read: far more than the 4 MiB that a session captures, in base64. */
export const MAX_CAPTURE_BYTES = 67_108_864;

/** Why a file is not read as a capture. */
export type CaptureErrorCode = 'too-large' | 'not-json' | 'not-a-capture' | 'unknown-version' | 'bad-record';

/** A file that cannot be read as a capture. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly code: CaptureErrorCode;
  /** Which record is wrong, counted from 0, for `bad-record`. */
  readonly record: number | undefined;

  constructor(code: CaptureErrorCode, message: string, options: { cause?: unknown; record?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.code = code;
    this.record = options.record;
  }
}

const FORMAT = 'wirelab-capture';
const VERSION = 1;
/** RFC 4648 section 4, with its padding. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text of a file that holds a capture: JSON, one record a line. */
export function encodeCapture({ records }: Capture): string {
  const lines = records.map((record) => JSON.stringify(record)).join(',\n');
  return `{"format":"${FORMAT}","version":${VERSION},"records":[\n${lines}\n]}\n`;
}

/**
 * Reads a capture from the text of a file, or from what JSON made of it. Members that are not known are left out.
 *
 * @throws {CaptureError}
 */
export function decodeCapture(file: unknown): Capture {
  const value = typeof file === 'string' ? parse(file) : file;
  if (!isRecord(value) || value.format !== FORMAT || !Array.isArray(value.records)) {
    throw new CaptureError('not-a-capture', 'This is not a capture that Wirelab has saved');
  }
  if (value.version !== VERSION) {
    const message = `The capture has version ${JSON.stringify(value.version)}, and this Wirelab reads version ${VERSION}`;
    throw new CaptureError('unknown-version', message);
  }
  return { records: value.records.map(decodeRecord) };
}

function parse(text: string): unknown {
  // Every character takes a byte at least.
  if (text.length > MAX_CAPTURE_BYTES) {
    throw new CaptureError('too-large', `The file has more than ${MAX_CAPTURE_BYTES} bytes`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CaptureError('not-json', 'The file is not JSON', { cause });
  }
}

function decodeRecord(value: unknown, record: number): CaptureRecord {
  try {
    if (isRecord(value) && 'state' in value) return decodeWireConnection(value);
    const wire = decodeWire(value);
    if (BASE64.test(wire.bytes)) return wire;
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause;
    throw new CaptureError('bad-record', `Record ${record}: ${cause.message}`, { cause, record });
  }
  throw new CaptureError('bad-record', `Record ${record}: Expected \`bytes\` to be base64`, { record });
}
