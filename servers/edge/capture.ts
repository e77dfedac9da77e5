import type { WireBytes, WireConnection } from '../../lib/protocol/index.ts';

/**
 * What a record costs beside its bytes: the objects that it is made of. It is counted, so that a million records of one
 * byte are held to the same memory as a few large ones.
 */
export const RECORD_BYTES = 256;

/** Bytes that were taken from, or handed to, a client's socket. */
export type WireRecord = Omit<WireBytes, 'bytes'> & { readonly bytes: Uint8Array };

/** What is appended to a capture. */
export type NewRecord = WireRecord | WireConnection;

/** What a capture holds. Ids count from 1 without a hole. */
export type CaptureRecord = NewRecord & { readonly id: number };

/** What is made of {@link createCapture}. */
export interface CaptureOptions {
  /** How many bytes the records may take, {@link RECORD_BYTES} each included; the oldest go for new ones. */
  maxBytes: number;
}

/** What went through the edges of one session, as far back as there is room for. */
export interface Capture {
  /** Keeps a record. Bytes that share their memory with others are copied. */
  append(record: NewRecord): void;
  /** The first record with an id above `id`, or nothing where that is not there yet. */
  after(id: number): CaptureRecord | undefined;
  /** The id of the newest record, 0 before there is one. */
  readonly newest: number;
  /** The id of the oldest record that is kept; one more than the newest where none is. */
  readonly oldest: number;
  /** How many bytes the records take, {@link RECORD_BYTES} each included. */
  readonly heldBytes: number;
  /** Calls `listener` after each record. @returns its undo */
  onAppend(listener: () => void): () => void;
}

/** How many places of dropped records wait at the front of the list before it is made shorter. */
const MAX_DROPPED = 1024;

/** Makes an empty capture. */
export function createCapture({ maxBytes }: CaptureOptions): Capture {
  /** The records, oldest first, from the place `first` on. */
  let records: (CaptureRecord | undefined)[] = [];
  let first = 0;
  let newest = 0;
  let heldBytes = 0;
  const listeners = new Set<() => void>();

  function dropOldest(): void {
    const record = records[first];
    records[first] = undefined;
    first++;
    if (record !== undefined) heldBytes -= costOf(record);
    if (first < MAX_DROPPED || first * 2 < records.length) return;
    records = records.slice(first);
    first = 0;
  }

  return {
    append(record) {
      const id = ++newest;
      const kept: CaptureRecord =
        'bytes' in record ? { ...record, bytes: ownBytes(record.bytes), id } : { ...record, id };
      records.push(kept);
      heldBytes += costOf(kept);
      while (heldBytes > maxBytes && records.length > first) dropOldest();
      for (const listener of listeners) listener();
    },
    after(id) {
      const oldest = newest - (records.length - first) + 1;
      return id >= newest ? undefined : records[first + Math.max(0, id + 1 - oldest)];
    },
    get newest() {
      return newest;
    },
    get oldest() {
      return newest - (records.length - first) + 1;
    },
    get heldBytes() {
      return heldBytes;
    },
    onAppend(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

function costOf(record: CaptureRecord): number {
  return RECORD_BYTES + ('bytes' in record ? record.bytes.length : 0);
}

/** The bytes themselves where they fill their memory alone, as what a socket was read into does; a copy otherwise. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
