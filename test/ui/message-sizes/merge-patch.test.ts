import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMergePatch, createMergePatch, type Json } from '../../../lib/ui/message-sizes/merge-patch.ts';
import { canonical } from '../../../lib/ui/message-sizes/sizes-run.ts';

/** JSON without null, since a merge patch cannot say one. */
const { value } = fc.letrec<{ value: Json; fields: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.string(), fc.boolean(), fc.array(tie('value')), tie('fields')),
  fields: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a', '__proto__', 'constructor')), tie('value')),
}));

describe('a merge patch', () => {
  // RFC 7396, appendix A: target, patch, result.
  it.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'foo' }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('makes of %j with %j what the standard says', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result);
  });

  it('makes the one state of the other, whatever they are', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        const patch = createMergePatch(before, after);
        // Keys by name: a patch may put them in another order, which means nothing.
        expect(patch !== undefined && canonical(applyMergePatch(before, patch))).toBe(canonical(after));
      }),
    );
  });

  it('says nothing of what has not changed', () => {
    expect(createMergePatch({ a: 1, b: { c: 2, d: [3] } }, { a: 1, b: { c: 5, d: [3] } })).toEqual({ b: { c: 5 } });
  });

  it('cannot say a member that becomes null, and says one that was', () => {
    expect(createMergePatch({ a: 1 }, { a: null })).toBeUndefined();
    expect(createMergePatch({ a: null }, { a: null, b: 1 })).toEqual({ b: 1 });
  });

  it('leaves Object.prototype alone, and keeps a strange name as data', () => {
    const patch = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as Json;
    const state = applyMergePatch({}, patch);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(state as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(state)).toBe(Object.prototype);
  });
});
