import { decodeBase64, type WireBytes, type WireConnection } from '../../protocol/index.ts';
import { decodeCapture, encodeCapture, encodePcap } from '../../wire/index.ts';
import type { CaptureRecord } from './kept-records.ts';

/**
 * Reads a saved capture, from its text or from what JSON made of it.
 *
 * @throws {CaptureError} with a message for readers
 */
export function readCaptureFile(file: unknown): CaptureRecord[] {
  return decodeCapture(file).records.map((record) =>
    'state' in record
      ? { kind: 'connection', ...record }
      : { ...record, kind: 'bytes', bytes: decodeBase64(record.bytes) },
  );
}

/** Writes records as the text of a file that {@link readCaptureFile} reads. */
export function writeCaptureFile(records: readonly CaptureRecord[]): string {
  return encodeCapture({ records: records.map(wireRecord) });
}

/** Writes records as a packet capture that Wireshark opens. */
export function writePcapFile(records: readonly CaptureRecord[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encodePcap(records.map(wireRecord)));
}

/** A record as the telemetry has told it. */
export function wireRecord(record: CaptureRecord): WireBytes | WireConnection {
  const { transport, connection, at } = record;
  if (record.kind === 'bytes') {
    const { direction, offset, bytes } = record;
    return { transport, connection, direction, at, offset, bytes: toBase64(bytes) };
  }
  // Nothing but what the protocol names: records of a telemetry carry an id as well.
  if (record.state === 'opened') {
    const { client, edge } = record;
    return { transport, connection, at, state: 'opened', client, edge };
  }
  const { by, how } = record;
  return { transport, connection, at, state: 'closed', by, how };
}

/** How many bytes become a string at once: a call takes only so many arguments. */
const PART_BYTES = 8_192;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += PART_BYTES) {
    text += String.fromCharCode(...bytes.subarray(from, from + PART_BYTES));
  }
  return btoa(text);
}
