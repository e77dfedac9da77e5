import type { WireBytes } from '../../lib/protocol/index.ts';
import { encodeFrame } from '../../lib/wire/websocket/index.ts';

const HANDSHAKE = {
  up: 'GET /events HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  down: 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
} as const;

/** The records of a WebSocket that brought `count` events, a millisecond apart. */
export function largeCapture(count: number): WireBytes[] {
  const offsets = { up: 0, down: 0 };
  const records: WireBytes[] = [];
  const add = (direction: 'up' | 'down', bytes: Uint8Array): void => {
    const encoded = Buffer.from(bytes).toString('base64');
    const at = 1_763_690_000_000 + records.length;
    records.push({ transport: 'websocket', connection: 1, direction, at, offset: offsets[direction], bytes: encoded });
    offsets[direction] += bytes.length;
  };
  add('up', Buffer.from(HANDSHAKE.up));
  add('down', Buffer.from(HANDSHAKE.down));
  for (let seq = 1; seq <= count; seq++) {
    const data = { op: 'event', topic: 'ticker', seq, type: 'tick', at: 1_763_690_000_000 + seq, data: '.'.repeat(64) };
    add('down', encodeFrame({ fin: true, opcode: 1, payload: Buffer.from(JSON.stringify(data)) }));
  }
  return records;
}
