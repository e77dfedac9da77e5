import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTLINE } from '../../content/outline.ts';
import { ruleOf } from '../../lib/grader/grade-matrix.ts';
import { findImports } from '../repo/imports.ts';
import { ROOT } from '../repo/files.ts';
import {
  FOLDERS,
  LIVE,
  listBriefRules,
  listFolder,
  listMutants,
  listRules,
  plain,
  readChallenge,
} from './challenge-folders.ts';

const sentence = z.string().min(20).max(400);
const META = z.strictObject({
  id: z.int(),
  title: z.string().min(3).max(60),
  summary: z.string().min(20).max(160),
  difficulty: z.enum(['warm-up', 'core', 'hard']),
  minutes: z.int().min(5).max(120),
  lessons: z.array(z.enum(OUTLINE.map(({ slug }) => slug))),
  concepts: z.array(z.string().min(2).max(40)).min(2).max(6),
  interviewers: z.array(sentence).min(2).max(4),
});

/** What stands in a folder besides the mutants. */
const FILES = [
  'brief.mdx',
  'challenge.json',
  'grade.test.ts',
  'hints.md',
  'solution/answer.ts',
  'solution/notes.mdx',
  'start/answer.ts',
];

/** What a grade may import; the last has a page under test. */
const MAY_IMPORT = ['vitest', 'fast-check', '#answer'];
const REACT = ['react', 'react-dom/client', 'react-dom/server'];

/** Words that make a reader who is stuck feel worse. */
const SLIGHTING = /\b(?:simply|just|easy|easily|obvious|obviously|trivial|trivially|of course)\b/i;

describe('the challenges', () => {
  it('are the twenty-four, by number, and nothing else', () => {
    const folders = readdirSync(join(ROOT, 'challenges'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).toSorted()).toEqual([...FOLDERS]);
  });
});

describe.each(FOLDERS)('challenge %s', (folder) => {
  it('has its files, at least six mutants, and no stray one', () => {
    const files = listFolder(folder);
    const live = LIVE.includes(folder) ? ['live.test.ts'] : [];
    expect(files.filter((path) => !path.startsWith('mutants/'))).toEqual([...FILES, ...live].toSorted());
    expect(listMutants(folder).length).toBeGreaterThanOrEqual(6);
  });

  it('says what it is', () => {
    const meta = META.parse(JSON.parse(readChallenge(folder, 'challenge.json')));
    expect(meta.id).toBe(Number(folder.slice(0, 2)));
  });

  it('has a brief with the interface, the rules and a worked example', () => {
    const brief = readChallenge(folder, 'brief.mdx');
    const titles = [...brief.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(titles.slice(0, 3)).toEqual(['The interface', 'The rules', 'An example']);
    expect(brief.split('## ')[0]?.trim().length, 'the situation').toBeGreaterThan(100);
  });

  it('grades each rule of its brief, under the same words, and no other', () => {
    const rules = listRules(folder).map(plain);
    expect(new Set(rules).size, 'rules of one name').toBe(rules.length);
    expect(listBriefRules(folder).toSorted()).toEqual(rules.toSorted());
  });

  it('has three to five hints', () => {
    const hints = readChallenge(folder, 'hints.md').split(/^## /m).slice(1);
    expect(hints.length).toBeGreaterThanOrEqual(3);
    expect(hints.length).toBeLessThanOrEqual(5);
    for (const hint of hints) expect(hint.split('\n').slice(1).join('').length).toBeGreaterThan(40);
  });

  it('imports nothing into its grade that a worker has not', () => {
    const allowed = folder === '24-use-socket' ? [...MAY_IMPORT, ...REACT] : MAY_IMPORT;
    const grade = readChallenge(folder, 'grade.test.ts');
    expect(findImports(grade).filter(({ specifier }) => !allowed.includes(specifier))).toEqual([]);
    expect(grade).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
    expect(grade, 'no real clock, no real chance').not.toMatch(/Math\.random\(|vi\.useRealTimers\(\);\s*await/);
  });

  it('says of each mutant what is wrong with it and which rule rejects it', () => {
    const rules = listRules(folder);
    for (const { path, mistake, caughtBy } of listMutants(folder)) {
      expect(mistake, path).toMatch(/^.{15,}$/);
      expect(rules, path).toContain(ruleOf(caughtBy));
    }
  });

  it('exports the same names from its start, its solution and its mutants', async () => {
    const paths = ['start/answer.ts', 'solution/answer.ts', ...listMutants(folder).map(({ path }) => path)];
    const names = await Promise.all(
      paths.map(async (path) => {
        const url = pathToFileURL(join(ROOT, 'challenges', folder, path));
        return Object.keys((await import(/* @vite-ignore */ url.href)) as object).toSorted();
      }),
    );
    const [start = [], ...others] = names;
    expect(start).not.toEqual([]);
    for (const [index, exported] of others.entries()) expect(exported, paths[index + 1]).toEqual(start);
  });

  it('talks to its reader as to a colleague', () => {
    for (const path of ['brief.mdx', 'hints.md', 'solution/notes.mdx']) {
      const prose = readChallenge(folder, path).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
      expect(SLIGHTING.exec(prose)?.[0], path).toBeUndefined();
    }
  });
});
