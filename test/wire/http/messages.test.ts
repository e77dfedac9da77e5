import { describe, expect, it } from 'vitest';
import { crlf, feed, feedEveryWay, spansOf, titlesOf } from '../transcript.ts';

const GET = crlf('GET /events?topic=ticker HTTP/1.1\nHost: a\n\n');

describe('HTTP messages', () => {
  it('has a span for each part of the first line and for each field', () => {
    const { entries } = feedEveryWay([
      ['up', crlf('GET /events?topic=ticker HTTP/1.1\nHost: a\nX-Other: b\n\n')],
      ['down', crlf('HTTP/1.1 200 OK\nContent-Length: 2\n\nhi')],
    ]);
    expect(spansOf(entries)).toEqual([
      '  http.method "GET"',
      '  http.delimiter " "',
      '  http.target "/events?topic=ticker"',
      '  http.delimiter " "',
      '  http.version "HTTP/1.1"',
      '  http.line-end "\\r\\n"',
      '  http.header.host "Host: a\\r\\n"',
      '  http.header "X-Other: b\\r\\n"',
      '  http.head-end "\\r\\n"',
      '  http.version "HTTP/1.1"',
      '  http.delimiter " "',
      '  http.status "200"',
      '  http.delimiter " "',
      '  http.reason "OK"',
      '  http.line-end "\\r\\n"',
      '  http.header.content-length "Content-Length: 2\\r\\n"',
      '  http.head-end "\\r\\n"',
      '* binary.value "hi"',
    ]);
    expect(entries.map(({ mentions }) => mentions)).toEqual([{ topics: ['ticker'] }, { topics: ['ticker'] }]);
    expect(entries[0]?.layers[0]?.facts).toContainEqual({ field: 'http.header', value: 'X-Other: b' });
  });

  it('reads requests and answers that follow each other on one connection, also pipelined ones', () => {
    const { entries, pending } = feedEveryWay([
      ['up', `${GET}${crlf('HEAD / HTTP/1.1\n\n')}${GET}${GET}`],
      ['down', crlf('HTTP/1.1 304 Not Modified\nContent-Length: 9\n\nHTTP/1.1 200 OK\nContent-Length: 9\n\n')],
      ['down', crlf('HTTP/1.1 204 No Content\n\nHTTP/1.1 200 OK\nContent-Length: 0\n\n')],
    ]);
    expect(titlesOf(entries)).toEqual([
      'request: GET /events?topic=ticker',
      'request: HEAD /',
      'request: GET /events?topic=ticker',
      'request: GET /events?topic=ticker',
      'response: 304 Not Modified',
      'response: 200 OK',
      'response: 204 No Content',
      'response: 200 OK',
    ]);
    expect(pending).toEqual([]);
  });

  it('takes chunks with extensions and trailer fields apart, and their content together', () => {
    const head = crlf('HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n');
    const { entries } = feedEveryWay([
      ['up', GET],
      ['down', `${head}4;a=b\r\n{"se\r\n05\r\nq":7}\r\n0\r\nDate: x\r\n\r\n`],
    ]);
    expect(spansOf(entries.slice(1)).slice(9)).toEqual([
      '  http.chunk-size "4"',
      '  http.chunk-extension ";a=b"',
      '  http.line-end "\\r\\n"',
      '* json.value "{\\"se"',
      '  http.chunk-end "\\r\\n"',
      '  http.chunk-size "05"',
      '  http.line-end "\\r\\n"',
      '* json.value "q\\":7}"',
      '  http.chunk-end "\\r\\n"',
      '  http.chunk-size "0"',
      '  http.line-end "\\r\\n"',
      '  http.trailer "Date: x\\r\\n"',
      '  http.body-end "\\r\\n"',
    ]);
    expect(entries[1]?.mentions).toEqual({ topics: ['ticker'], seqs: [7] });
    expect(new TextDecoder().decode(entries[1]?.layers[0]?.content?.bytes)).toBe('{"seq":7}');
  });

  it('ends a body without a length with the connection', () => {
    const { entries } = feedEveryWay([
      ['up', GET],
      ['down', crlf('HTTP/1.1 200 OK\nContent-Type: text/plain\n\nall of it')],
      { end: 'down' },
    ]);
    expect(titlesOf(entries.slice(1))).toEqual(['response: 200 OK']);
    expect(spansOf(entries).at(-1)).toBe('* text.value "all of it"');
  });

  it('says of a message that the connection cut off what is missing', () => {
    const { entries } = feedEveryWay([['up', crlf('POST / HTTP/1.1\nContent-Length: 9\n\nabc')], { end: 'up' }]);
    expect(titlesOf(entries)).toEqual(['request: POST / …']);
    expect(entries[0]?.problem).toBe('the connection ended before the rest came');
  });

  it('passes interim answers over on the way to the one that counts', () => {
    const { entries } = feedEveryWay([
      [
        'up',
        crlf('POST /events HTTP/1.1\nContent-Type: application/json\nContent-Length: 24\n\n{"id":"p1","topic":"a"}  '),
      ],
      ['down', crlf('HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: x\n\n')],
      ['down', crlf('HTTP/1.1 201 Created\nContent-Type: application/json\nContent-Length: 9\n\n{"seq":5}')],
    ]);
    expect(titlesOf(entries).slice(1)).toEqual([
      'response: 100 Continue',
      'response: 103 Early Hints',
      'response: 201 Created',
    ]);
    expect(entries.at(-1)?.mentions).toEqual({ topics: ['a'], seqs: [5], publishIds: ['p1'] });
  });

  it.each([
    ['Transfer-Encoding: chunked\nContent-Length: 3', '0\r\n\r\n', 'has both Transfer-Encoding and Content-Length'],
    ['Content-Length: 3\nContent-Length: 4', 'abc', 'has several Content-Length that differ'],
    ['Content-Length: three', 'abc', 'Content-Length is not a number of bytes'],
    ['Transfer-Encoding: gzip', 'abc', 'the last transfer coding is not chunked'],
    ['Content-Length: 3\nX: a\n b', 'abc', 'a field value goes on in the next line, which is obsolete'],
  ])('tells of a contradiction: %j', (fields, body, problem) => {
    const { entries } = feedEveryWay([['down', crlf(`HTTP/1.1 200 OK\n${fields}\n\n`) + body], { end: 'down' }]);
    expect(entries.map((entry) => entry.problem)).toEqual([problem]);
  });

  it('reads bare line feeds, and tells of them', () => {
    const { entries } = feedEveryWay([['up', 'GET / HTTP/1.1\nHost: a\n\n']]);
    expect(titlesOf(entries)).toEqual(['request: GET /']);
    expect(entries[0]?.problem).toBe('a line ends without a carriage return');
  });

  it('marks what is no HTTP as undecodable, and goes on where a message begins', () => {
    const { entries } = feedEveryWay([['up', `what is\r\nthis GET / HTTP/1.1\r\n${GET}`]]);
    expect(titlesOf(entries)).toEqual(['undecodable: 30 undecodable bytes', 'request: GET /events?topic=ticker']);
  });

  it('marks a chunk that does not end where it should, from there on', () => {
    const head = crlf('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n');
    const { entries } = feedEveryWay([
      ['down', `${head}3\r\nabcd\r\n`],
      ['down', crlf('HTTP/1.1 204 No Content\n\n')],
    ]);
    expect(titlesOf(entries)).toEqual([
      'response: 200 OK …',
      'undecodable: 3 undecodable bytes',
      'response: 204 No Content',
    ]);
    expect(entries[0]?.problem).toBe('a chunk does not end where its size says');
  });

  it('counts a content that is larger than its limit, and does not look into it', () => {
    const { entries } = feedEveryWay(
      [['down', crlf('HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 9\n\n{"seq":5}')]],
      { limits: { contentBytes: 8 } },
    );
    expect(spansOf(entries).at(-1)).toBe('* http.body "{\\"seq\\":5}"');
    expect(entries[0]?.problem).toBe('the content has more than 8 bytes, so it is not looked into');
  });

  it('cuts what is longer than an entry may be into several', () => {
    const { entries } = feedEveryWay([['down', crlf(`HTTP/1.1 200 OK\nContent-Length: 120\n\n${'x'.repeat(120)}`)]], {
      limits: { entryBytes: 60 },
    });
    expect(titlesOf(entries)).toEqual([
      'response: 200 OK, part 1',
      'response: 200 OK, part 2',
      'response: 200 OK, part 3',
    ]);
    expect(entries.map(({ bytes }) => bytes.length)).toEqual([60, 60, 40]);
  });

  it('gives up on a head that is longer than its limit', () => {
    const { entries } = feed([['up', `GET / HTTP/1.1\r\nX: ${'a'.repeat(100)}`], { end: 'up' }], {
      limits: { headBytes: 64 },
    });
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['undecodable']));
  });
});
