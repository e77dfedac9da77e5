import { describe, expect, it } from 'vitest';
import { crlf, feed, feedEveryWay, spansOf, type Step, titlesOf } from '../transcript.ts';

const UPGRADE = crlf('GET / HTTP/1.1\nConnection: keep-alive, Upgrade\nUpgrade: websocket\n\n');
const SWITCH = crlf('HTTP/1.1 101 Switching Protocols\nConnection: Upgrade\nUpgrade: websocket\n');
const MASKED = '\x81\x82\0\0\0\0{}';

describe('a connection', () => {
  it('becomes frames in both directions after an upgrade, also what the client sent before it was answered', () => {
    const { entries } = feedEveryWay([
      ['up', `${UPGRADE}${MASKED}`],
      ['down', `${SWITCH}\r\n\x81\x02{}\x89\x00`],
      ['up', MASKED],
    ]);
    expect(titlesOf(entries).toSorted()).toEqual([
      'control: ping',
      'frame: text {}',
      'frame: text {}',
      'frame: text {}',
      'request: GET /',
      'response: 101 Switching Protocols',
    ]);
  });

  it('shows what waits for the answer to an upgrade, and reads it as HTTP where that is no', () => {
    const get = crlf('GET /again HTTP/1.1\n\n');
    expect(titlesOf(feed([['up', `${UPGRADE}${get}`]]).pending)).toEqual(['undecodable: 23 undecodable bytes …']);
    const { entries } = feedEveryWay([
      ['up', `${UPGRADE}${get}`],
      ['down', crlf('HTTP/1.1 426 Upgrade Required\nContent-Length: 0\n\n')],
      ['up', get],
    ]);
    expect(titlesOf(entries).filter((title) => title.startsWith('request'))).toEqual([
      'request: GET /',
      'request: GET /again',
      'request: GET /again',
    ]);
  });

  it('hands each direction what was agreed on for its compression', () => {
    // "{}" as a compressed message, made without a window of earlier ones.
    const frame = '\xc1\x04\xaa\xae\x05\x00';
    const extensions = 'Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover';
    const { entries } = feedEveryWay([
      ['up', UPGRADE],
      ['down', `${SWITCH}${extensions}\r\n\r\n${frame}${frame}`],
    ]);
    const contents = entries.slice(2).map(({ layers }) => new TextDecoder().decode(layers.at(-1)?.content?.bytes));
    expect(contents).toEqual(['{}', '{}']);
  });

  it('is undecodable after it was switched to a protocol that nobody knows', () => {
    const { entries } = feedEveryWay([
      ['up', crlf('GET / HTTP/1.1\nConnection: Upgrade\nUpgrade: h2c\n\n')],
      ['down', crlf('HTTP/1.1 101 Switching Protocols\nConnection: Upgrade\nUpgrade: h2c\n\nHTTP/1.1 200 OK\n\n')],
      { end: 'down' },
    ]);
    expect(titlesOf(entries).at(-1)).toBe('undecodable: 19 undecodable bytes');
  });

  it('hands the bodies of Socket.IO by polling to Engine.IO', () => {
    const { entries } = feedEveryWay([
      ['up', crlf('GET /socket.io/?EIO=4&transport=polling HTTP/1.1\n\n')],
      ['down', crlf('HTTP/1.1 200 OK\nContent-Type: text/plain; charset=UTF-8\nContent-Length: 3\n\n2\x1e3')],
    ]);
    expect(entries[1]?.layers.map(({ name }) => name)).toContain('engine-io');
  });

  it('hands what Socket.IO sends over a WebSocket to Engine.IO', () => {
    const { entries } = feedEveryWay([
      ['up', UPGRADE.replace('GET /', 'GET /socket.io/?EIO=4&transport=websocket')],
      ['down', `${SWITCH}\r\n\x81\x012`],
    ]);
    expect(entries[2]?.layers.map(({ name }) => name)).toContain('engine-io');
  });
});

describe('a gap', () => {
  const gap: Step = { gap: 100, direction: 'down' };

  it('is an entry of its own between what came before and what comes after', () => {
    const { entries } = feedEveryWay([
      ['down', crlf('HTTP/1.1 200 OK\nContent-Length: 9\n\nabc')],
      gap,
      ['down', crlf('defg\nHTTP/1.1 204 No Content\n\n')],
    ]);
    expect(titlesOf(entries)).toEqual([
      'response: 200 OK …',
      'gap: 100 bytes are missing',
      'undecodable: 6 undecodable bytes',
      'response: 204 No Content',
    ]);
    expect(entries[1]).toMatchObject({ start: 41, end: 141, bytes: new Uint8Array(0), spans: [] });
  });

  it('in a WebSocket is left at the next piece of whole frames', () => {
    const { entries } = feed([
      ['up', UPGRADE],
      ['down', `${SWITCH}\r\n`],
      gap,
      ['down', 'lo!'],
      ['down', '\x81\x02{}'],
    ]);
    expect(titlesOf(entries.slice(2))).toEqual([
      'gap: 100 bytes are missing',
      'undecodable: 3 undecodable bytes',
      'frame: text {}',
    ]);
  });

  it('at the beginning of an event stream is left at the next piece of whole chunks', () => {
    const { entries } = feed(
      [gap, ['down', '9\r\ndata: 1\n\n\r\n'], ['down', '0\r\n\r\n'], ['down', crlf('HTTP/1.1 204 a\n\n')]],
      {
        transport: 'sse',
      },
    );
    expect(titlesOf(entries)).toEqual([
      'gap: 100 bytes are missing',
      'event: message',
      'response: end of the stream',
      'response: 204 a',
    ]);
  });

  it('at the beginning of a Socket.IO connection is left at the next piece of whole frames', () => {
    const { entries } = feed([{ gap: 9, direction: 'up' }, ['up', '\x81\x81\0\0\0\x003']], { transport: 'socket-io' });
    expect(entries[1]?.layers.map(({ name }) => name)).toEqual(['websocket', 'engine-io']);
  });

  it('begins the pairing of answers anew with the request that came last', () => {
    const { entries } = feedEveryWay([
      ['up', crlf('GET /lost?topic=lost HTTP/1.1\n\n')],
      gap,
      ['up', crlf('GET /kept?topic=kept HTTP/1.1\n\n')],
      ['down', crlf('HTTP/1.1 204 No Content\n\n')],
    ]);
    expect(entries.at(-1)?.mentions).toEqual({ topics: ['kept'] });
  });
});

describe('the spans of entries', () => {
  it('tell payload from overhead', () => {
    const { entries } = feed([
      ['up', UPGRADE],
      ['down', `${SWITCH}\r\n\x81\x02{}`],
    ]);
    expect(spansOf(entries).filter((line) => line.startsWith('*'))).toEqual(['* json.value "{}"']);
  });
});
