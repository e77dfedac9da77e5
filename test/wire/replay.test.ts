import { describe, expect, it } from 'vitest';
import { checkEntries, decodeRecords } from '../../lib/wire/index.ts';
import { recordsOf } from './records.ts';
import { crlf, titlesOf } from './transcript.ts';

describe('records of a session', () => {
  it('are decoded by connection, with a gap where the offset jumps', () => {
    const records = [
      ...recordsOf(1, [
        ['up', crlf('GET /a HTTP/1.1\n\n')],
        ['down', 30],
        ['down', crlf('HTTP/1.1 204 No Content\n\n')],
      ]),
      ...recordsOf(2, [['up', crlf('GET /b HTTP/1.1\n\nGET')]]),
    ];
    const decoded = decodeRecords(records);
    expect(decoded.map(({ entries }) => titlesOf(entries))).toEqual([
      ['request: GET /a', 'gap: 30 bytes are missing', 'response: 204 No Content'],
      ['request: GET /b', 'request: request …'],
    ]);
    expect(decoded[0]?.opened?.client.port).toBe(50_001);
    for (const { entries, bytes } of decoded) expect(checkEntries(entries, bytes)).toEqual([]);
  });

  it('that tell of the same bytes twice count them once', () => {
    const records = recordsOf(1, [['up', crlf('GET /a HTTP/1.1\n\n')]]);
    const [decoded] = decodeRecords([...records, ...records.slice(1)]);
    expect(titlesOf(decoded?.entries ?? [])).toEqual(['request: GET /a']);
    expect(decoded?.bytes).toEqual({ up: 19, down: 0 });
  });

  it('end what is pending when a connection closes', () => {
    const [decoded] = decodeRecords([
      ...recordsOf(1, [['up', 'GET /']]),
      { transport: 'polling', connection: 1, at: 9, state: 'closed', by: 'client', how: 'fin' },
    ]);
    expect(decoded?.entries.map(({ problem }) => problem)).toEqual(['the connection ended before the rest came']);
    expect(decoded?.closed?.by).toBe('client');
  });
});
