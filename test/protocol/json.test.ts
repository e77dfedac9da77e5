import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDepth, MAX_JSON_DEPTH, parseJson } from '../../lib/protocol/index.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** The depth of a parsed value, counted another way than the code does: on the value, not on the text. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('parseJson', () => {
  it('takes what is nested as deep as the limit, and refuses one level more as bad-request', () => {
    expect(parseJson(nested(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(MAX_JSON_DEPTH + 1))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('does not count brackets inside strings, also behind escaped quotes', () => {
    const text = JSON.stringify({ data: `\\"${'['.repeat(100)}` });
    expect(parseJson(text)).toEqual({ data: `\\"${'['.repeat(100)}` });
  });

  it('refuses a million brackets without recursion', () => {
    expect(() => parseJson('['.repeat(1_000_000))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each(['', '{', 'undefined', "{'a':1}", '{"a":1}x', '\u0000'])('refuses %j as bad-request', (text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('counts the depth of any JSON text as it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 40 }), (text) => {
        expect(jsonDepth(text)).toBe(depthOf(JSON.parse(text)));
      }),
    );
  });

  it('never throws anything but a protocol error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ':', ',', '1', 'a') }), (text) => {
        try {
          parseJson(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-request' });
        }
      }),
    );
  });
});
