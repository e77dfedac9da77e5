import type { Content } from '../content.ts';
import type { Dissection } from '../dissection.ts';
import { dissectEngineIoPayload } from '../engine-io/index.ts';
import { dissectBinary, dissectJson, dissectText } from '../json.ts';
import { fieldValue, type FieldLine } from './head.ts';

/** What the content of a body is read as. */
export interface BodyKind {
  readonly fields: readonly FieldLine[];
  readonly isEngineIo: boolean;
  /** The largest content that is looked into, in bytes. */
  readonly limit: number;
}

/**
 * Reads the content of a body that is there as a whole, by what its fields say it is. All of it is payload, aside from
 * the marks of Engine.IO and Socket.IO.
 */
export function dissectBody(content: Content, { fields, isEngineIo, limit }: BodyKind): Dissection {
  const { bytes } = content;
  if (bytes.length === 0) return { spans: [], layers: [], mentions: {} };
  if (bytes.length > limit) {
    return { ...plain(bytes.length), problem: `the content has more than ${limit} bytes, so it is not looked into` };
  }
  const coding = fieldValue(fields, 'content-encoding')?.toLowerCase() ?? 'identity';
  if (coding !== 'identity') return dissectBinary(content);
  const type = (fieldValue(fields, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) return dissectJson(content);
  if (isEngineIo && (type === '' || type.startsWith('text/plain'))) return dissectEngineIoPayload(content);
  if (type.startsWith('text/')) return dissectText(content);
  return dissectBinary(content);
}

/** A body that is not looked into. */
export function plain(length: number): Dissection {
  const span = { start: 0, end: length, layer: 'http', role: 'payload', field: 'http.body' } as const;
  return { spans: length === 0 ? [] : [span], layers: [], mentions: {} };
}
