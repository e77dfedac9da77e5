import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ChallengeError,
  loadChallenges,
  loadHints,
  loadMatrices,
  loadMutants,
  loadSolution,
  loadTexts,
} from '../../content/challenges.server.ts';
import { FOLDERS, LIVE } from '../challenges/challenge-folders.ts';

const META = {
  id: 1,
  title: 'A title',
  summary: 'What it is about',
  difficulty: 'core',
  minutes: 30,
  lessons: ['one'],
  concepts: ['this', 'that'],
  interviewers: ['Asks first.', 'Tests last.'],
};

const FILES = {
  'challenge.json': JSON.stringify(META),
  'brief.mdx': 'The task.\n',
  'hints.md': '## First\n\nLook there.\n\n## Second\n\nLook here:\n\n```ts\n## no title\n```\n',
  'start/answer.ts': 'export const start = 1;\n',
  'solution/answer.ts': 'export const solution = 1;\n',
  'solution/notes.mdx': '## Trade-offs\n',
  'grade.test.ts': "import { start } from '#answer';\n",
  'mutants/off-by-one.ts': '// Mistake: It counts from one.\n// Caught by: A rule > a test\nexport const start = 2;\n',
};

const lessons = ['one', 'two'];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirelab-challenges-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a challenge; a file that is `undefined` is left out. */
function write(name: string, files: Partial<Record<string, string | undefined>> = {}): void {
  for (const [path, text] of Object.entries({ ...FILES, ...files })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
}

const meta = (part: object): string => JSON.stringify({ ...META, ...part });
const load = () => loadChallenges({ folder, lessons });

describe('loadChallenges', () => {
  it('gives the challenges by number, under the names of their folders', () => {
    write('02-backoff', { 'challenge.json': meta({ id: 2 }), 'live.test.ts': '' });
    write('01-event-emitter');
    expect(load()).toMatchObject([
      { slug: 'event-emitter', id: 1, folder: '01-event-emitter', title: 'A title', hints: 2, isLive: false },
      { slug: 'backoff', id: 2, folder: '02-backoff', isLive: true },
    ]);
  });

  it('passes over what is no challenge: the command line, and what it keeps', () => {
    write('01-event-emitter');
    writeFileSync(join(folder, 'progress.json'), '{}');
    writeFileSync(join(folder, 'cli.ts'), '');
    expect(load().map(({ slug }) => slug)).toEqual(['event-emitter']);
  });

  it('refuses a challenge.json that does not hold, naming the file and each field', () => {
    write('01-event-emitter', { 'challenge.json': meta({ difficulty: 'hopeless', minutes: -1 }) });
    expect(load).toThrow(ChallengeError);
    expect(load).toThrow(/01-event-emitter\/challenge\.json: .*difficulty: .*minutes: /);
  });

  it('refuses a challenge.json that is no JSON', () => {
    write('01-event-emitter', { 'challenge.json': '{' });
    expect(load).toThrow(/01-event-emitter\/challenge\.json: Expected JSON/);
  });

  it('refuses a number that is not that of the folder', () => {
    write('01-event-emitter', { 'challenge.json': meta({ id: 7 }) });
    expect(load).toThrow(/challenge\.json: id: Expected 1, the number of the folder, got 7/);
  });

  it('refuses a lesson that does not exist', () => {
    write('01-event-emitter', { 'challenge.json': meta({ lessons: ['three'] }) });
    expect(load).toThrow(/challenge\.json: lessons: There is no lesson `three`/);
  });

  it('refuses two challenges of one number', () => {
    write('01-event-emitter');
    write('01-backoff');
    expect(load).toThrow(/It has the number or the name of 01-/);
  });

  it.each(['brief.mdx', 'hints.md', 'start/answer.ts', 'solution/answer.ts', 'solution/notes.mdx', 'grade.test.ts'])(
    'refuses a challenge without %s, naming the file',
    (path) => {
      write('01-event-emitter', { [path]: undefined });
      expect(load).toThrow(new RegExp(`01-event-emitter/${path}: The file is missing`));
    },
  );

  it('refuses a folder that is not there', () => {
    expect(() => loadChallenges({ folder: join(folder, 'nowhere'), lessons })).toThrow(/The folder cannot be read/);
  });
});

describe('the texts of a challenge', () => {
  const place = { folder: '01-event-emitter' };

  it('are its start, its grade, its solution and its notes', () => {
    write('01-event-emitter', { 'start/answer.ts': 'one\r\ntwo\r\n' });
    expect(loadTexts(place, { folder })).toEqual({ start: 'one\ntwo\n', grade: FILES['grade.test.ts'] });
    expect(loadSolution(place, { folder })).toEqual({
      code: FILES['solution/answer.ts'],
      notes: FILES['solution/notes.mdx'],
    });
  });

  it('are hints with a title and a text each', () => {
    write('01-event-emitter', { 'hints.md': '## First\n\nLook there.\n\n## Second\n\nLook here.\n' });
    expect(loadHints(place, { folder })).toEqual([
      { title: 'First', text: 'Look there.' },
      { title: 'Second', text: 'Look here.' },
    ]);
  });

  it.each(['Before.\n\n## First\n\nText.\n', '', '## First\n', '## First\n\n## Second\n\nText.\n'])(
    'refuses hints that are not titles with texts: %j',
    (hints) => {
      write('01-event-emitter', { 'hints.md': hints });
      expect(() => loadHints(place, { folder })).toThrow(/hints\.md: /);
    },
  );

  it('are wrong answers that say what is wrong with them', () => {
    write('01-event-emitter');
    expect(loadMutants(place, { folder })).toMatchObject([
      { name: 'off-by-one', mistake: 'It counts from one.', caughtBy: 'A rule > a test' },
    ]);
    write('01-event-emitter', { 'mutants/silent.ts': 'export const start = 3;\n' });
    expect(() => loadMutants(place, { folder })).toThrow(/mutants\/silent\.ts: Expected `\/\/ Mistake: …`/);
  });
});

describe('loadMatrices', () => {
  it('gives what was measured, and nothing before that', () => {
    expect(loadMatrices({ folder })).toEqual({});
    const matrix = { tests: ['A > b'], start: ['A > b'], mutants: [] };
    writeFileSync(join(folder, 'matrix.json'), JSON.stringify({ backoff: matrix }));
    expect(loadMatrices({ folder })).toEqual({ backoff: matrix });
  });

  it('refuses what is no such table, naming the field', () => {
    writeFileSync(join(folder, 'matrix.json'), JSON.stringify({ backoff: { tests: 1, start: [], mutants: [] } }));
    expect(() => loadMatrices({ folder })).toThrow(/matrix\.json: backoff\.tests: /);
  });
});

describe('the challenges of the project', () => {
  it('are all twenty-four, and three of them are graded live as well', () => {
    const challenges = loadChallenges();
    expect(challenges.map((challenge) => challenge.folder)).toEqual([...FOLDERS]);
    expect(challenges.filter(({ isLive }) => isLive).map((challenge) => challenge.folder)).toEqual([...LIVE]);
  });

  it('have hints and wrong answers that can be read', () => {
    for (const challenge of loadChallenges()) {
      expect(loadHints(challenge).length, challenge.folder).toBeGreaterThanOrEqual(3);
      expect(loadMutants(challenge).length, challenge.folder).toBeGreaterThanOrEqual(6);
    }
  });
});
