import { describe, expect, it } from 'vitest';
import { compile, lineOf, SourceError } from '../../lib/grader/runtime/compile.ts';
import { createProbe, namesOfAnswer, requireForAnswer } from '../../lib/grader/runtime/modules.ts';

const nothing = (specifier: string): never => {
  throw new Error(`Expected no import, got ${specifier}`);
};

describe('a file that is compiled', () => {
  it('gives its exports, without its types', async () => {
    const { run } = await compile(
      `export type Name = string;
export interface Named { readonly name: Name }
export class Person<T extends Name> implements Named {
  declare readonly kind: 'person';
  readonly #born = 1815;
  constructor(readonly name: T) {}
  get born(): number { return this.#born; }
}
export const enumerated = ((value: unknown): value is string => typeof value === 'string')('x') satisfies boolean;
export default 7;`,
      'answer.ts',
    );
    const exports = await run(nothing);
    expect(Object.keys(exports).toSorted()).toEqual(['Person', 'default', 'enumerated']);
    const Person = exports.Person as new (name: string) => { name: string; born: number; kind?: string };
    expect(new Person('Ada')).toMatchObject({ name: 'Ada', born: 1815 });
    expect(Object.keys(new Person('Ada'))).toEqual(['name']);
  });

  it('keeps its lines, also where types take several', async () => {
    const source = `export interface Wide {\n  one: 1;\n  two: 2;\n}\nexport const fail = (): never => {\n  throw new Error('here');\n};\n`;
    const { run } = await compile(source, 'answer.ts');
    const { fail } = (await run(nothing)) as { fail: () => never };
    expect(fail).toThrow('here');
    let stack = '';
    try {
      fail();
    } catch (error) {
      stack = error instanceof Error ? (error.stack ?? '') : '';
    }
    expect(stack).toMatch(/answer\.ts:6:\d+/);
  });

  it('may wait at its top level, and is strict', async () => {
    const { run } = await compile(
      `export const self = await Promise.resolve((function () { return this; })());`,
      'a.ts',
    );
    expect(await run(nothing)).toMatchObject({ self: undefined });
  });

  it.each([
    ['const a: = 1;', 1, 10],
    ['\n\nclass A {\n  b( {\n}\n', 6, 1],
    [`const text = 'abc\n`, 1, 14],
  ])('says where %j goes wrong', async (source, line, column) => {
    const failure: unknown = await compile(source, 'answer.ts').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect((failure as SourceError).verdict).toMatchObject({ code: 'syntax', line, column });
  });

  it('shows a line as it was written', () => {
    expect(lineOf('one\r\ntwo\r\n', 2)).toBe('two');
    expect(lineOf('one', 2)).toBeUndefined();
  });
});

describe('what a grade reads of the answer', () => {
  it('is each name once, and no type', async () => {
    const { code } = await compile(
      `import { Counter, later, type Step } from '${'#answer'}';
import fc from 'fast-check';
const step: Step = 1;
test('x', () => { new Counter().add(step); later(1); later(2); fc.assert(other._answer.not); });`,
      'grade.test.ts',
    );
    expect(namesOfAnswer(code).toSorted()).toEqual(['Counter', 'later']);
  });

  it('may be anything while the tests are listed', () => {
    const Probe = createProbe() as { new (): { deep: { call(): string } } } & ((value: number) => unknown);
    class Extended extends Probe {}
    expect(() => new Probe().deep.call()).not.toThrow();
    expect(() => new Extended()).not.toThrow();
    expect(() => `${String(Probe(1))}`).not.toThrow();
    expect([...(Probe as unknown as Iterable<unknown>)]).toEqual([]);
  });

  it('stands alone: an import says what may be imported', () => {
    expect(() => requireForAnswer({})('lodash')).toThrow("The answer imports 'lodash'");
    expect(requireForAnswer({ react: { useState: 1 } })('react')).toMatchObject({ useState: 1 });
  });
});
