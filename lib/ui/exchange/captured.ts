import type { Direction, TransportId, WireConnection } from '../../protocol/index.ts';
import type { ConnectionDecoder, CreateConnectionDecoder, Entry } from '../../wire/index.ts';
import type { SessionHandle, WireRecord } from '../lab/session.ts';

/** How many entries are kept; the oldest go. */
const MAX_ENTRIES = 400;

/** How much of a connection's beginning is looked at before it counts as somebody else's, in bytes. */
const MAX_LOOKED_AT = 4_096;

/** An entry with the connection that it went over. */
export interface CapturedEntry {
  readonly connection: number;
  readonly entry: Entry;
}

/** How a connection ended, as the edge saw it. */
export type CapturedEnd = Extract<WireConnection, { state: 'closed' }>;

/** What the edge has captured of some connections of a session. A new object with every change. */
export interface Captured {
  readonly entries: readonly CapturedEntry[];
  /** The ends of those that are gone, in order. */
  readonly ends: readonly CapturedEnd[];
}

/** What is followed, and who is told. */
export interface CaptureOptions {
  transport: TransportId;
  /** Stands in the first request of the connections that are wanted: several figures share a session. */
  token: string;
  createDecoder: CreateConnectionDecoder;
  onChange: (captured: Captured) => void;
}

interface Followed {
  decoder: ConnectionDecoder | undefined;
  /** What was seen before it is known whose the connection is. */
  held: { direction: Direction; bytes: Uint8Array; at: number }[];
  /** Offset after the last byte of each direction. */
  next: Record<Direction, number>;
}

/** Follows the capture of a session from its beginning. @returns its undo */
export function followCapture(
  session: Pick<SessionHandle, 'onWire'>,
  { transport, token, createDecoder, onChange }: CaptureOptions,
): () => void {
  const connections = new Map<number, Followed | 'foreign'>();
  let captured: Captured = { entries: [], ends: [] };

  function take(record: WireRecord): void {
    if (record.kind === 'session') {
      connections.clear();
      captured = { entries: [], ends: [] };
      onChange(captured);
    } else if (record.transport === transport) {
      if (record.kind === 'bytes') takeBytes(record);
      else if (record.state === 'closed') takeEnd(record);
    }
  }

  function takeBytes({ connection, direction, bytes, at, offset }: Extract<WireRecord, { kind: 'bytes' }>): void {
    const followed = connections.get(connection) ?? begin(connection);
    if (followed === 'foreign') return;
    if (followed.decoder === undefined) {
      followed.held.push({ direction, bytes, at });
      const verdict = isOurs(followed.held, token);
      if (verdict === undefined) return;
      if (!verdict) {
        connections.set(connection, 'foreign');
        return;
      }
      followed.decoder = decoderOf(connection);
      for (const part of followed.held) push(followed, part);
      followed.held = [];
    } else {
      const missing = offset - followed.next[direction];
      if (missing > 0) followed.decoder.gap(direction, missing, at);
      followed.next[direction] += Math.max(0, missing);
      push(followed, { direction, bytes, at });
    }
    onChange(captured);
  }

  function takeEnd(record: CapturedEnd): void {
    const followed = connections.get(record.connection);
    connections.delete(record.connection);
    if (followed === undefined || followed === 'foreign' || followed.decoder === undefined) return;
    followed.decoder.end('up', record.at);
    followed.decoder.end('down', record.at);
    captured = { ...captured, ends: [...captured.ends, record].slice(-MAX_ENTRIES) };
    onChange(captured);
  }

  function begin(connection: number): Followed {
    const followed: Followed = { decoder: undefined, held: [], next: { up: 0, down: 0 } };
    connections.set(connection, followed);
    return followed;
  }

  function decoderOf(connection: number): ConnectionDecoder {
    return createDecoder({
      transport,
      onEntry(entry) {
        captured = { ...captured, entries: [...captured.entries, { connection, entry }].slice(-MAX_ENTRIES) };
      },
    });
  }

  return session.onWire(take);
}

function push(
  followed: Followed,
  { direction, bytes, at }: { direction: Direction; bytes: Uint8Array; at: number },
): void {
  followed.decoder?.push(direction, bytes, at);
  followed.next[direction] += bytes.length;
}

/** Whether the first request names the token; `undefined` while its first line has not come. */
function isOurs(held: Followed['held'], token: string): boolean | undefined {
  const up = held.filter(({ direction }) => direction === 'up');
  const text = up.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join('');
  const end = text.indexOf('\r\n');
  if (end === -1) return text.length > MAX_LOOKED_AT ? false : undefined;
  return text.slice(0, end).includes(token);
}

/** Who ended a connection, and how, for readers. */
export function endText({ by, how }: CapturedEnd): string {
  const whom = by === 'client' ? 'the browser' : by === 'server' ? 'the server' : 'the edge';
  return `${whom} ended the connection with a ${how.toUpperCase()}`;
}
