import type { Direction, TransportId, WireConnection } from '../../protocol/index.ts';
import type { ConnectionDecoder, CreateConnectionDecoder } from '../../wire/index.ts';
import type { Entry } from '../../wire/span.ts';
import { type CaptureRecord, sizeOf } from './kept-records.ts';

/** An entry, or a connection's beginning or end, with where it was. */
export interface Decoded {
  transport: TransportId;
  connection: number;
  what: Entry | WireConnection;
}

/** How many bytes may wait to be decoded. Beyond it the oldest are left out, which shows as a gap. */
const MAX_WAITING_BYTES = 8 * 1_024 * 1_024;

const DIRECTIONS: readonly Direction[] = ['up', 'down'];

/** Turns records into entries, at a pace that leaves the page its frames. */
export interface Feed {
  /** How many records wait. */
  readonly waiting: number;
  add(record: CaptureRecord): void;
  /** Decodes what waits, until `isEnough` says so; asked once a record. */
  decode(isEnough: () => boolean): void;
  /** What has begun and waits for the rest, over all connections. */
  pending(): readonly { transport: TransportId; connection: number; entry: Entry }[];
  clear(): void;
}

interface Decoding {
  transport: TransportId;
  decoder: ConnectionDecoder;
  /** How many bytes have come, or are known to have gone, each way. */
  offset: Record<Direction, number>;
}

/** Makes a feed that hands out what it decodes. */
export function createFeed(createDecoder: CreateConnectionDecoder, onDecoded: (decoded: Decoded) => void): Feed {
  let queue: (CaptureRecord | undefined)[] = [];
  let first = 0;
  let waitingBytes = 0;
  const connections = new Map<number, Decoding>();

  function connectionOf({ transport, connection }: CaptureRecord): Decoding {
    const known = connections.get(connection);
    if (known) return known;
    const onEntry = (what: Entry): void => onDecoded({ transport, connection, what });
    const decoding = { transport, decoder: createDecoder({ transport, onEntry }), offset: { up: 0, down: 0 } };
    connections.set(connection, decoding);
    return decoding;
  }

  function take(record: CaptureRecord): void {
    const { transport, connection, at } = record;
    const { decoder, offset } = connectionOf(record);
    if (record.kind === 'bytes') {
      const { direction } = record;
      const missing = record.offset - offset[direction];
      if (missing > 0) decoder.gap(direction, missing, at);
      // What came twice counts once.
      const bytes = missing < 0 ? record.bytes.subarray(-missing) : record.bytes;
      offset[direction] = Math.max(offset[direction], record.offset + record.bytes.length);
      if (bytes.length > 0) decoder.push(direction, bytes, at);
      return;
    }
    if (record.state === 'closed') {
      for (const direction of DIRECTIONS) decoder.end(direction, at);
      connections.delete(connection);
    }
    onDecoded({ transport, connection, what: record });
  }

  function leaveOldestOut(): void {
    // Only bytes are left out: a connection's beginning and end cost next to nothing.
    for (let index = first; index < queue.length && waitingBytes > MAX_WAITING_BYTES; index++) {
      const record = queue[index];
      if (record?.kind !== 'bytes') continue;
      waitingBytes -= sizeOf(record);
      queue[index] = undefined;
    }
  }

  return {
    get waiting() {
      return queue.length - first;
    },
    add(record) {
      queue.push(record);
      waitingBytes += sizeOf(record);
      if (waitingBytes > MAX_WAITING_BYTES) leaveOldestOut();
    },
    decode(isEnough) {
      while (first < queue.length) {
        const record = queue[first++];
        if (!record) continue;
        waitingBytes -= sizeOf(record);
        take(record);
        if (isEnough()) break;
      }
      if (first === queue.length || first > 4_096) {
        queue = queue.slice(first);
        first = 0;
      }
    },
    pending() {
      return [...connections].flatMap(([connection, { transport, decoder }]) =>
        decoder.pending().map((entry) => ({ transport, connection, entry })),
      );
    },
    clear() {
      queue = [];
      first = waitingBytes = 0;
      connections.clear();
    },
  };
}
