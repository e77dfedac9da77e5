import { describe, expect, it } from 'vitest';
import { MAX_MESSAGES, MAX_TEXT_BYTES, readPasted, SAMPLES, vary } from '../../../lib/ui/message-sizes/messages.ts';

describe('what a reader pastes', () => {
  it('is sent as it is where it is a list of messages, up to fifty', () => {
    expect(readPasted('[{"a":1},{"b":2}]')).toEqual({ kind: 'list', messages: [{ a: 1 }, { b: 2 }] });
    const many = readPasted(JSON.stringify(Array.from({ length: 80 }, (_, a) => ({ a }))));
    expect(many.kind === 'list' && many.messages.length).toBe(MAX_MESSAGES);
  });

  it.each(['{"a":1}', '[1,2,3]', '[{"a":1}]', '"text"', '7'])('is one message where it is %s', (text) => {
    const pasted = readPasted(text);
    if (pasted.kind !== 'one') throw new Error(`Expected one message, got ${pasted.kind}`);
    expect(pasted.messages).toHaveLength(MAX_MESSAGES);
    expect(pasted.messages[0]).toEqual(JSON.parse(text));
  });

  it('is refused where it is no JSON, too long in bytes, or too deep', () => {
    expect(readPasted('{')).toMatchObject({ kind: 'wrong' });
    expect(readPasted(JSON.stringify('€'.repeat(MAX_TEXT_BYTES / 2)))).toMatchObject({
      kind: 'wrong',
      reason: expect.stringContaining('At most 8192 bytes') as string,
    });
    expect(readPasted('['.repeat(17) + ']'.repeat(17))).toMatchObject({ kind: 'wrong' });
  });

  it.each(SAMPLES)('can begin with $name', ({ text }) => {
    expect(readPasted(text).kind).toBe('one');
  });
});

describe('a message like another one', () => {
  it('has other numbers with as many decimals, and everything else as it was', () => {
    expect(vary({ t: 'x', n: 10, f: 1.25, on: true, none: null, list: [1] }, 3)).toEqual({
      t: 'x',
      n: 13,
      f: 1.3,
      on: true,
      none: null,
      list: [4],
    });
  });

  it('keeps numbers that cannot move', () => {
    expect(vary(Number.MAX_SAFE_INTEGER, 5)).toBe(Number.MAX_SAFE_INTEGER);
    expect(vary(1e300, 5)).toBe(1e300);
  });
});
