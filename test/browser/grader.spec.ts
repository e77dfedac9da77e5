import type { Verdict } from '../../lib/grader/index.ts';
import { isPass } from '../../lib/grader/verdict.ts';
import { COUNTER_ANSWER, COUNTER_GRADE } from '../grader/fixtures/counter.ts';
import { expect, test } from '../support/fixtures.ts';
import { openGrading, type PageGrading } from '../support/grading.ts';

// What an answer does to the place where it is graded, in a real browser, through the sandbox of the built site.

/** The limit of what never comes to an end, in milliseconds. */
const LIMIT_MS = 800;

let grading: PageGrading;

test.beforeEach(async ({ page }) => {
  grading = await openGrading(page);
});

test.afterEach(async () => {
  // Whatever the answer before it did, the next one is graded as if it had been the first.
  expect(isPass(await grade(COUNTER_ANSWER)), 'the right answer, after what was graded in this test').toBe(true);
});

function grade(answer: string): Promise<Verdict> {
  return grading.run({ slug: 'counter', grade: COUNTER_GRADE, answer, limitMs: LIMIT_MS });
}

/** The right answer with something done before it. */
const first = (code: string) => `${code}\n${COUNTER_ANSWER}`;

/** The right answer with something done whenever it counts. */
const whenever = (code: string) => COUNTER_ANSWER.replace('this.steps.push(step);', `${code}\n    $&`);

/** An answer that two of the four tests reject. */
const WRONG = COUNTER_ANSWER.replace('step = 1', 'step = 2').replace('push(step)', 'push(step, 0)');

const failed = ({ tests }: Verdict) => tests.filter(({ status }) => status === 'failed');

test('a right answer passes every test, by name and in order', async () => {
  const verdict = await grade(COUNTER_ANSWER);
  expect(verdict).toMatchObject({ slug: 'counter', passed: 4, failed: 0, printed: '' });
  expect(verdict.error).toBeUndefined();
  expect(verdict.tests.map(({ name }) => name)).toEqual([
    'It counts > up by one',
    'It counts > the same whatever the order',
    'It counts > and lists what it counted',
    'It can wait > for as long as it was told',
  ]);
});

test('a wrong answer is told which rule broke, with both sides printed for a diff', async () => {
  const verdict = await grade(WRONG);
  expect(verdict).toMatchObject({ passed: 2, failed: 2 });
  expect(failed(verdict)).toEqual([
    {
      name: 'It counts > up by one',
      status: 'failed',
      failure: 'assertion',
      message: 'one call adds one: expected 2 to be 1 // Object.is equality',
      expected: '1',
      actual: '2',
    },
    {
      name: 'It counts > and lists what it counted',
      status: 'failed',
      failure: 'assertion',
      message: 'the steps, in order: expected [ 2, +0, 3, +0 ] to deeply equal [ 2, 3 ]',
      expected: '[\n  2,\n  3,\n]',
      actual: '[\n  2,\n  0,\n  3,\n  0,\n]',
    },
  ]);
});

test('a property that fails says which assertion and with what', async () => {
  const verdict = await grade(COUNTER_ANSWER.replace('sum + step', 'sum * 10 + step'));
  const broken = failed(verdict).find(({ name }) => name.endsWith('whatever the order'));
  expect(broken).toMatchObject({ failure: 'assertion', expected: '2', actual: '11' });
  expect(broken?.message).toMatch(/^the sum of the steps: .*\nSeen with \[\[1,1\]\]$/);
});

test('each test is heard of as it ends', async ({ page }) => {
  const heard = await page.evaluate(
    async ([grade, answer]) => {
      const names: string[] = [];
      await window.grading.run({ slug: 'counter', grade, answer, onTest: ({ name }) => names.push(name) });
      return names;
    },
    [COUNTER_GRADE, COUNTER_ANSWER] as const,
  );
  expect(heard).toHaveLength(4);
});

test('a new run takes the place of one that is under way', async ({ page }) => {
  const outcomes = await page.evaluate(
    async ([grade, answer]) => {
      const old = window.grading.run({ slug: 'counter', grade, answer: `for (;;) {}` }).catch(String);
      const next = window.grading.run({ slug: 'counter', grade, answer });
      return [await old, (await next).verdict.passed];
    },
    [COUNTER_GRADE, COUNTER_ANSWER] as const,
  );
  expect(outcomes).toEqual(['GraderError: Another run took the place of this one', 4]);
});

test.describe('an answer that cannot be graded', () => {
  test('a syntax error has its line, its column and that line', async () => {
    const { error, tests } = await grade(COUNTER_ANSWER.replace('get value()', 'get value('));
    expect(tests).toEqual([]);
    expect(error).toEqual({
      code: 'syntax',
      message: 'answer.ts, line 5: Unexpected token',
      line: 5,
      column: 13,
      text: '  get value(: number {',
    });
  });

  test('so has one that only the browser finds', async () => {
    const { error } = await grade(`${COUNTER_ANSWER}const twice = 1;\nconst twice = 2;\n`);
    const line = COUNTER_ANSWER.split('\n').length + 1;
    expect(error).toMatchObject({ code: 'syntax', line, column: 7, text: 'const twice = 2;' });
    expect(error?.message).toContain("Identifier 'twice' has already been declared");
  });

  test('one that throws while it is loaded says where', async () => {
    const { error, tests } = await grade(first(`\nthrow new TypeError('not today');`));
    expect(tests).toEqual([]);
    expect(error).toMatchObject({ code: 'load', line: 2, text: `throw new TypeError('not today');` });
    expect(error?.message).toBe('TypeError: not today');
  });

  test('one that lacks a name says which', async () => {
    const { error } = await grade(COUNTER_ANSWER.replace('export function later', 'function later'));
    expect(error).toEqual({
      code: 'load',
      message: 'The answer does not export `later`, which the grade imports.',
    });
  });

  test('one that imports what is not there says what', async () => {
    const { error } = await grade(first(`import { readFileSync } from 'node:fs';\nreadFileSync('/etc/passwd');`));
    expect(error).toMatchObject({ code: 'load' });
    expect(error?.message).toContain(`'node:fs'`);
  });

  test('a promise that is rejected while it is loaded, and that nothing handles, is no silent pass', async () => {
    const { error } = await grade(first(`Promise.reject(new Error('nobody heard'));`));
    expect(error).toMatchObject({ code: 'load' });
    expect(error?.message).toContain('Error: nobody heard (line 1:');
  });
});

test.describe('an answer that comes to no end', () => {
  test('a loop is ended and the test named; those not reached count as failed', async () => {
    const verdict = await grade(whenever('for (;;);'));
    expect(verdict).toMatchObject({ passed: 0, failed: 4, error: { code: 'timeout' } });
    expect(verdict.error?.message).toContain('“It counts > up by one”');
    expect(verdict.tests.map(({ failure }) => failure)).toEqual(['ended', 'not-reached', 'not-reached', 'not-reached']);
  });

  test('a loop at its top level is ended, too', async () => {
    const verdict = await grade(first('for (;;);'));
    expect(verdict).toMatchObject({ tests: [], error: { code: 'timeout' } });
    expect(verdict.error?.message).toContain('while the answer was loaded');
  });

  test('so is one of promises, which leaves the worker alive but never idle', async () => {
    const verdict = await grade(whenever('const again = (): unknown => Promise.resolve().then(again); again();'));
    expect(verdict).toMatchObject({ passed: 0, error: { code: 'timeout' } });
  });

  test('memory that is taken without end ends in a verdict, and the page stays', async ({ page }) => {
    const verdict = await grade(whenever('const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill(1.5));'));
    expect(['timeout', 'memory']).toContain(verdict.error?.code);
    expect(await page.title()).toContain('Wirelab');
  });

  test('recursion without end is an error of that test', async () => {
    const verdict = await grade(whenever('this.add(step);'));
    expect(failed(verdict)[0]?.message).toContain('RangeError: Maximum call stack size exceeded (line 9: ');
  });

  test('one that ends its worker is told so', async () => {
    const verdict = await grade(whenever('(globalThis as unknown as { close(): void }).close();'));
    expect(verdict).toMatchObject({ passed: 0, failed: 4, error: { code: 'exit' } });
  });

  test('a frame that is gone is made anew', async ({ page }) => {
    await grade(COUNTER_ANSWER);
    await page.evaluate(() => document.querySelector<HTMLIFrameElement>('iframe[title=Grader]')?.remove());
  });
});

test.describe('an answer that changes the platform', () => {
  const REPLACEMENTS = {
    'Array.prototype.push': 'Array.prototype.push = () => 0;',
    'Array.prototype.Symbol(Symbol.iterator)': 'Array.prototype[Symbol.iterator] = function* () {};',
    'Object.is': 'Object.is = () => true;',
    'Object.keys': 'delete (Object as { keys?: unknown }).keys;',
    'Object.prototype.polluted': 'Object.assign(Object.prototype, { polluted: 1 });',
    'Promise.prototype.then': 'Promise.prototype.then = function () { return this as never; };',
    Promise: 'globalThis.Promise = class {} as never;',
    Error: 'globalThis.Error = class {} as never;',
    'JSON.stringify': `JSON.stringify = () => '';`,
    queueMicrotask: 'globalThis.queueMicrotask = () => {};',
    setTimeout: 'globalThis.setTimeout = ((run: () => void) => run()) as never;',
    'MessagePort.prototype.postMessage': 'MessagePort.prototype.postMessage = () => {};',
    postMessage: 'globalThis.postMessage = () => {};',
  };

  test('at its top level is told what, and is not graded', async () => {
    for (const [name, code] of Object.entries(REPLACEMENTS)) {
      const { error, tests } = await grade(`${code}\n${WRONG}`);
      expect(tests, name).toEqual([]);
      expect(error?.code, name).toBe('load');
      expect(error?.message, name).toContain(`\`${name}\``);
    }
  });

  test('within a test does not make that test pass', async () => {
    for (const [name, code] of Object.entries(REPLACEMENTS)) {
      const { tests } = await grade(WRONG.replace('this.steps.push(step, 0);', `this.steps.push(step, 0); ${code}`));
      const statuses = Object.fromEntries(tests.map(({ name, status }) => [name, status]));
      expect(statuses['It counts > up by one'], name).toBe('failed');
      expect(statuses['It counts > and lists what it counted'], name).toBe('failed');
    }
  });

  test('what is put back after one test does not spoil the next', async () => {
    const once = COUNTER_ANSWER.replace('this.steps.push(step);', '$& if (step === 1) Object.is = () => true;');
    const verdict = await grade(once.replace('readonly steps', 'static seen = 0; readonly steps'));
    expect(verdict.tests.at(-1)).toMatchObject({ status: 'passed' });
    expect(failed(verdict)[0]?.message).toContain('`Object.is`');
  });

  test('what it adds and does not replace is its own affair', async () => {
    expect(isPass(await grade(first(`Object.assign(Array, { last: (list: unknown[]) => list.at(-1) });`)))).toBe(true);
  });
});

test.describe('what an answer prints', () => {
  test('is in the verdict, as a console shows it, and spoils nothing', async () => {
    const verdict = await grade(first(`console.log('one', { two: [3, 4n] }, new Map([['a', 1]]), undefined);`));
    expect(isPass(verdict)).toBe(true);
    expect(verdict.printed).toBe(`one { two: [ 3, 4n ] } Map{ 'a' => 1 } undefined\n`);
  });

  test('is cut at 64 KiB, however it comes', async () => {
    const lines = await grade(whenever(`for (let n = 0; n < 3_000; n += 1) console.log('x'.repeat(99));`));
    expect(new TextEncoder().encode(lines.printed)).toHaveLength(64 * 1024);
    const text = await grade(first(`console.error('é'.repeat(4_000_000));`));
    expect(new TextEncoder().encode(text.printed)).toHaveLength(64 * 1024);
  });

  test('is there even where it then comes to no end', async () => {
    const verdict = await grade(whenever(`console.log('so far'); for (;;);`));
    expect(verdict.printed).toBe('so far\n');
  });
});

test('a rejection that nothing handles fails the test that it came from', async () => {
  const verdict = await grade(
    COUNTER_ANSWER.replace('return new Promise', `void Promise.reject(new Error('lost'));\n  $&`),
  );
  expect(failed(verdict).map(({ name, failure }) => [name, failure])).toEqual([
    ['It can wait > for as long as it was told', 'thrown'],
  ]);
  expect(failed(verdict)[0]?.message).toContain('A promise was rejected, and nothing handled it: Error: lost (line ');
});

test('a grade that asks for more of Vitest than it may is told so', async () => {
  const verdict = await grading.run({
    slug: 'counter',
    answer: COUNTER_ANSWER,
    grade: COUNTER_GRADE.replace('vi.useFakeTimers()', `vi.mock('#answer')`),
  });
  expect(verdict.tests[0]?.message).toContain('`mock` of `vi` is nothing that a grade may use');
});

test('digests and random ids are there, as in a secure page', async () => {
  const verdict = await grading.run({
    slug: 'crypto',
    grade: `import { describe, expect, test } from 'vitest';
import { id, sha1 } from '#answer';
describe('Crypto', () => {
  test('digests', async () => {
    expect(await sha1('abc'), 'of abc').toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    await expect(crypto.subtle.digest('SHA-0', new Uint8Array()), 'no such').rejects.toThrow(DOMException);
  });
  test('makes ids', () => {
    expect(id(), 'a UUID').toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id(), 'another').not.toBe(id());
  });
});`,
    answer: `export const id = (): string => crypto.randomUUID();
export async function sha1(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}`,
  });
  expect(failed(verdict)).toEqual([]);
  expect(isPass(verdict)).toBe(true);
});
