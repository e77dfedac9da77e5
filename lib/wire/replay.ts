import { decodeBase64, type Direction, type TransportId, type WireConnection } from '../protocol/index.ts';
import type { CaptureRecord } from './capture.ts';
import { type ConnectionDecoder, createConnectionDecoder } from './connection/decoder.ts';
import type { WireLimits } from './limits.ts';
import type { Entry } from './span.ts';

/** A connection of a capture, decoded. */
export interface DecodedConnection {
  /** Counts from 1 in the session. */
  readonly connection: number;
  readonly transport: TransportId;
  /** Absent where the capture has dropped it. */
  readonly opened?: WireConnection & { state: 'opened' };
  /** Absent where it still stood, too. */
  readonly closed?: WireConnection & { state: 'closed' };
  /** Those that wait for their rest come last. */
  readonly entries: readonly Entry[];
  /** How many bytes of each direction the capture holds. */
  readonly bytes: Readonly<Record<Direction, number>>;
}

/**
 * Takes the records of one connection in, in the order of its telemetry: a jump of the offset is a gap, and bytes that
 * come a second time are passed over.
 */
export class Replay {
  readonly #decoder: ConnectionDecoder;
  readonly #next: Record<Direction, number> = { up: 0, down: 0 };
  readonly #bytes: Record<Direction, number> = { up: 0, down: 0 };

  constructor(decoder: ConnectionDecoder) {
    this.#decoder = decoder;
  }

  /** How many bytes of each direction were known. */
  get bytes(): Readonly<Record<Direction, number>> {
    return this.#bytes;
  }

  /** @throws {ProtocolError} `bad-request` where the bytes are no base64; the connection goes on */
  add(record: CaptureRecord): void {
    if ('state' in record) {
      if (record.state === 'closed')
        for (const direction of ['up', 'down'] as const) this.#decoder.end(direction, record.at);
      return;
    }
    const { direction, offset, at } = record;
    const bytes = decodeBase64(record.bytes);
    const next = this.#next[direction];
    if (offset > next) this.#decoder.gap(direction, offset - next, at);
    const fresh = bytes.subarray(Math.max(0, next - offset));
    this.#decoder.push(direction, fresh, at);
    this.#next[direction] = Math.max(next, offset + bytes.length);
    this.#bytes[direction] += fresh.length;
  }
}

/** Decodes all connections of a capture, in the order in which it tells of them. */
export function decodeRecords(
  records: Iterable<CaptureRecord>,
  options: { limits?: Partial<WireLimits> } = {},
): DecodedConnection[] {
  const connections = new Map<number, Mutable>();
  for (const record of records) {
    const one = connections.get(record.connection) ?? begin(record, options);
    connections.set(record.connection, one);
    if ('state' in record) {
      if (record.state === 'opened') one.opened = record;
      else one.closed = record;
    }
    one.replay.add(record);
  }
  return [...connections.values()].map(({ replay, decoder, entries, ...rest }) => ({
    ...rest,
    entries: [...entries, ...decoder.pending()],
    bytes: { ...replay.bytes },
  }));
}

interface Mutable {
  readonly connection: number;
  readonly transport: TransportId;
  opened?: WireConnection & { state: 'opened' };
  closed?: WireConnection & { state: 'closed' };
  readonly entries: Entry[];
  readonly decoder: ConnectionDecoder;
  readonly replay: Replay;
}

function begin({ connection, transport }: CaptureRecord, { limits }: { limits?: Partial<WireLimits> }): Mutable {
  const entries: Entry[] = [];
  const onEntry = (entry: Entry): void => void entries.push(entry);
  const decoder = createConnectionDecoder({ onEntry, transport, ...(limits && { limits }) });
  return { connection, transport, entries, decoder, replay: new Replay(decoder) };
}
