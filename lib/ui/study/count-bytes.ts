import type { TransportId } from '../../protocol/index.ts';
import { type ConnectionDecoder, createConnectionDecoder, type Entry } from '../../wire/index.ts';
import type { WireRecord } from '../lab/telemetry.ts';

/** What the bytes of one transport were, as far as the capture holds them. */
export interface ByteCount {
  /** What the application handed over, in bytes. */
  payload: number;
  /** What the transport added, in bytes. */
  overhead: number;
  /** HTTP requests, handshakes included. */
  requests: number;
  /** WebSocket frames of both directions, control frames included. */
  frames: number;
}

const NOTHING: ByteCount = { payload: 0, overhead: 0, requests: 0, frames: 0 };

/** Decodes a whole capture, and counts each transport's bytes by what they were. */
export function countBytes(records: readonly WireRecord[]): ReadonlyMap<TransportId, ByteCount> {
  const counts = new Map<TransportId, ByteCount>();
  const decoders = new Map<number, { decoder: ConnectionDecoder; count: ByteCount }>();

  function countOf(transport: TransportId): ByteCount {
    const known = counts.get(transport);
    if (known) return known;
    const count = { ...NOTHING };
    counts.set(transport, count);
    return count;
  }

  function decoderOf(connection: number, transport: TransportId): ConnectionDecoder {
    const known = decoders.get(connection);
    if (known) return known.decoder;
    const count = countOf(transport);
    const decoder = createConnectionDecoder({ transport, onEntry: (entry) => add(count, entry) });
    decoders.set(connection, { decoder, count });
    return decoder;
  }

  for (const record of records) {
    if (record.kind === 'bytes') {
      decoderOf(record.connection, record.transport).push(record.direction, record.bytes, record.at);
    }
  }
  for (const { decoder, count } of decoders.values()) for (const entry of decoder.pending()) add(count, entry);
  return counts;
}

function add(count: ByteCount, { kind, spans }: Entry): void {
  if (kind === 'request') count.requests++;
  if (kind === 'frame' || kind === 'control') count.frames++;
  for (const { role, start, end } of spans) count[role] += end - start;
}
