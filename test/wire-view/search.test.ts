import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowTest } from '../../lib/ui/wire/filter.ts';
import { indexOfBytes, parseSearch } from '../../lib/ui/wire/search.ts';
import { eventText, MASK, maskedText, rowsOf, script, upgraded } from './records.ts';

describe('what was typed into the search field', () => {
  it.each([
    ['81 05', [0x81, 0x05]],
    ['8105', [0x81, 0x05]],
    ['0x81', [0x81]],
    ['0x81 0x05', [0x81, 0x05]],
    ['FF,0a:00', [0xff, 0x0a, 0x00]],
  ])('reads %s as bytes', (typed, bytes) => {
    expect([...(parseSearch(typed)?.bytes ?? [])]).toEqual(bytes);
  });

  it.each(['81', 'seq', '8 1', '810', '42["event"', '0x', 'ping'])('reads %s as text alone', (typed) => {
    expect(parseSearch(typed)).toEqual({ text: typed });
  });

  it('is nothing where nothing but spaces was typed', () => {
    expect(parseSearch('  ')).toBeUndefined();
  });
});

it('bytes are found where they begin first', () => {
  const few = fc.uint8Array({ max: 3, maxLength: 60 });
  fc.assert(
    fc.property(few, fc.uint8Array({ max: 3, minLength: 1, maxLength: 4 }), (bytes, wanted) => {
      const text = (array: Uint8Array) => [...array].join('');
      expect(indexOfBytes(bytes, wanted)).toBe(text(bytes).indexOf(text(wanted)));
    }),
  );
});

const connection = upgraded().bytes('up', maskedText('{"op":"subscribe"}')).bytes('down', eventText(41)).closed();
const polling = script('polling', 2).opened().bytes('up', 'GET /events?topic=ticker HTTP/1.1\r\nHost: lab\r\n\r\n');
const rows = rowsOf([...connection.records, ...polling.records]);

const found = (filter: Parameters<typeof rowTest>[0]): string[] =>
  rows.filter(rowTest(filter)).map(({ kind, transport }) => `${transport} ${kind}`);

describe('a search', () => {
  it('finds the text of a masked frame, which is not to be read on the wire', () => {
    expect(found({ search: 'SUBSCRIBE' })).toEqual(['websocket frame']);
  });

  it('finds bytes as they were on the wire', () => {
    expect(found({ search: [...MASK].map((byte) => byte.toString(16)).join(' ') })).toEqual(['websocket frame']);
  });

  it('finds what is in a header field', () => {
    expect(found({ search: 'dghlihnhbxbszsbub25jzq' })).toEqual(['websocket request']);
  });

  it('finds titles, of connections as well', () => {
    expect(found({ search: 'ended (fin)' })).toEqual(['websocket closed']);
  });

  it('finds nothing where there is nothing', () => {
    expect(found({ search: 'de ad be ef' })).toEqual([]);
  });
});

describe('a filter', () => {
  it('lets everything through where it says nothing', () => {
    expect(found({})).toHaveLength(rows.length);
  });

  it('goes by transport, connection, direction, kind and layer', () => {
    expect(found({ transports: ['polling'] })).toEqual(['polling opened', 'polling request']);
    expect(found({ connection: 2 })).toEqual(found({ transports: ['polling'] }));
    expect(found({ direction: 'down' })).toEqual(['websocket response', 'websocket frame']);
    expect(found({ kind: 'connection' })).toEqual(['websocket opened', 'websocket closed', 'polling opened']);
    expect(found({ layer: 'json' })).toEqual(['websocket frame', 'websocket frame']);
  });

  it('lets through what meets all that it says', () => {
    expect(found({ transports: ['websocket'], direction: 'up', layer: 'websocket' })).toEqual(['websocket frame']);
    expect(found({ transports: ['polling'], direction: 'down' })).toEqual([]);
  });
});
