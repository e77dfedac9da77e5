import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readProgress } from '../../../lib/progress/index.ts';
import { isRunning } from '../../support/command.ts';
import { COUNTER, counterWith, createFixture, type Fixture } from './counter-challenge.ts';
import { runCli, startCli } from './run-cli.ts';

// Each starts processes, which take their time where the machine has other work.
vi.setConfig({ testTimeout: 90_000 });

let fixture: Fixture;
beforeEach(() => {
  fixture = createFixture();
});
afterEach(() => fixture[Symbol.dispose]());

const answerOf = (slug: string) => join(fixture.root, slug, 'work', 'answer.ts');
/** Saves an answer that loops for ever in a test, and waits until it does: the ids of its process and of its parent. */
async function startLoop(): Promise<number[]> {
  const file = join(fixture.root, 'pids');
  const tell = `writeFileSync(${JSON.stringify(file)}, JSON.stringify([process.pid, process.ppid]));`;
  const text = `import { writeFileSync } from 'node:fs';\n${counterWith(`${tell} for (;;);`)}`;
  writeFileSync(answerOf('01-counter'), text);
  const read = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  await expect.poll(read, { timeout: 15_000 }).toMatch(/\]$/);
  return JSON.parse(read()) as number[];
}

const attempts = () => readProgress(readFileSync(fixture.progress, 'utf8')).attempts;

describe('npm run challenge, without a terminal', () => {
  it('makes the answer, shows the brief, grades each save however it is saved, and writes it down', async () => {
    await using cli = startCli(['01'], fixture);
    await cli.printed('A counter is wanted. It counts what it is given, and nothing else.');
    await cli.printed('1 of 4 passed');
    expect(readFileSync(answerOf('01-counter'), 'utf8')).toBe(
      readFileSync(join(fixture.root, '01-counter/start/answer.ts'), 'utf8'),
    );

    writeFileSync(answerOf('01-counter'), counterWith('this.#value = by;'));
    await cli.printed('3 of 4 passed');
    // As editors do that never leave half a file.
    writeFileSync(`${answerOf('01-counter')}~`, COUNTER);
    renameSync(`${answerOf('01-counter')}~`, answerOf('01-counter'));
    await cli.printed('all 4 passed');
    await cli.printed('Solved: 1 minute, 3 runs, 0 hints.');
    cli.press('q');
    expect((await cli.ended).code).toBe(0);
    expect(attempts()).toEqual([
      expect.objectContaining({
        slug: 'counter',
        door: 'terminal',
        runs: 3,
        passed: 4,
        tests: 4,
        solvedAt: expect.any(Number),
      }),
    ]);
  });

  it('ends an endless loop at once when the next save comes', async () => {
    await using cli = startCli(['01', '--limit', '600'], fixture);
    await cli.printed('1 of 4 passed');
    const [pid] = await startLoop();
    writeFileSync(answerOf('01-counter'), COUNTER);
    await cli.printed('all 4 passed');
    expect(isRunning(pid ?? 0)).toBe(false);
  });

  it('gives hints one by one, and counts them', async () => {
    await using cli = startCli(['01'], fixture);
    await cli.printed('1 of 4 passed');
    cli.press('h');
    await cli.printed('Hint 1 of 2: Where to keep it');
    cli.press('h');
    await cli.printed('Hint 2 of 2: How to add');
    cli.press('hq');
    await cli.ended;
    expect(attempts()[0]?.hints).toBe(2);
  });

  it('shows the solution before a pass only when that is confirmed', async () => {
    await using cli = startCli(['01'], fixture);
    await cli.printed('1 of 4 passed');
    cli.press('dn');
    cli.press('h');
    await cli.printed('Hint 1 of 2');
    expect(cli.output()).not.toContain('the solution');
    cli.press('dy');
    await cli.printed('+ the solution');
    await cli.printed('+   #value = 0;');
    await cli.printed('Adding is O(1).');
    cli.press('q');
    await cli.ended;
    expect(attempts()[0]?.solutionSeen).toBe(true);
  });

  it('starts again with s, and keeps the old answer', async () => {
    await using cli = startCli(['01'], fixture);
    await cli.printed('1 of 4 passed');
    writeFileSync(answerOf('01-counter'), COUNTER);
    await cli.printed('all 4 passed');
    cli.press('s');
    await cli.printed('Your answer is kept as');
    const kept = readdirSync(join(fixture.root, '01-counter/work')).filter((name) => name !== 'answer.ts');
    expect(kept).toEqual([expect.stringMatching(/^answer\.\d{4}-\d\d-\d\d-\d{6}-\d{3}\.ts$/)]);
    expect(readFileSync(join(fixture.root, '01-counter/work', kept[0] ?? ''), 'utf8')).toBe(COUNTER);
    expect(readFileSync(answerOf('01-counter'), 'utf8')).not.toBe(COUNTER);
    cli.press('r');
    await cli.printed('1 of 4 passed');
    cli.press('q');
    await cli.ended;
    expect(attempts()).toHaveLength(2);
  });

  it('goes to the next with n, and to any by the list', async () => {
    await using cli = startCli(['01'], fixture);
    await cli.printed('1 of 4 passed');
    cli.press('n');
    await cli.printed('02 long-counter');
    await cli.printed('1 of 4 passed');
    cli.press('l');
    await cli.printed('0 of 2 solved');
    cli.press('01\r');
    await cli.printed('01 counter');
    expect(existsSync(answerOf('02-long-counter'))).toBe(true);
  });

  it('lists the challenges and goes on where the learner left off', async () => {
    expect((await runCli(['long', '--once'], fixture)).code).toBe(1);
    await using cli = startCli([], fixture);
    await cli.printed('>~ 02 long-counter');
    await cli.printed('1 of 4');
    await cli.printed('0 of 2 solved');
    await cli.printed('02 long-counter');
    await cli.printed('1 of 4 passed');
    cli.press('q');
    await cli.ended;
    expect(attempts().map(({ slug, runs }) => ({ slug, runs }))).toEqual([{ slug: 'long-counter', runs: 2 }]);
  });

  it('grades once and ends where there are no keys to come', async () => {
    const { code, output } = await runCli(['01'], fixture);
    expect(code).toBe(1);
    expect(output).toContain('1 of 4 passed');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no process behind after %s, also out of an endless loop',
    async (signal) => {
      await using cli = startCli(['01', '--limit', '600'], fixture);
      await cli.printed('1 of 4 passed');
      const pids = await startLoop();
      cli.kill(signal);
      expect((await cli.ended).code).toBe(0);
      await expect.poll(() => pids.filter(isRunning), { timeout: 5000 }).toEqual([]);
    },
  );
});

describe('npm run challenge <name> -- --once', () => {
  it('makes the answer, grades it and says so by its code', async () => {
    const first = await runCli(['01', '--once'], fixture);
    expect(first).toMatchObject({ code: 1, errors: '' });
    expect(first.output).toContain('is new, made from the start.');
    writeFileSync(answerOf('01-counter'), COUNTER);
    expect((await runCli(['01', '--once'], fixture)).code).toBe(0);
    writeFileSync(answerOf('01-counter'), 'export const (');
    expect((await runCli(['01', '--once'], fixture)).code).toBe(2);
  });

  it('answers a name that several have, or none, with those that it could be', async () => {
    expect(await runCli(['count', '--once'], fixture)).toMatchObject({
      code: 2,
      errors: 'Several are called count: counter, long-counter\n',
    });
    expect((await runCli(['lang-counter', '--once'], fixture)).errors).toMatch(
      /^There is no challenge lang-counter\. Perhaps long-counter/,
    );
  });
});

describe('progress export and import', () => {
  it('carry attempts from one file to another, and lose none', async () => {
    await runCli(['01', '--once'], fixture);
    const { output } = await runCli(['progress', 'export'], fixture);
    using other = createFixture();
    await runCli(['02', '--once'], other);
    const file = other.write('brought.json', output);
    expect(await runCli(['progress', 'import', file], other)).toMatchObject({
      code: 0,
      output: '1 attempt is new or newer.\n',
    });
    const { attempts } = readProgress(readFileSync(other.progress, 'utf8'));
    expect(attempts.map(({ slug }) => slug).toSorted()).toEqual(['counter', 'long-counter']);
    expect((await runCli(['progress', 'import', fixture.write('bad.json', '[]')], other)).code).toBe(2);
  });

  it('keep a file aside that cannot be read, and say so', async () => {
    writeFileSync(fixture.progress, '{ "version": 1, ');
    const { errors, code } = await runCli(['01', '--once'], fixture);
    expect(code).toBe(1);
    expect(errors).toContain('could not be read (Expected JSON)');
    const kept = readdirSync(join(fixture.root, '..')).find((name) => name.startsWith('progress.json.corrupt-'));
    expect(readFileSync(join(fixture.root, '..', kept ?? ''), 'utf8')).toBe('{ "version": 1, ');
    expect(attempts()).toHaveLength(1);
  });
});
