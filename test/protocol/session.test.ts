import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRawCommand,
  decodeRestart,
  decodeSessionRequest,
  ProtocolError,
  RESTART_DOWN_MS,
} from '../../lib/protocol/index.ts';

describe('decodeSessionRequest', () => {
  it.each([
    {},
    { servers: {} },
    { servers: { keepAlive: false } },
    { servers: { deflate: true } },
    { servers: { keepAlive: true, deflate: false } },
  ])('takes %j', (request) => {
    expect(decodeSessionRequest(request)).toEqual(request);
  });

  it.each([
    ['the body', null],
    ['the body', []],
    ['the body', 'servers'],
    ['"server"', { server: {} }],
    ['servers', { servers: true }],
    ['"keepalive"', { servers: { keepalive: true } }],
    ['servers.keepAlive', { servers: { keepAlive: 'false' } }],
    ['servers.deflate', { servers: { deflate: null } }],
  ])('refuses, naming %s, %j', (field, value) => {
    expect(() => decodeSessionRequest(value)).toThrow(field);
  });
});

describe('decodeRestart', () => {
  it('takes a time up to its limit, and none for at once', () => {
    expect(decodeRestart({})).toEqual({ downMs: 0 });
    expect(decodeRestart({ downMs: 0 })).toEqual({ downMs: 0 });
    expect(decodeRestart({ downMs: RESTART_DOWN_MS })).toEqual({ downMs: RESTART_DOWN_MS });
  });

  it.each([{ downMs: -1 }, { downMs: RESTART_DOWN_MS + 1 }, { downMs: Number.NaN }, { downMs: '1' }, { downMs: null }])(
    'refuses %j, naming the field',
    (value) => {
      expect(() => decodeRestart(value)).toThrow('`downMs`');
    },
  );
});

describe('decodeRawCommand', () => {
  it('takes both commands and nothing else', () => {
    expect(decodeRawCommand({ op: 'end' })).toEqual({ op: 'end' });
    expect(decodeRawCommand({ op: 'reset' })).toEqual({ op: 'reset' });
    for (const value of [{}, { op: 'close' }, { op: 'end', code: 1 }, 'end', null, []]) {
      expect(() => decodeRawCommand(value)).toThrow('Expected');
    }
  });
});

describe('what a session is asked', () => {
  const key = fc.constantFrom('servers', 'keepAlive', 'deflate', 'downMs', 'op', '__proto__', 'x');
  const like = fc.dictionary(key, fc.oneof(fc.dictionary(key, fc.jsonValue()), fc.jsonValue(), fc.double()));

  it.each([
    ['a new session', decodeSessionRequest],
    ['a restart', decodeRestart],
    ['a raw connection', decodeRawCommand],
  ])('of %s never throws anything but a bad request', (_, decode) => {
    fc.assert(
      fc.property(fc.oneof(like, fc.anything()), (value) => {
        try {
          const decoded = decode(value);
          expect(decode(decoded)).toEqual(decoded);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
          expect(error).toMatchObject({ code: 'bad-request' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
