import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeClientMessage,
  decodeErrorFields,
  decodeEvent,
  decodePublish,
  decodeServerMessage,
  decodeSubscribe,
  ERROR_STATUS,
  readDigits,
} from '../../lib/protocol/index.ts';

const badRequest = expect.objectContaining({ name: 'ProtocolError', code: 'bad-request', status: 400 });

describe('decodePublish', () => {
  const valid = { id: 'a1', topic: 'chat', type: 'said', data: { text: 'hello' } };

  it('keeps the four fields and drops everything else', () => {
    expect(decodePublish({ ...valid, op: 'publish', extra: true })).toEqual(valid);
  });

  it('takes absent data as null, and every falsy value as it is', () => {
    expect(decodePublish({ id: 'a', topic: 't', type: 'x' }).data).toBeNull();
    for (const data of [0, '', false, null]) expect(decodePublish({ ...valid, data }).data).toBe(data);
  });

  it.each([
    ['no object', 'hello'],
    ['an array', [valid]],
    ['null', null],
    ['no id', { topic: 't', type: 'x' }],
    ['an empty id', { ...valid, id: '' }],
    ['an id of 65 characters', { ...valid, id: 'a'.repeat(65) }],
    ['an id with a space', { ...valid, id: 'a b' }],
    ['an id with a line break at its end', { ...valid, id: 'a\n' }],
    ['a number as id', { ...valid, id: 1 }],
    ['an upper-case topic', { ...valid, topic: 'Chat' }],
    ['a topic of 65 characters', { ...valid, topic: 'a'.repeat(65) }],
    ['a topic that begins with a dot', { ...valid, topic: '.chat' }],
    ['an empty type', { ...valid, type: '' }],
    ['a type with a slash', { ...valid, type: 'a/b' }],
  ])('refuses %s', (_, value) => {
    expect(() => decodePublish(value)).toThrow(badRequest);
  });

  it('takes names and ids of exactly 64 characters', () => {
    const longest = { id: 'A'.repeat(64), topic: 'a'.repeat(64), type: '9'.repeat(64), data: null };
    expect(decodePublish(longest)).toEqual(longest);
  });
});

describe('decodeSubscribe', () => {
  it('keeps a position of 0 and leaves out what is absent', () => {
    expect(decodeSubscribe({ topic: 't', after: 0 })).toEqual({ topic: 't', after: 0 });
    expect(decodeSubscribe({ topic: 't' })).toEqual({ topic: 't' });
    expect(decodeSubscribe({ topic: 't', after: 3, log: 'L' })).toEqual({ topic: 't', after: 3, log: 'L' });
  });

  it.each([-1, 1.5, '3', null, Number.NaN, 2 ** 53, [], {}, true])('refuses %j as position', (after) => {
    expect(() => decodeSubscribe({ topic: 't', after })).toThrow(badRequest);
  });

  it('refuses a log that is no string', () => {
    expect(() => decodeSubscribe({ topic: 't', after: 1, log: 7 })).toThrow(badRequest);
  });
});

describe('readDigits', () => {
  it.each(['', ' ', '-1', '+1', '1.5', '1e3', '0x10', '١', '9'.repeat(17), '9007199254740993', 'NaN', ' 1'])(
    'refuses %j',
    (text) => {
      expect(() => readDigits(text, 'after')).toThrow(badRequest);
    },
  );

  it('takes the bounds and refuses what lies beyond them', () => {
    expect(readDigits('1', 'limit', { min: 1, max: 1000 })).toBe(1);
    expect(readDigits('1000', 'limit', { min: 1, max: 1000 })).toBe(1000);
    expect(() => readDigits('0', 'limit', { min: 1, max: 1000 })).toThrow(badRequest);
    expect(() => readDigits('1001', 'limit', { min: 1, max: 1000 })).toThrow(badRequest);
  });
});

describe('messages in both directions', () => {
  it('reads back every server message that JSON carried', () => {
    const event = { topic: 'ticker', seq: 42, type: 'price', at: 1763690000123.4, data: [1, 'two', null] };
    const bounds = { topic: 'ticker', oldest: 1, newest: 42, log: 'L' };
    const messages = [
      { op: 'event', ...event },
      { op: 'subscribed', ...bounds },
      { op: 'unsubscribed', ...bounds },
      { op: 'reset', topic: 'ticker', oldest: 5, newest: 42 },
      { op: 'ack', id: 'a', seq: 43 },
      { op: 'error', code: 'rate-limited', message: 'slower', id: 'a', topic: 'ticker', retryAfterMs: 20 },
    ];
    for (const message of messages) expect(decodeServerMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
    expect(decodeEvent(event)).toEqual(event);
  });

  it('refuses an unknown op on both sides, and a missing one', () => {
    for (const value of [{ op: 'shout' }, {}, { op: 1 }, { op: '__proto__' }]) {
      expect(() => decodeClientMessage(value)).toThrow(badRequest);
      expect(() => decodeServerMessage(value)).toThrow(badRequest);
    }
  });

  it('quotes at most 40 characters of what a client sent', () => {
    const secret = 'x'.repeat(10_000);
    expect(() => decodeClientMessage({ op: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('x'.repeat(41)) }),
    );
  });

  it('reads the code and sentence of a problem document as of an error message', () => {
    expect(decodeErrorFields({ code: 'gone', detail: 'expired' })).toEqual({ code: 'gone', message: 'expired' });
    expect(() => decodeErrorFields({ code: 'toString' })).toThrow(badRequest);
  });

  it('answers any JSON value with a message or a bad-request, never with another error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('subscribe', 'unsubscribe', 'publish', 'ack'), (value, op) => {
        for (const candidate of [value, { op, topic: value, id: value, type: value, after: value, data: value }]) {
          for (const decode of [decodeClientMessage, decodeServerMessage]) {
            try {
              decode(candidate);
            } catch (error) {
              expect(error).toMatchObject({ name: 'ProtocolError', code: 'bad-request' });
            }
          }
        }
      }),
    );
  });
});

describe('ERROR_STATUS', () => {
  it('gives each code the status of the lab protocol', () => {
    expect(ERROR_STATUS).toEqual({
      'bad-request': 400,
      unauthorized: 401,
      'forbidden-origin': 403,
      'not-found': 404,
      'method-not-allowed': 405,
      gone: 410,
      'too-large': 413,
      'forbidden-host': 421,
      rejected: 422,
      'upgrade-required': 426,
      'rate-limited': 429,
      'too-many-topics': 429,
      'server-full': 503,
      'shutting-down': 503,
    });
  });
});
