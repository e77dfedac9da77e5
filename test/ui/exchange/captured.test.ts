import { describe, expect, it } from 'vitest';
import type { SessionInfo } from '../../../lib/protocol/index.ts';
import { type Captured, endText, followCapture } from '../../../lib/ui/exchange/captured.ts';
import { encodeRequest, GOOD_REQUEST } from '../../../lib/ui/handshake/request.ts';
import type { WireRecord } from '../../../lib/ui/lab/session.ts';
import { createConnectionDecoder } from '../../../lib/wire/index.ts';

const TOKEN = 'figure=mine';
const request = (query: string): Uint8Array =>
  encodeRequest({ ...GOOD_REQUEST, line: `GET /events?${query} HTTP/1.1` });
const HELLO = Uint8Array.of(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f);
const ACCEPTED = new TextEncoder().encode(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
);

/** A capture that a test tells records, and what a figure makes of it. */
function follow() {
  let tell: (record: WireRecord) => void = () => undefined;
  let captured: Captured = { entries: [], ends: [] };
  let id = 0;
  const offsets = new Map<string, number>();
  const undo = followCapture(
    {
      onWire(listener) {
        tell = listener;
        return () => {
          tell = () => undefined;
        };
      },
    },
    {
      transport: 'websocket',
      token: TOKEN,
      createDecoder: createConnectionDecoder,
      onChange: (next) => {
        captured = next;
      },
    },
  );
  return {
    undo,
    titles: () => captured.entries.map(({ connection, entry }) => `${connection} ${entry.title}`),
    captured: () => captured,
    tell: (record: WireRecord) => tell(record),
    /** Bytes that the capture has dropped. */
    skip(connection: number, direction: 'up' | 'down', length: number) {
      const key = `${connection} ${direction}`;
      offsets.set(key, (offsets.get(key) ?? 0) + length);
    },
    bytes(connection: number, direction: 'up' | 'down', bytes: Uint8Array) {
      const key = `${connection} ${direction}`;
      const offset = offsets.get(key) ?? 0;
      offsets.set(key, offset + bytes.length);
      tell({ kind: 'bytes', id: ++id, transport: 'websocket', connection, direction, at: id, offset, bytes });
    },
  };
}

describe('followCapture', () => {
  it('takes the connections that name the token, and no others', () => {
    const capture = follow();
    capture.bytes(1, 'up', request('figure=another'));
    capture.bytes(1, 'down', ACCEPTED);
    capture.bytes(2, 'up', request(TOKEN));
    capture.bytes(2, 'down', ACCEPTED);
    capture.bytes(1, 'down', HELLO);
    capture.bytes(2, 'down', HELLO);
    expect(capture.titles().every((title) => title.startsWith('2 '))).toBe(true);
    expect(capture.titles()).toHaveLength(3);
  });

  it('waits for the whole first line, however it is cut', () => {
    const line = request(TOKEN);
    for (let cut = 1; cut < 40; cut += 7) {
      const capture = follow();
      capture.bytes(1, 'up', line.subarray(0, cut));
      capture.bytes(1, 'up', line.subarray(cut));
      expect(capture.titles(), `cut at ${cut}`).toHaveLength(1);
    }
  });

  it('leaves other transports alone', () => {
    const capture = follow();
    const record = { kind: 'bytes', id: 1, connection: 1, direction: 'up', at: 0, offset: 0 } as const;
    capture.tell({ ...record, transport: 'socket-io', bytes: request(TOKEN) });
    expect(capture.titles()).toEqual([]);
  });

  it('tells of a gap, and goes on after it', () => {
    const capture = follow();
    capture.bytes(1, 'up', request(TOKEN));
    capture.bytes(1, 'down', ACCEPTED);
    capture.skip(1, 'down', 1_000);
    capture.bytes(1, 'down', HELLO);
    expect(capture.captured().entries.map(({ entry }) => entry.kind)).toContain('gap');
  });

  it('keeps how each connection ended, and says it', () => {
    const capture = follow();
    capture.bytes(1, 'up', request(TOKEN));
    const end = {
      kind: 'connection',
      id: 9,
      transport: 'websocket',
      at: 9,
      state: 'closed',
      by: 'edge',
      how: 'rst',
    } as const;
    capture.tell({ ...end, connection: 1 });
    capture.tell({ ...end, connection: 2 });
    expect(capture.captured().ends).toHaveLength(1);
    expect(capture.captured().ends.map(endText)).toEqual(['the edge ended the connection with a RST']);
  });

  it('begins anew with another session', () => {
    const capture = follow();
    capture.bytes(1, 'up', request(TOKEN));
    capture.tell({ kind: 'session', session: {} as SessionInfo });
    expect(capture.titles()).toEqual([]);
  });

  it('hears nothing any more once it is undone', () => {
    const capture = follow();
    capture.undo();
    capture.bytes(1, 'up', request(TOKEN));
    expect(capture.titles()).toEqual([]);
  });
});
