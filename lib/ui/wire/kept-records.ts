import type { WireBytes, WireConnection } from '../../protocol/index.ts';

/** What a session tells of its wire: bytes, or a connection's beginning or end. */
export type CaptureRecord =
  | ({ readonly kind: 'bytes'; readonly bytes: Uint8Array } & Omit<WireBytes, 'bytes'>)
  | ({ readonly kind: 'connection' } & WireConnection);

/** How many bytes of the wire a record holds. */
export const sizeOf = (record: CaptureRecord): number => (record.kind === 'bytes' ? record.bytes.length : 0);

/** The records of a capture as they came, to be saved: bounded, and the oldest go first. */
export interface KeptRecords {
  /** How many bytes the records held that are gone. */
  readonly droppedBytes: number;
  add(record: CaptureRecord): void;
  /** In the order in which they came. */
  list(): CaptureRecord[];
  clear(): void;
}

/** Whoever opens a capture needs a connection's handshake to read the rest: its first records stay while any others do. */
const HEAD_RECORDS = 3;

interface Kept {
  record: CaptureRecord;
  order: number;
}

interface ConnectionKeep {
  /** The first records, once the bound has reached them. */
  head: Kept[];
  /** How many later ones are kept. */
  rest: number;
  over: boolean;
}

/**
 * Keeps records up to a bound.
 *
 * @param maxBytes - how many bytes of the wire they may hold
 * @param maxRecords - how many there may be, whatever they hold
 */
export function keepRecords({ maxBytes, maxRecords }: { maxBytes: number; maxRecords: number }): KeptRecords {
  let queue: Kept[] = [];
  let first = 0;
  let order = 0;
  let bytes = 0;
  let droppedBytes = 0;
  const connections = new Map<number, ConnectionKeep>();

  function dropOldest(): void {
    const oldest = queue[first++];
    if (!oldest) return;
    const { record } = oldest;
    bytes -= sizeOf(record);
    if (first > 1_024 && first * 2 > queue.length) {
      queue = queue.slice(first);
      first = 0;
    }
    const connection = connections.get(record.connection);
    if (!connection) return;
    connection.rest--;
    if (connection.head.length < HEAD_RECORDS) connection.head.push(oldest);
    else droppedBytes += sizeOf(record);
    if (connection.rest > 0 || !connection.over) return;
    for (const gone of connection.head) droppedBytes += sizeOf(gone.record);
    connections.delete(record.connection);
  }

  return {
    get droppedBytes() {
      return droppedBytes;
    },
    add(record) {
      const connection = connections.get(record.connection) ?? { head: [], rest: 0, over: false };
      connections.set(record.connection, connection);
      connection.rest++;
      if (record.kind === 'connection' && record.state === 'closed') connection.over = true;
      queue.push({ record, order: order++ });
      bytes += sizeOf(record);
      while (bytes > maxBytes || queue.length - first > maxRecords) dropOldest();
    },
    list() {
      const heads = [...connections.values()].flatMap(({ head }) => head);
      const all = [...heads, ...queue.slice(first)].sort((a, b) => a.order - b.order);
      return all.map(({ record }) => record);
    },
    clear() {
      queue = [];
      first = bytes = droppedBytes = 0;
      connections.clear();
    },
  };
}
