import { decodeBase64, type Direction, type Endpoint } from '../../protocol/index.ts';
import type { CaptureRecord } from '../capture.ts';
import { addressBytes } from './address.ts';
import { encodePacket, FLAGS, MAX_SEGMENT_BYTES, type Peer, type Segment } from './packet.ts';

const MAGIC = 0xa1b2_c3d4;
const LINK_ETHERNET = 1;
const SNAPSHOT_BYTES = 262_144;
const NOTHING = new Uint8Array(0);

/** A direction of a connection: who sends, and the sequence number of what it sends next. */
interface Side {
  readonly peer: Peer;
  /** The initial sequence number is 0, so that the byte at offset `n` has the number `n + 1`. */
  next: number;
}

/**
 * A capture as a classic pcap file, which Wireshark and tcpdump open.
 *
 * The captured bytes, their order, times, addresses and ports are true. The headers around them are reconstructed: the
 * edge sees what a socket reads and writes, and not packets. So how the bytes were cut into segments, the handshakes,
 * acknowledgements and sequence numbers (from 0) are what they could have been, and retransmissions are not there. Bytes
 * that the capture has dropped are a jump of the sequence number. A connection whose beginning was dropped has no known
 * addresses: it gets 192.0.2.1 and 192.0.2.2, which are for documentation, and its number as port.
 *
 * @see https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html
 * @throws {ProtocolError} `bad-request` where bytes are no base64, which {@link decodeCapture} rules out
 */
export function encodePcap(records: Iterable<CaptureRecord>): Uint8Array {
  const file: Uint8Array[] = [fileHeader()];
  const connections = new Map<number, Record<Direction, Side>>();

  const write = (at: number, segment: Segment): void => {
    const packet = encodePacket(segment);
    file.push(packetHeader(at, packet.length), packet);
  };
  const send = (sides: Record<Direction, Side>, direction: Direction, what: Omit<Sending, 'direction'>): void => {
    const side = sides[direction];
    const other = sides[opposite(direction)];
    const { at, flags, bytes = NOTHING } = what;
    const acknowledgement = (flags & FLAGS.ack) === 0 ? 0 : other.next;
    write(at, { from: side.peer, to: other.peer, sequence: side.next, acknowledgement, flags, bytes });
    const counted = (flags & (FLAGS.syn | FLAGS.fin)) === 0 ? 0 : 1;
    side.next = (side.next + bytes.length + counted) % 2 ** 32;
  };

  for (const record of records) {
    const { connection, at } = record;
    const sides = connections.get(connection) ?? begin(record);
    connections.set(connection, sides);
    if (!('state' in record)) {
      const { direction, offset } = record;
      const bytes = decodeBase64(record.bytes);
      sides[direction].next = (offset + 1) % 2 ** 32;
      for (let from = 0; from < bytes.length; from += MAX_SEGMENT_BYTES) {
        const part = bytes.subarray(from, from + MAX_SEGMENT_BYTES);
        send(sides, direction, { at, flags: FLAGS.psh | FLAGS.ack, bytes: part });
      }
    } else if (record.state === 'opened') {
      sides.up.next = sides.down.next = 0;
      send(sides, 'up', { at, flags: FLAGS.syn });
      send(sides, 'down', { at, flags: FLAGS.syn | FLAGS.ack });
      send(sides, 'up', { at, flags: FLAGS.ack });
    } else {
      const first = record.by === 'client' ? 'up' : 'down';
      if (record.how === 'rst') send(sides, first, { at, flags: FLAGS.rst | FLAGS.ack });
      else {
        send(sides, first, { at, flags: FLAGS.fin | FLAGS.ack });
        send(sides, opposite(first), { at, flags: FLAGS.fin | FLAGS.ack });
        send(sides, first, { at, flags: FLAGS.ack });
      }
    }
  }
  return join(file);
}

interface Sending {
  readonly direction: Direction;
  readonly at: number;
  readonly flags: number;
  readonly bytes?: Uint8Array;
}

function begin(record: CaptureRecord): Record<Direction, Side> {
  const known = 'state' in record && record.state === 'opened' ? record : undefined;
  const { connection } = record;
  const peer = (end: Endpoint | undefined, unknown: number): Peer => ({
    address: (end && addressBytes(end.address)) ?? Uint8Array.of(192, 0, 2, unknown),
    port: end?.port ?? connection % 65_536,
  });
  // Sequence numbers go on from 1 where the beginning was dropped.
  return { up: { peer: peer(known?.client, 1), next: 1 }, down: { peer: peer(known?.edge, 2), next: 1 } };
}

function opposite(direction: Direction): Direction {
  return direction === 'up' ? 'down' : 'up';
}

function fileHeader(): Uint8Array {
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, MAGIC);
  header.setUint16(4, 2);
  header.setUint16(6, 4);
  header.setUint32(16, SNAPSHOT_BYTES);
  header.setUint32(20, LINK_ETHERNET);
  return new Uint8Array(header.buffer);
}

function packetHeader(at: number, length: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(16));
  const micros = Math.round((at % 1000) * 1000);
  header.setUint32(0, Math.floor(at / 1000) + Math.floor(micros / 1_000_000));
  header.setUint32(4, micros % 1_000_000);
  header.setUint32(8, length);
  header.setUint32(12, length);
  return new Uint8Array(header.buffer);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
