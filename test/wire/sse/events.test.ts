import { describe, expect, it } from 'vitest';
import { crlf, feedEveryWay, spansOf, type Step, titlesOf } from '../transcript.ts';

const HEAD = crlf('HTTP/1.1 200 OK\nContent-Type: text/event-stream; charset=utf-8\nTransfer-Encoding: chunked\n\n');
const IDENTITY = crlf('HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n');

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

function stream(...chunks: string[]): Step[] {
  return [
    ['up', crlf('GET /events?topic=a HTTP/1.1\n\n')],
    ['down', HEAD + chunks.join('')],
  ];
}

describe('event streams', () => {
  it('are an entry for the head and one for each event, with the marks of its chunk', () => {
    const { entries, pending } = feedEveryWay(
      stream(chunk('id: 42\ndata: {"topic":"a","seq":42}\n\n'), chunk(':\n\n')),
    );
    expect(titlesOf(entries)).toEqual([
      'request: GET /events?topic=a',
      'response: 200 OK',
      'event: message 42',
      'event: comment',
    ]);
    expect(pending).toEqual([]);
    expect(spansOf(entries.slice(2))).toEqual([
      '  http.chunk-size "25"',
      '  http.line-end "\\r\\n"',
      '  sse.id "id: 42"',
      '  sse.line-end "\\n"',
      '  sse.data "data: "',
      '* json.value "{\\"topic\\":\\"a\\",\\"seq\\":42}"',
      '  sse.line-end "\\n"',
      '  sse.dispatch "\\n"',
      '  http.chunk-end "\\r\\n"',
      '  http.chunk-size "3"',
      '  http.line-end "\\r\\n"',
      '  sse.comment ":"',
      '  sse.line-end "\\n"',
      '  sse.dispatch "\\n"',
      '  http.chunk-end "\\r\\n"',
    ]);
    expect(entries[2]?.mentions).toEqual({ topics: ['a'], seqs: [42] });
    expect(entries[2]?.layers.map(({ name }) => name)).toEqual(['http', 'sse', 'json']);
  });

  it('may have several events in a chunk, and an event in several chunks', () => {
    const { entries } = feedEveryWay(
      stream(chunk('data: 1\n\ndata: 2\n\nda'), chunk('ta:'), chunk(' {"seq":'), chunk('3}\n'), chunk('\n')),
    );
    expect(titlesOf(entries.slice(2))).toEqual(['event: message', 'event: message', 'event: message']);
    expect(entries.at(-1)?.mentions.seqs).toEqual([3]);
    expect(spansOf(entries.slice(4)).filter((line) => line.startsWith('*'))).toEqual([
      '* json.value "{\\"seq\\":"',
      '* json.value "3}"',
    ]);
  });

  it.each([
    ['\n', 'sse.line-end "\\n"'],
    ['\r\n', 'sse.line-end "\\r\\n"'],
    ['\r', 'sse.line-end "\\r"'],
  ])('may end their lines in %j', (end, lineEnd) => {
    const text = `event: e${end}id: 1${end}data: x${end}${end}:c${end}${end}`;
    const { entries } = feedEveryWay([['down', IDENTITY + text], { end: 'down' }]);
    expect(titlesOf(entries)).toEqual(['response: 200 OK', 'event: e 1', 'event: comment']);
    expect(spansOf(entries.slice(1, 2)).filter((line) => line.includes('line-end'))).toEqual(
      Array.from({ length: 3 }, () => `  ${lineEnd}`),
    );
  });

  it('join several lines of data with line feeds, which belong to the data', () => {
    const { entries } = feedEveryWay([
      ['down', `${IDENTITY}data: {"seq":\r\ndata:8\r\nretry: 9\rdata: }\n\n`],
      { end: 'down' },
    ]);
    expect(spansOf(entries.slice(1))).toEqual([
      '  sse.data "data: "',
      '* json.value "{\\"seq\\":"',
      '  sse.line-end "\\r"',
      '* json.value "\\n"',
      '  sse.data "data:"',
      '* json.value "8"',
      '  sse.line-end "\\r"',
      '* json.value "\\n"',
      '  sse.retry "retry: 9"',
      '  sse.line-end "\\r"',
      '  sse.data "data: "',
      '* json.value "}"',
      '  sse.line-end "\\n"',
      '  sse.dispatch "\\n"',
    ]);
    expect(entries[1]?.mentions.seqs).toEqual([8]);
  });

  it('name a byte order mark, fields that nobody knows, and a block without data', () => {
    const { entries } = feedEveryWay([['down', `${IDENTITY}\xef\xbb\xbfevent: a\nfoo: b\nbare\n\n`], { end: 'down' }]);
    expect(titlesOf(entries.slice(1))).toEqual(['event: no event: there is no data']);
    expect(spansOf(entries.slice(1)).map((line) => line.trim().split(' ')[0])).toEqual([
      'sse.byte-order-mark',
      'sse.event',
      'sse.line-end',
      'sse.unknown-field',
      'sse.line-end',
      'sse.unknown-field',
      'sse.line-end',
      'sse.dispatch',
    ]);
  });

  it('end with their last chunk, after which the connection may be used again', () => {
    const { entries } = feedEveryWay([
      ...stream(chunk('data: 1\n\n'), '0\r\n\r\n'),
      ['up', crlf('GET / HTTP/1.1\n\n')],
      ['down', crlf('HTTP/1.1 404 Not Found\nContent-Length: 0\n\n')],
    ]);
    expect(titlesOf(entries).slice(2)).toEqual([
      'event: message',
      'response: end of the stream',
      'request: GET /',
      'response: 404 Not Found',
    ]);
  });

  it('tell of an event that the last chunk cuts off', () => {
    const { entries } = feedEveryWay(stream(chunk('data: 1\n'), '0\r\n\r\n'));
    expect(entries.at(-1)?.problem).toBe('the stream ended before the empty line, so a reader drops this');
    const { entries: whole } = feedEveryWay([['down', `${IDENTITY}data: 1\r\r`], { end: 'down' }]);
    expect(whole.at(-1)?.problem).toBeUndefined();
  });

  it('show the beginning of an event while its rest is awaited', () => {
    const { pending } = feedEveryWay(stream('20\r\nid: 3\ndata: {"to'));
    expect(titlesOf(pending)).toEqual(['event: message 3 …']);
  });
});
