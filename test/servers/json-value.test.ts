import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, parseJson } from '../../lib/protocol/index.ts';
import { checkJson } from '../../servers/json-value.ts';

const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

describe('checkJson', () => {
  it('takes a value of exactly the limit and refuses one byte more, counted as UTF-8', () => {
    expect(() => checkJson('é'.repeat(49), 100)).not.toThrow();
    expect(() => checkJson(`${'é'.repeat(49)}a`, 100)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('takes 32 levels and refuses 33', () => {
    expect(() => checkJson(nested(MAX_JSON_DEPTH), 1000)).not.toThrow();
    expect(() => checkJson(nested(MAX_JSON_DEPTH + 1), 1000)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('refuses a hundred thousand levels without going into them', () => {
    let value: unknown = [];
    for (let left = 100_000; left > 0; left--) value = [value];
    expect(() => checkJson(value, 1_000_000)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each([
    ['nothing', undefined],
    ['a function', () => undefined],
    ['a buffer', Buffer.from('hi')],
    ['a buffer within', { data: [{ a: new Uint8Array(2) }] }],
    ['an array buffer', { data: new ArrayBuffer(2) }],
  ])('refuses %s', (_, value) => {
    expect(() => checkJson(value, 1000)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('judges any depth as the check of texts does', () => {
    const levels = fc.array(fc.boolean(), { minLength: 20, maxLength: 45 });
    fc.assert(
      fc.property(levels, fc.jsonValue({ maxDepth: 1 }), (levels, core) => {
        const value = levels.reduce<unknown>((inner, isArray) => (isArray ? [1, inner] : { a: inner, b: null }), core);
        const byText = outcome(() => parseJson(JSON.stringify(value)));
        expect(outcome(() => checkJson(value, Infinity))).toBe(byText);
      }),
    );
  });
});

function outcome(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
