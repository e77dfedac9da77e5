import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventStreamParser, MAX_MESSAGE_CHARS } from '../../../lib/transports/sse/parser.ts';

function parse(pieces: readonly string[]): unknown[] {
  const seen: unknown[] = [];
  const parser = createEventStreamParser({
    onMessage: (message) => seen.push(message),
    onRetry: (retry) => seen.push({ retry }),
  });
  for (const piece of pieces) parser.feed(piece);
  return seen;
}

const message = (data: string, event = 'message', id = '') => ({ event, data, id });

describe('event stream parser', () => {
  it.each<[string, string, unknown[]]>([
    ['a message', 'data: hello\n\n', [message('hello')]],
    ['a message with a name and an id', 'event: tick\nid: 42\ndata: x\n\n', [message('x', 'tick', '42')]],
    ['several lines of data', 'data: a\ndata:\ndata: b\n\n', [message('a\n\nb')]],
    ['a value without a space, and with two', 'data:a\ndata:  b\n\n', [message('a\n b')]],
    ['a field without a colon', 'data\n\n', [message('')]],
    ['a colon within the value', 'data: {"a":1}\n\n', [message('{"a":1}')]],
    ['line ends of all three kinds', 'data: a\rdata: b\r\ndata: c\n\r\n', [message('a\nb\nc')]],
    [
      'an id that stays, and one taken back',
      'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n',
      [message('a', 'message', '1'), message('b', 'message', '1'), message('c')],
    ],
    ['an id with NUL, which is none', 'id: 1\0\ndata: a\n\n', [message('a')]],
    ['a reconnection time', 'retry: 1500\n\n', [{ retry: 1500 }]],
    ['what is no reconnection time', 'retry: 1.5\nretry: -1\nretry: soon\nretry:\n\n', []],
    ['a comment', ': still here\n\n', []],
    ['a name without data, which does not stick', 'event: x\n\ndata: y\n\n', [message('y')]],
    ['unknown fields, and fields in capitals', 'foo: 1\nDATA: 2\ndata: 3\n\n', [message('3')]],
    ['a message that is not ended', 'data: a\n\ndata: b\n', [message('a')]],
  ])('understands %s, whole, char by char and at every split', (_, stream, expected) => {
    expect(parse([stream])).toEqual(expected);
    expect(parse([...stream])).toEqual(expected);
    for (let at = 0; at <= stream.length; at++) {
      expect(parse([stream.slice(0, at), '', stream.slice(at)]), `split at ${at}`).toEqual(expected);
    }
  });

  it('understands every stream the same way however it is cut', () => {
    const part = fc.constantFrom(
      'data',
      'id',
      'event',
      'retry',
      ':',
      ': ',
      '\n',
      '\r',
      '\r\n',
      'x',
      '7',
      '\n\n',
      'é👋',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(part, fc.boolean()), { maxLength: 60 }), (parts) => {
        const whole = parts.map(([text]) => text).join('');
        const pieces = [''];
        for (const [text, isNew] of parts) {
          if (isNew) pieces.push(text);
          else pieces.push((pieces.pop() ?? '') + text);
        }
        expect(parse(pieces)).toEqual(parse([whole]));
        expect(parse(whole.split(''))).toEqual(parse([whole]));
      }),
    );
  });

  it('gives back what was written, whatever the data', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
        const clean = lines.map((line) => line.replaceAll(/[\r\n]/g, ''));
        const stream = `${clean.map((line) => `data: ${line}\n`).join('')}\n`;
        expect(parse([stream])).toEqual(clean.length === 0 ? [] : [message(clean.join('\n'))]);
      }),
    );
  });

  it('takes a long line in small pieces in time proportional to its length', () => {
    const timeOf = (chars: number) => {
      const pieces = Array.from({ length: chars / 16 }, () => 'x'.repeat(16));
      const from = performance.now();
      expect(parse(['data: ', ...pieces, '\n\n'])).toEqual([message('x'.repeat(chars))]);
      return performance.now() - from;
    };
    timeOf(1 << 16);
    const best = (chars: number) => Math.min(...Array.from({ length: 5 }, () => timeOf(chars)));
    // Sixteen times the length would take 256 times as long if each piece were searched with all before it.
    expect(best(1 << 20)).toBeLessThan(100 * best(1 << 16));
  });

  it('refuses a message that does not end', () => {
    const parser = createEventStreamParser({ onMessage: () => undefined });
    const block = 'x'.repeat(MAX_MESSAGE_CHARS / 4);
    for (let index = 0; index < 3; index++) parser.feed(`data:${block}\n`);
    expect(() => parser.feed(`data:${block}`)).toThrow(RangeError);
  });
});
