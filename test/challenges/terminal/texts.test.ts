import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../challenges/arguments.ts';
import { showMarkdown } from '../../../challenges/brief-text.ts';
import { showDiff } from '../../../challenges/diff-view.ts';
import { splitKeys } from '../../../challenges/keyboard.ts';
import { diffLines } from '../../../challenges/line-diff.ts';
import { openProgress } from '../../../challenges/progress-store.ts';
import { createStyles, tame, widthOf, wrap } from '../../../challenges/styles.ts';
import { NO_PROGRESS, putAttempt, startAttempt } from '../../../lib/progress/index.ts';

const plain = createStyles({}, {});

describe('the colours', () => {
  it('are there on a terminal, and not where NO_COLOR, a dumb terminal or a file asks for none', () => {
    expect(createStyles({ isTTY: true }, {}).red('x')).toBe('\u001B[31mx\u001B[39m');
    expect(createStyles({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(createStyles({ isTTY: true }, { TERM: 'dumb' }).red('x')).toBe('x');
    expect(createStyles({ isTTY: false }, {}).red('x')).toBe('x');
    expect(createStyles({ isTTY: false }, { FORCE_COLOR: '1' }).red('x')).not.toBe('x');
  });

  it('are taken out of what is not ours, with all that would move the cursor', () => {
    expect(tame('a\u001B[2Jb\u001B]0;title\u0007c\rd\u0000e\tf')).toBe('abc\nde\tf');
  });
});

describe('lines', () => {
  it('are never wider than the terminal, and lose no word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zä語]{1,30}$/), { maxLength: 30 }),
        fc.integer({ min: 10, max: 60 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width, { first: '  ' });
          expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
      { seed: 42 },
    );
  });

  it('of a brief are text: headings, lists, code, and no marks', () => {
    const text =
      '## The rules\n\n- **A `once` handler leaves first.** It is\n  gone.\n- Two.\n\n```ts\nconst a = `**b**`; // c\n```\n\nA \\{ and [a link](https://example.org).\n';
    expect(showMarkdown(text, { styles: plain, columns: 80 })).toEqual([
      ' The rules',
      '',
      ' • A once handler leaves first. It is gone.',
      ' • Two.',
      '',
      ' │ const a = `**b**`; // c',
      '',
      ' A { and a link (https://example.org).',
    ]);
  });
});

describe('a diff', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((lines) => lines.map((line) => `${line}\n`).join(''));

  it('leads from one text to the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (other: string) =>
          lines
            .filter(({ kind }) => kind !== other)
            .map(({ text }) => `${text}\n`)
            .join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('stands side by side on a wide terminal, and is never wider than it', () => {
    const options = { styles: plain, titles: ['mine', 'theirs'] as const };
    const [before, after] = ['same\nold\n', `same\n${'n'.repeat(150)}\n`];
    const wide = showDiff(before, after, { ...options, columns: 120 });
    expect(wide[0]).toMatch(/^ +mine +│ +theirs$/);
    expect(wide[2]).toMatch(/^ - old +│ \+ n+$/);
    expect(wide.every((line) => widthOf(line) < 120)).toBe(true);
    expect(showDiff(before, after, { ...options, columns: 80 })).toContain(' - old');
  });
});

describe('keys', () => {
  it('are told apart, and the sequences of other keys are none', () => {
    expect(splitKeys('r\u001B[A\u001BOPh\r\u007F\u001B[1;5Cq')).toEqual(['r', 'h', 'enter', 'backspace', 'q']);
    expect(splitKeys('\u001B')).toEqual(['escape']);
  });
});

describe('the arguments', () => {
  it('ask for work, for a grade, or for what there is not', () => {
    expect(readArguments([])).toMatchObject({ command: 'work', slug: null, once: false });
    expect(readArguments(['backoff', '--once', '--live'])).toMatchObject({ slug: 'backoff', once: true, live: true });
    expect(readArguments(['grade', '02', '--answer=a b.ts', '--json', '--limit', '2'])).toMatchObject({
      command: 'grade',
      answer: 'a b.ts',
      limitMs: 2000,
    });
    for (const wrong of [['a', 'b'], ['--live'], ['grade', 'x'], ['--limit', '0'], ['progress'], ['list', '--json']]) {
      expect(() => readArguments(wrong), wrong.join(' ')).toThrow(UsageError);
    }
  });
});

describe('the progress', () => {
  it('loses nothing where many write at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirelab progress '));
    try {
      const file = join(folder, 'progress.json');
      const attempts = Array.from({ length: 20 }, () =>
        startAttempt({ slug: 'backoff', door: 'terminal', mode: 'practice' }),
      );
      await Promise.all(attempts.map((attempt) => openProgress({ file }).add(putAttempt(NO_PROGRESS, attempt))));
      expect((await openProgress({ file }).read()).attempts).toHaveLength(20);
      expect(readdirSync(folder)).toEqual(['progress.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a later version of the lab is left where it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirelab progress '));
    try {
      const file = join(folder, 'progress.json');
      writeFileSync(file, '{ "version": 99, "attempts": [] }');
      await expect(openProgress({ file }).read()).rejects.toThrow('later version');
      expect(readdirSync(folder)).toEqual(['progress.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
