import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChallengeMeta, type Matrices, readChallengeMeta, readMatrices } from './challenge-meta.ts';
import { OUTLINE } from './outline.ts';

/** A challenge as the pages list it. */
export interface Challenge extends ChallengeMeta {
  /** The last part of its address: its folder without the number. */
  slug: string;
  /** The name of its folder in `challenges`. */
  folder: string;
  /** How many hints it has. */
  hints: number;
  /** Whether the same answer is also graded against the lab's real servers, in the terminal. */
  isLive: boolean;
}

/** A hint as it is written: a title, and Markdown below it. */
export interface Hint {
  title: string;
  text: string;
}

/** A wrong answer that comes with a challenge. */
export interface Mutant {
  /** The name of its file, without the ending. */
  name: string;
  /** What is wrong with it, in a sentence. */
  mistake: string;
  /** The test that it is there for, as `rule > test`. */
  caughtBy: string;
  code: string;
}

/** Something in `challenges` that the pages cannot be built from. The message names the file and the reason. */
export class ChallengeError extends Error {
  override readonly name = 'ChallengeError';
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
  }
}

/** Where the challenges lie and which lessons there are; a test brings its own. */
export interface ChallengeOptions {
  /** @default `challenges` in the project */
  folder?: string;
  /** The slugs of the lessons. @default the course's own */
  lessons?: readonly string[];
}

/** A folder that holds a challenge; whatever else lies beside them belongs to the command line. */
const FOLDER = /^(?<id>\d\d)-(?<slug>[a-z][a-z0-9-]*)$/;

/** What every folder has. */
const FILES = ['brief.mdx', 'hints.md', 'start/answer.ts', 'solution/answer.ts', 'solution/notes.mdx', 'grade.test.ts'];

/**
 * Finds all challenges, by their numbers, and checks that each is complete: what it says of itself holds, its lessons
 * exist, and its files are there.
 *
 * @throws {ChallengeError}
 */
export function loadChallenges(options: ChallengeOptions = {}): Challenge[] {
  const { folder = ownFolder(), lessons = OUTLINE.map(({ slug }) => slug) } = options;
  const challenges = listNames(folder)
    .filter((name) => FOLDER.test(name))
    .toSorted()
    .map((name) => loadChallenge(folder, name));
  for (const { folder: name, lessons: prepared } of challenges) {
    const unknown = prepared.find((slug) => !lessons.includes(slug));
    if (unknown !== undefined) fail(`${folder}/${name}/challenge.json`, `lessons: There is no lesson \`${unknown}\``);
  }
  for (const [index, { slug, id, folder: name }] of challenges.entries()) {
    const twin = challenges.slice(0, index).find((other) => other.slug === slug || other.id === id);
    if (twin !== undefined) fail(`${folder}/${name}`, `It has the number or the name of ${twin.folder}`);
  }
  return challenges;
}

function loadChallenge(root: string, name: string): Challenge {
  const { id, slug = '' } = FOLDER.exec(name)?.groups ?? {};
  const file = `${root}/${name}/challenge.json`;
  const meta = checked(file, () => readChallengeMeta(read(file)));
  if (meta.id !== Number(id)) fail(file, `id: Expected ${Number(id)}, the number of the folder, got ${meta.id}`);
  const missing = FILES.find((path) => !existsSync(/* turbopackIgnore: true */ `${root}/${name}/${path}`));
  if (missing !== undefined) fail(`${root}/${name}/${missing}`, 'The file is missing');
  const hints = loadHints({ folder: name }, { folder: root }).length;
  const isLive = existsSync(/* turbopackIgnore: true */ `${root}/${name}/live.test.ts`);
  return { ...meta, slug, folder: name, hints, isLive };
}

type Place = Pick<Challenge, 'folder'>;

/** The start and the grade: what a learner works with. */
export function loadTexts({ folder: name }: Place, options: ChallengeOptions = {}): { start: string; grade: string } {
  const root = `${options.folder ?? ownFolder()}/${name}`;
  return { start: read(`${root}/start/answer.ts`), grade: read(`${root}/grade.test.ts`) };
}

/** The reference answer and the notes on it, as Markdown. */
export function loadSolution({ folder: name }: Place, options: ChallengeOptions = {}): { code: string; notes: string } {
  const root = `${options.folder ?? ownFolder()}/${name}/solution`;
  return { code: read(`${root}/answer.ts`), notes: read(`${root}/notes.mdx`) };
}

/**
 * The hints, in their order.
 *
 * @throws {ChallengeError} where there is none, or one has no text
 */
export function loadHints({ folder: name }: Place, options: ChallengeOptions = {}): Hint[] {
  const file = `${options.folder ?? ownFolder()}/${name}/hints.md`;
  const [before = '', ...parts] = splitAtTitles(read(file));
  if (before.trim() !== '' || parts.length === 0) fail(file, 'Expected it to begin with the title of a hint (`## …`)');
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const hint = { title: part.slice(0, end).trim(), text: part.slice(end + 1).trim() };
    if (end === -1 || hint.title === '' || hint.text === '') fail(file, `A hint without a text: \`${part.trim()}\``);
    return hint;
  });
}

/** What stands before the first `##`, and what stands after each; inside a fence it is code. */
function splitAtTitles(text: string): string[] {
  const parts = [''];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    const title = isCode ? undefined : /^## +(?<words>.*)$/.exec(line)?.groups?.words;
    if (title === undefined) parts[parts.length - 1] += `${line}\n`;
    else parts.push(`${title}\n`);
  }
  return parts;
}

/**
 * The wrong answers, by name.
 *
 * @throws {ChallengeError} where one does not say what is wrong with it and which test rejects it
 */
export function loadMutants({ folder: name }: Place, options: ChallengeOptions = {}): Mutant[] {
  const root = `${options.folder ?? ownFolder()}/${name}/mutants`;
  return listNames(root)
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => {
      const code = read(`${root}/${path}`);
      const [first = '', second = ''] = code.split('\n');
      const mistake = /^\/\/ Mistake: (?<text>.+)$/.exec(first)?.groups?.text;
      const caughtBy = /^\/\/ Caught by: (?<text>.+)$/.exec(second)?.groups?.text;
      if (mistake === undefined || caughtBy === undefined) {
        fail(`${root}/${path}`, 'Expected `// Mistake: …` and `// Caught by: …` as its first two lines');
      }
      return { name: path.replace(/\.ts$/, ''), mistake, caughtBy, code };
    });
}

/**
 * The measured tables of the grades; none of them where nothing has been measured yet.
 *
 * @throws {ChallengeError}
 */
export function loadMatrices(options: ChallengeOptions = {}): Matrices {
  const file = `${options.folder ?? ownFolder()}/matrix.json`;
  if (!existsSync(/* turbopackIgnore: true */ file)) return {};
  return checked(file, () => readMatrices(read(file)));
}

function ownFolder(): string {
  return join(process.cwd(), 'challenges');
}

// The comments keep the bundler from packing the project's files along: the pages are built where the challenges lie.
function listNames(folder: string): string[] {
  try {
    return readdirSync(/* turbopackIgnore: true */ folder);
  } catch (cause) {
    throw new ChallengeError(folder, 'The folder cannot be read', { cause });
  }
}

function read(file: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, 'utf8').replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new ChallengeError(file, 'The file cannot be read', { cause });
  }
}

function checked<T>(file: string, reader: () => T): T {
  try {
    return reader();
  } catch (cause) {
    if (cause instanceof ChallengeError) throw cause;
    throw new ChallengeError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function fail(file: string, reason: string): never {
  throw new ChallengeError(file, reason);
}
