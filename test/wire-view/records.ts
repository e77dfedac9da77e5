import type { Direction, TransportId } from '../../lib/protocol/index.ts';
import type { CaptureRecord } from '../../lib/ui/wire/kept-records.ts';
import { type Row, type EntryRow, isEntryRow } from '../../lib/ui/wire/row.ts';
import { type CaptureOptions, type CaptureStore, createCaptureStore } from '../../lib/ui/wire/capture-store.ts';
import { createConnectionDecoder } from '../../lib/wire/index.ts';
import { encodeFrame } from '../../lib/wire/websocket/index.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The four bytes that clients mask with here. */
export const MASK = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** Writes the records of connections, with offsets counted on. */
export function script(transport: TransportId, connection = 1) {
  const offsets: Record<Direction, number> = { up: 0, down: 0 };
  let at = 1_000;
  const records: CaptureRecord[] = [];
  const self = {
    records,
    opened() {
      const client = { address: '127.0.0.1', port: 50_000 + connection };
      const edge = { address: '127.0.0.1', port: 4_000 };
      records.push({ kind: 'connection', transport, connection, at: at++, state: 'opened', client, edge });
      return self;
    },
    closed(by: 'client' | 'server' | 'edge' = 'client', how: 'fin' | 'rst' = 'fin') {
      records.push({ kind: 'connection', transport, connection, at: at++, state: 'closed', by, how });
      return self;
    },
    bytes(direction: Direction, bytes: Uint8Array | string) {
      const data = typeof bytes === 'string' ? utf8(bytes) : bytes;
      records.push({
        kind: 'bytes',
        transport,
        connection,
        direction,
        at: at++,
        offset: offsets[direction],
        bytes: data,
      });
      offsets[direction] += data.length;
      return self;
    },
    /** Bytes that went and were not captured. */
    lost(direction: Direction, length: number) {
      offsets[direction] += length;
      return self;
    },
  };
  return self;
}

export const UPGRADE =
  'GET /events HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

export const SWITCHED =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';

/** A WebSocket with the handshake behind it. */
export function upgraded(connection = 1) {
  return script('websocket', connection).opened().bytes('up', UPGRADE).bytes('down', SWITCHED);
}

/** A final text frame, as a client sends it. */
export const maskedText = (text: string): Uint8Array =>
  encodeFrame({ fin: true, opcode: 1, mask: MASK, payload: utf8(text) });

/** A final text frame, as a server sends it. */
export const plainText = (text: string): Uint8Array => encodeFrame({ fin: true, opcode: 1, payload: utf8(text) });

/** An event of the lab as a WebSocket brings it. */
export const eventText = (seq: number, topic = 'ticker'): Uint8Array =>
  plainText(JSON.stringify({ op: 'event', topic, seq, type: 'tick', at: 1, data: 'x' }));

/** A capture whose frames come when the test says so, and whose clock is the test's. */
export function createTestStore({
  msPerLook = 0,
  ...limits
}: CaptureOptions['limits'] & {
  /** How long passes whenever the clock is looked at: makes decoding slow. */
  msPerLook?: number;
} = {}) {
  let time = 0;
  let planned: { run: () => void; at: number } | undefined;
  const store = createCaptureStore({
    createDecoder: createConnectionDecoder,
    now: () => (time += msPerLook),
    schedule(run, afterMs = 0) {
      const own = { run, at: time + afterMs };
      planned = own;
      return () => {
        if (planned === own) planned = undefined;
      };
    },
    limits,
  });
  return {
    store,
    /** Whether anything is still to be done. */
    isIdle: () => planned === undefined,
    /** Lets one frame pass. */
    frame() {
      const run = planned?.run;
      planned = undefined;
      run?.();
    },
    /** Lets time pass, with all frames in it. */
    pass(ms = 0) {
      const until = time + ms;
      for (let frames = 0; planned && planned.at <= until; frames++) {
        if (frames > 100_000) throw new Error('the store asks for frames without end');
        time = Math.max(time, planned.at);
        const { run } = planned;
        planned = undefined;
        run();
      }
      time = Math.max(time, until);
    },
    /** Pushes records, and lets a frame pass. */
    feed(records: readonly CaptureRecord[]) {
      for (const record of records) store.push(record);
      this.pass();
      return store;
    },
  };
}

/** The rows that a capture makes of records. */
export function rowsOf(records: readonly CaptureRecord[]): readonly Row[] {
  return createTestStore().feed(records).view().rows;
}

/** The entries among them. */
export const entryRowsOf = (records: readonly CaptureRecord[]): EntryRow[] => rowsOf(records).filter(isEntryRow);

/** The titles of what is shown. */
export const titles = (store: CaptureStore): string[] => store.view().rows.map(({ title }) => title);
