import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COUNTER, counterWith, createFixture, type Fixture } from './counter-challenge.ts';
import { runCli } from './run-cli.ts';

// Each starts processes, which take their time where the machine has other work.
vi.setConfig({ testTimeout: 90_000 });

let fixture: Fixture;
beforeAll(() => {
  fixture = createFixture();
});
afterAll(() => fixture[Symbol.dispose]());

async function gradeAsJson(slug: string, answer: string, ...more: string[]) {
  const { code, output, errors } = await runCli(['grade', slug, '--answer', answer, '--json', ...more], fixture);
  expect(errors).toBe('');
  expect(output.endsWith('}\n')).toBe(true);
  expect(output.trim().split('\n')).toHaveLength(1);
  return { code, ...(JSON.parse(output) as { slug: string; tests: unknown[]; error?: string }) };
}

describe('grade --json', () => {
  it('prints one object and ends with 0 where everything passed', async () => {
    const answer = fixture.write('an answer/my answer.ts', `console.log('{}');\nconsole.error('!');\n${COUNTER}`);
    const { code, ...verdict } = await gradeAsJson('long', answer);
    expect(code).toBe(0);
    expect(verdict).toEqual({
      slug: 'long-counter',
      passed: 4,
      failed: 0,
      tests: expect.arrayContaining([{ name: 'It adds > one number is counted', status: 'passed', message: '' }]),
    });
  });

  it('ends with 1 where some failed', async () => {
    const answer = fixture.write('some.ts', counterWith('this.#value = by;'));
    const verdict = await gradeAsJson('02', answer);
    expect(verdict).toMatchObject({ code: 1, passed: 3, failed: 1 });
    expect('error' in verdict).toBe(false);
  });

  it('ends with 1 where it was ended on the way: what was not reached has failed, and the error says why', async () => {
    const answer = fixture.write('loop.ts', counterWith('for (;;);'));
    const verdict = await gradeAsJson('01-counter', answer, '--limit', '1.5');
    expect(verdict).toMatchObject({ code: 1, slug: 'counter', passed: 1, failed: 3 });
    expect(verdict.error).toBe('The grade was ended after 1.5 s without a step in “It adds > one number is counted”.');
    expect(verdict.tests).toHaveLength(4);
  });

  it.each([
    [
      'is not TypeScript',
      'export const b = (2;\n',
      'Expected `,` or `)` but found `;` (bad.ts:1:20: export const b = (2;)',
    ],
    ['throws', `throw new Error('boom');`, `Error: boom (bad.ts:1:7: throw new Error('boom');)`],
    ['lacks a name', 'export class Counter {}', 'The answer does not export settle.'],
  ])('ends with 2 where the answer %s', async (_what, text, error) => {
    const answer = fixture.write('bad.ts', text);
    expect(await gradeAsJson('1', answer)).toEqual({
      code: 2,
      slug: 'counter',
      passed: 0,
      failed: 0,
      tests: [],
      error,
    });
  });

  it('ends with 2 where there is no such challenge, no such file, or no sense in it', async () => {
    const none = { code: 2, passed: 0, failed: 0, tests: [] };
    expect(await gradeAsJson('conter', 'gone.ts')).toEqual({
      ...none,
      slug: 'conter',
      error: expect.stringMatching(/^There is no challenge conter\. Perhaps counter, long-counter\?$/),
    });
    expect(await gradeAsJson('counter', 'gone.ts')).toMatchObject({
      ...none,
      error: expect.stringContaining('gone.ts'),
    });
    const { code, output } = await runCli(['grade', 'counter', '--json'], fixture);
    expect({ code, ...(JSON.parse(output) as object) }).toEqual({
      ...none,
      slug: 'counter',
      error: expect.stringContaining('--answer <file>'),
    });
  });
});

describe('grade for people', () => {
  it('shows the rules, the first failure with both sides, what was printed, and the sum', async () => {
    const answer = fixture.write('shown.ts', counterWith(`console.log('so'); this.#value = by;`));
    const { code, output } = await runCli(['grade', 'counter', '--answer', answer], fixture);
    expect(code).toBe(1);
    expect(output).toMatch(/✔ It begins at nothing +1\/1/);
    expect(output).toMatch(/✘ It adds +1\/2\n +✘ two numbers are summed\n/);
    expect(output).toMatch(/First failure.+\n It adds\n two numbers are summed\n\n +both are counted/);
    expect(output).toMatch(/- expected +5,?\n.+\+ received +3/);
    expect(output).toMatch(/Printed by your answer.+\n │ so\n/);
    expect(output).toMatch(/3 of 4 passed\n$/);
    expect(output).not.toContain('\u001B');
  });

  it('shows the line where an answer is not TypeScript', async () => {
    const answer = fixture.write('bad.ts', '\n\nexport const b = (2;\n');
    const { code, output } = await runCli(['grade', 'counter', '--answer', answer], fixture);
    expect(code).toBe(2);
    expect(output).toContain(`${answer}:3:20\n`);
    expect(output).toContain(' 3 │ export const b = (2;\n');
    expect(output).toContain(`${' '.repeat(5 + 19)}^`);
  });

  it('says what it expects where it is asked for nothing that there is', async () => {
    const { code, errors } = await runCli(['counter', '--colour'], fixture);
    expect(code).toBe(2);
    expect(errors).toContain('There is no option --colour.');
  });
});
