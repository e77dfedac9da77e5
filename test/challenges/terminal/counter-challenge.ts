import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with two small challenges, for the tests of the command line alone. Its path has spaces. */
export interface Fixture extends Disposable {
  /** Where the challenges lie. */
  root: string;
  /** Where its progress lies. */
  progress: string;
  /** Writes a file into the fixture, and gives its path. */
  write(path: string, text: string): string;
}

/** Right in everything. */
export const COUNTER = `
export class Counter {
  #value = 0;
  add(by: number): void {
    this.#value += by;
  }
  get value(): number {
    return this.#value;
  }
}

export async function settle(): Promise<string> {
  return 'settled';
}
`;

/** The counter with something else in the place of its `add`. */
export function counterWith(add: string): string {
  return COUNTER.replace('this.#value += by;', add);
}

const START = `
export class Counter {
  add(by: number): void {
    void by;
  }
  get value(): number {
    return 0;
  }
}

export async function settle(): Promise<string> {
  return '';
}
`;

const GRADE = `
import { describe, expect, test } from 'vitest';
import { Counter, settle } from '#answer';

describe('It begins at nothing', () => {
  test('a new counter is at 0', () => {
    expect(new Counter().value, 'a new counter has counted nothing').toBe(0);
  });
});

describe('It adds', () => {
  test('one number is counted', () => {
    const counter = new Counter();
    counter.add(2);
    expect(counter.value, 'what is added is counted').toBe(2);
  });
  test('two numbers are summed', () => {
    const counter = new Counter();
    counter.add(2);
    counter.add(3);
    expect([counter.value], 'both are counted').toEqual([5]);
  });
});

describe('It settles', () => {
  test('the promise fulfils', async () => {
    expect(await settle(), 'it fulfils with its name').toBe('settled');
  });
});
`;

const BRIEF = [
  'A counter is wanted. It counts `what` it is given, and **nothing `else`**.',
  '',
  '## The rules',
  '',
  '- **It begins at nothing.** A new one is at 0, as a new counter of any kind would be, whoever has made it and why.',
  '- **It adds.** Each number.',
  '',
  '```ts',
  'class Counter {',
  '  add(by: number): void; // counts',
  '}',
  '```',
  '',
].join('\n');

const HINTS = '## Where to keep it\n\nA private field.\n\n## How to add\n\nWith `+=`.\n';

const meta = (id: number, title: string) =>
  JSON.stringify({
    id,
    title,
    summary: 'Counts what it is given.',
    difficulty: 'warm-up',
    minutes: 5,
    lessons: [],
    concepts: ['state', 'sums'],
    interviewers: ['Counts.', 'Sums.'],
  });

/** Makes the challenges `counter` and `long-counter`; disposing of them removes them. */
export function createFixture(): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab challenges '));
  const write = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  for (const [id, slug] of [
    [1, 'counter'],
    [2, 'long-counter'],
  ] as const) {
    const challenge = `challenges/0${id}-${slug}`;
    write(`${challenge}/challenge.json`, meta(id, `A ${slug.replace('-', ' ')}`));
    write(`${challenge}/brief.mdx`, BRIEF);
    write(`${challenge}/hints.md`, HINTS);
    write(`${challenge}/start/answer.ts`, START);
    write(`${challenge}/solution/answer.ts`, COUNTER);
    write(`${challenge}/solution/notes.mdx`, 'Adding is O(1).\n');
    write(`${challenge}/grade.test.ts`, GRADE);
  }
  return {
    root: join(folder, 'challenges'),
    progress: join(folder, 'progress.json'),
    write,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
