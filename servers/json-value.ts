import { describe, MAX_JSON_DEPTH, ProtocolError } from '../lib/protocol/index.ts';

/**
 * Holds a value that a library has parsed already to what holds for a JSON text: depth, size, and no binary.
 *
 * @throws {ProtocolError} `bad-request` when it is no JSON or nested too deep, `too-large` beyond `maxBytes` of UTF-8
 */
export function checkJson(value: unknown, maxBytes: number): void {
  checkNesting(value, 0);
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (bytes > maxBytes) {
    throw new ProtocolError('too-large', `Expected a message of at most ${maxBytes} bytes, got ${bytes}`);
  }
}

function checkNesting(value: unknown, depth: number): void {
  if (typeof value === 'function' || value === undefined) {
    throw new ProtocolError('bad-request', `Expected a message, got ${describe(undefined)}`);
  }
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    throw new ProtocolError('bad-request', 'Expected JSON, got binary data');
  }
  if (depth >= MAX_JSON_DEPTH) {
    throw new ProtocolError('bad-request', `Expected JSON nested at most ${MAX_JSON_DEPTH} deep`);
  }
  for (const inner of Object.values(value)) checkNesting(inner, depth + 1);
}
