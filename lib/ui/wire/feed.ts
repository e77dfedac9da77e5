import type { TransportId, WireConnection } from '../../protocol/index.ts';
import type { Entry } from '../../wire/span.ts';
import { type CaptureRecord, sizeOf } from './kept-records.ts';

/** Decodes one connection: what is complete is given out, what has begun can be looked at. */
export interface ConnectionDecoder {
  /** @returns the entries that became complete */
  push(record: CaptureRecord): readonly Entry[];
  /** What has begun and waits for the rest. */
  pending(): readonly Entry[];
}

/** Makes the decoder of a connection. */
export type CreateDecoder = (transport: TransportId) => ConnectionDecoder;

/** An entry, or the connection's beginning or end, with where it was. */
export interface Decoded {
  transport: TransportId;
  connection: number;
  what: Entry | WireConnection;
}

/** How many bytes may wait to be decoded. Beyond it the oldest are left out, which shows as a gap. */
const MAX_WAITING_BYTES = 8 * 1_024 * 1_024;

/** Turns records into entries, at a pace that leaves the page its frames. */
export interface Feed {
  /** How many records wait. */
  readonly waiting: number;
  add(record: CaptureRecord): void;
  /** Decodes what waits, until `isEnough` says so; asked once a record. */
  decode(onDecoded: (decoded: Decoded) => void, isEnough: () => boolean): void;
  /** What has begun and waits for the rest, over all connections. */
  pending(): readonly { transport: TransportId; connection: number; entry: Entry }[];
  clear(): void;
}

interface Decoding {
  transport: TransportId;
  decoder: ConnectionDecoder;
}

/** Makes a feed. */
export function createFeed(createDecoder: CreateDecoder): Feed {
  let queue: (CaptureRecord | undefined)[] = [];
  let first = 0;
  let waitingBytes = 0;
  const connections = new Map<number, Decoding>();

  function take(record: CaptureRecord, onDecoded: (decoded: Decoded) => void): void {
    const { transport, connection } = record;
    let decoding = connections.get(connection);
    if (!decoding) {
      decoding = { transport, decoder: createDecoder(transport) };
      connections.set(connection, decoding);
    }
    if (record.kind === 'connection' && record.state === 'opened') onDecoded({ transport, connection, what: record });
    for (const what of decoding.decoder.push(record)) onDecoded({ transport, connection, what });
    if (record.kind === 'bytes' || record.state !== 'closed') return;
    onDecoded({ transport, connection, what: record });
    connections.delete(connection);
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
    decode(onDecoded, isEnough) {
      while (first < queue.length) {
        const record = queue[first++];
        if (!record) continue;
        waitingBytes -= sizeOf(record);
        take(record, onDecoded);
        if (isEnough()) break;
      }
      if (first === queue.length) {
        queue = [];
        first = 0;
      } else if (first > 4_096) {
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
