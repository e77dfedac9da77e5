import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gradeAnswer, gradeMany } from '../../../challenges/grade.ts';
import { createGrader, type Grader } from '../../../challenges/grader.ts';
import type { Verdict } from '../../../lib/grader/verdict.ts';
import { COUNTER, counterWith, createFixture, type Fixture } from './counter-challenge.ts';

// Each starts processes, which take their time where the machine has other work.
vi.setConfig({ testTimeout: 90_000 });

/** Short, since some of these answers are only ended by it. */
const LIMIT_MS = 4000;
const ADDS = 'It adds > one number is counted';

let fixture: Fixture;
let grader: Grader;
let files = 0;
beforeAll(() => {
  fixture = createFixture();
  grader = createGrader();
});
afterAll(async () => {
  await grader.close();
  fixture[Symbol.dispose]();
});

function grade(text: string, { path = `answers/${++files}/answer.ts`, limitMs = LIMIT_MS } = {}): Promise<Verdict> {
  const answer = fixture.write(path, text);
  return gradeAnswer({ slug: 'counter', answer, root: fixture.root, grader, limitMs });
}

/** The next run is untouched, whatever the last answer did. */
async function expectUntouched(): Promise<void> {
  expect(await grade(COUNTER)).toEqual({
    slug: 'counter',
    passed: 4,
    failed: 0,
    tests: expect.any(Array),
    printed: '',
  });
}

describe('an answer that is right', () => {
  it('passes every test, in the order of the grade', async () => {
    const { tests } = await grade(COUNTER);
    expect(tests.map(({ name, status, message }) => ({ name, status, message }))).toEqual([
      { name: 'It begins at nothing > a new counter is at 0', status: 'passed', message: '' },
      { name: ADDS, status: 'passed', message: '' },
      { name: 'It adds > two numbers are summed', status: 'passed', message: '' },
      { name: 'It settles > the promise fulfils', status: 'passed', message: '' },
    ]);
  });

  it('may lie anywhere: with spaces, in node_modules, beside a broken tsconfig.json and package.json', async () => {
    fixture.write(
      'a b/node_modules/c d/tsconfig.json',
      '{ "extends": "./gone.json", "compilerOptions": { "target": "es3" ',
    );
    fixture.write('a b/node_modules/c d/package.json', '{ "type": "commonjs"');
    expect(await grade(COUNTER, { path: 'a b/node_modules/c d/ä answer.ts' })).toMatchObject({ passed: 4, failed: 0 });
  });

  it('may begin with a byte order mark, and have the line ends of Windows', async () => {
    expect(await grade(`\uFEFF${COUNTER.replaceAll('\n', '\r\n')}`)).toMatchObject({ passed: 4, failed: 0 });
  });

  it('may import what lies beside it', async () => {
    fixture.write('beside/by.ts', 'export const times: number = 1;');
    const text = `import { times } from './by.ts';\n${counterWith('this.#value += by * times;')}`;
    expect(await grade(text, { path: 'beside/answer.ts' })).toMatchObject({ passed: 4, failed: 0 });
  });

  it('is graded as it was when the grade began', async () => {
    const answer = fixture.write('changing/answer.ts', COUNTER);
    const verdict = gradeAnswer({ slug: 'counter', answer, root: fixture.root, grader });
    fixture.write('changing/answer.ts', 'not even TypeScript');
    expect(await verdict).toMatchObject({ passed: 4, failed: 0 });
  });
});

describe('an answer that is wrong', () => {
  it('says which rule broke, with both sides', async () => {
    const { passed, failed, tests } = await grade(counterWith('this.#value = by;'));
    expect({ passed, failed }).toEqual({ passed: 3, failed: 1 });
    expect(tests[2]).toMatchObject({ status: 'failed', failure: 'assertion' });
    expect(tests[2]?.message).toMatch(/^both are counted: /);
    expect(tests[2]?.expected).toContain('5');
    expect(tests[2]?.actual).toContain('3');
  });

  it('says what it threw, and in which line', async () => {
    const { tests } = await grade(counterWith(`throw new RangeError('no');`));
    expect(tests[1]).toMatchObject({ failure: 'thrown', message: expect.stringMatching(/^RangeError: no \(line 5: /) });
  });

  it('fails the test that waits for a promise that nothing settles, and runs the others', async () => {
    const { tests, error } = await grade(COUNTER.replace(`return 'settled';`, 'return new Promise(() => {});'));
    expect(error).toBeUndefined();
    expect(tests.map(({ failure }) => failure)).toEqual([null, null, null, 'ended']);
    expect(tests[3]?.message).toContain('never came');
  });

  it.each([
    ['rejects a promise that nothing handles', `void Promise.reject(new Error('loose'));`],
    ['throws where nothing catches', `setTimeout(() => { throw new Error('loose'); }, 0);`],
  ])('fails, although its tests pass, where it %s', async (_what, loose) => {
    const { tests, failed, error } = await grade(counterWith(`this.#value += by; ${loose}`));
    expect(error).toBeUndefined();
    expect(failed).toBeGreaterThan(0);
    const first = tests.find(({ status }) => status === 'failed');
    expect(first).toMatchObject({ failure: 'thrown', message: expect.stringContaining('Error: loose (line 5: ') });
    await expectUntouched();
  });

  it('fails in the tests that rejected, and not in the last one', async () => {
    const { tests } = await grade(counterWith(`this.#value += by; void Promise.reject(new Error('loose'));`));
    expect(tests.map(({ failure }) => failure)).toEqual([null, 'thrown', 'thrown', null]);
  });

  it('may handle a rejection late', async () => {
    const late = `const lost = Promise.reject(new Error('late')); setTimeout(() => lost.catch(() => {}), 0);`;
    expect(
      await grade(
        COUNTER.replace(`return 'settled';`, `${late} await new Promise((r) => setTimeout(r, 5)); return 'settled';`),
      ),
    ).toMatchObject({
      passed: 4,
    });
  });
});

describe('an answer that cannot be loaded', () => {
  it('is not TypeScript: the verdict has the line', async () => {
    const { tests, error } = await grade('export const a = 1;\nexport const b = (2;\nexport const c = 3;\n');
    expect(tests).toEqual([]);
    expect(error).toMatchObject({ code: 'syntax', line: 2, column: 20, text: 'export const b = (2;' });
  });

  it('declares a name twice: the verdict has the line', async () => {
    const { tests, error } = await grade('export {};\nconst a = 1;\nconst a = 2;\n');
    expect(tests).toEqual([]);
    expect(error).toMatchObject({ code: 'syntax', message: 'Identifier `a` has already been declared' });
    // A parser may point at the first declaration or at the second.
    expect(error?.text).toMatch(/^const a/);
  });

  it('throws: the verdict has the error and the line', async () => {
    const { tests, error } = await grade(`${COUNTER}\nthrow new Error('boom');\n`);
    expect(tests).toEqual([]);
    expect(error).toMatchObject({ code: 'load', message: 'Error: boom', line: 16, text: `throw new Error('boom');` });
  });

  it('lacks names: the verdict has them', async () => {
    const { error } = await grade('export type Counter = number;\nexport const other = 1;\n');
    expect(error).toMatchObject({ code: 'load', message: 'The answer does not export Counter, settle.' });
  });

  it('imports what is not there', async () => {
    const { error } = await grade(`import './gone.ts';\n${COUNTER}`);
    expect(error?.code).toBe('load');
    expect(error?.message).toContain('gone.ts');
  });

  it('is not there, or is a folder', async () => {
    const options = { slug: 'counter', root: fixture.root, grader };
    expect((await gradeAnswer({ ...options, answer: join(fixture.root, 'gone.ts') })).error?.code).toBe('missing');
    expect((await gradeAnswer({ ...options, answer: fixture.root })).error?.code).toBe('missing');
    expect((await gradeAnswer({ ...options, slug: 'count', answer: fixture.root })).error).toMatchObject({
      code: 'missing',
      message: 'Several challenges are called count: counter, long-counter.',
    });
  });
});

describe('an answer that would end the grade', () => {
  it.each([
    ['loops for ever at load', `${COUNTER}\nfor (;;);`],
    ['waits for ever at load', `${COUNTER}\nawait new Promise(() => {});`],
  ])('%s', async (_what, text) => {
    expect(await grade(text, { limitMs: 1500 })).toMatchObject({
      tests: [],
      error: {
        code: 'timeout',
        message: 'The grade was ended after 1.5 s without a step while the answer was being loaded.',
      },
    });
    await expectUntouched();
  });

  it.each([
    ['loops for ever', 'for (;;);'],
    ['follows promise by promise for ever', 'void (async () => { for (;;) await null; })();'],
  ])('%s in a test: the verdict names it, and what was not reached', async (_what, add) => {
    const { tests, error, passed, failed } = await grade(counterWith(add), { limitMs: 1500 });
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining(`in “${ADDS}”`) });
    expect({ passed, failed }).toEqual({ passed: 1, failed: 3 });
    expect(tests.map(({ failure }) => failure)).toEqual([null, 'ended', 'not-reached', 'not-reached']);
    expect(tests[3]?.message).toMatch(/^Not reached/);
    await expectUntouched();
  });

  it.each([
    ['on the heap', 'const all: unknown[] = []; for (;;) all.push({ by, list: [by] });'],
    ['outside of it', 'const all: unknown[] = []; for (;;) all.push(new Uint8Array(1e7).fill(1));'],
  ])('allocates without end %s', async (_where, add) => {
    const { error, tests } = await grade(counterWith(add), { limitMs: 15_000 });
    expect(error?.code).toBe('memory');
    expect(tests[1]?.failure).toBe('ended');
    await expectUntouched();
  });

  it.each([
    ['process.exit(0)', 'process.exit(0)'],
    ['process.exit() inside a try', 'try { process.exit(); } catch {}'],
    ['process.kill(process.pid)', `process.kill(process.pid, 'SIGKILL'); for (;;);`],
    ['process.abort()', 'process.abort();'],
  ])('ends the process: %s', async (_what, add) => {
    const { error, tests, printed } = await grade(counterWith(add));
    expect(error).toMatchObject({ code: 'exit', message: expect.stringContaining(`in “${ADDS}”`) });
    expect(tests.map(({ failure }) => failure)).toEqual([null, 'ended', 'not-reached', 'not-reached']);
    expect(printed).toBe('');
    await expectUntouched();
  });

  it('ends the process at load', async () => {
    expect(await grade(`${COUNTER}\nprocess.exit(0);`)).toMatchObject({ tests: [], error: { code: 'exit' } });
  });

  it.each([
    ['Promise', 'Promise.prototype.then = () => { throw new Error("mine"); };'],
    ['Promise itself', 'Object.assign(globalThis, { Promise: class {} });'],
    [
      'the prototypes',
      'Array.prototype.push = () => 0; Array.prototype.map = () => []; Object.defineProperty(Object.prototype, "then", { get() { throw 1; } });',
    ],
    [
      'JSON and timers',
      'JSON.stringify = () => ""; Object.assign(globalThis, { setTimeout: () => 0, setImmediate: () => 0, queueMicrotask: () => {} });',
    ],
    [
      'everything',
      'for (const name of Object.getOwnPropertyNames(globalThis)) if (name !== "globalThis") Reflect.deleteProperty(globalThis, name);',
    ],
  ])('overwrites %s: there is a verdict, and the next run is untouched', async (_what, text) => {
    const verdict = await grade(`${COUNTER}\n${text}`, { limitMs: 2000 });
    expect(verdict.slug).toBe('counter');
    expect(verdict.error !== undefined || verdict.passed + verdict.failed === 4).toBe(true);
    await expectUntouched();
  });
});

describe('what an answer prints', () => {
  it('is kept apart, from both outputs', async () => {
    const { printed, passed } = await grade(counterWith(`this.#value += by; console.log('added', by);`));
    expect(printed).toBe('added 2\nadded 2\nadded 3\n');
    expect(passed).toBe(4);
    expect((await grade(counterWith(`this.#value += by; console.error('no', by);`))).printed).toBe(
      'no 2\nno 2\nno 3\n',
    );
  });

  it('is cut at 64 KiB, however much it is', async () => {
    const { printed, passed } = await grade(counterWith(`this.#value += by; console.log('x'.repeat(2e7));`));
    expect(printed).toBe('x'.repeat(65_536));
    expect(passed).toBe(4);
    await expectUntouched();
  });
});

describe('many answers at once', () => {
  it('get their own verdicts, in their order', async () => {
    const answers = [
      COUNTER,
      counterWith('this.#value = by;'),
      'export const (',
      COUNTER,
      counterWith('for (;;);'),
      COUNTER,
    ];
    const pairs = answers.map((text, index) => ({ slug: '01', answer: fixture.write(`many/${index}.ts`, text) }));
    const verdicts = await gradeMany(pairs, { root: fixture.root, limitMs: 1500 });
    expect(verdicts.map(({ passed, error }) => error?.code ?? passed)).toEqual([4, 3, 'syntax', 4, 'timeout', 4]);
  });

  it('have modules of their own', async () => {
    const text = counterWith('this.#value += calls++ < 3 ? by : 0;').replace(
      'export class',
      'let calls = 0;\nexport class',
    );
    const answer = fixture.write('modules/answer.ts', text);
    const pairs = Array.from({ length: 6 }, () => ({ slug: 'long', answer }));
    expect((await gradeMany(pairs, { root: fixture.root })).map(({ passed }) => passed)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(basename(answer)).toBe('answer.ts');
    expect(readFileSync(answer, 'utf8')).toBe(text);
  });
});
