import type { Attempt, ReviewPoint } from './attempt.ts';
import { mergeProgress, NO_PROGRESS, type Progress, PROGRESS_VERSION } from './progress.ts';

/** A longer text is not read: a progress of years has a few hundred kilobytes. UTF-16 units. */
export const MAX_PROGRESS_LENGTH = 8 * 1024 * 1024;

/** Why a text is not a progress. A `newer` one is whole, but written by a later version of the lab. */
export type ProgressErrorCode = 'corrupt' | 'newer' | 'too-large';

/** A text that cannot be read as a progress. Whoever meets it keeps the text aside, and says so. */
export class ProgressError extends Error {
  override readonly name = 'ProgressError';
  readonly code: ProgressErrorCode;

  constructor(code: ProgressErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The text of a progress: JSON, the same for the same progress. */
export function formatProgress(progress: Progress): string {
  return `${JSON.stringify(mergeProgress(NO_PROGRESS, progress), null, 2)}\n`;
}

/**
 * Reads the text of a progress, from local storage, from `challenges/progress.json` or from a file that somebody brings.
 *
 * @throws {ProgressError} naming the field that is missing or wrong
 */
export function readProgress(text: string): Progress {
  if (text.length > MAX_PROGRESS_LENGTH) {
    throw new ProgressError('too-large', `Expected at most ${MAX_PROGRESS_LENGTH} characters, got ${text.length}`);
  }
  const progress = fieldsOf(parse(text), 'progress');
  const version = progress.count('version');
  if (version > PROGRESS_VERSION) {
    throw new ProgressError('newer', `It was written by a later version of the lab (format ${version})`);
  }
  if (version !== PROGRESS_VERSION) throw expected('progress.version', `${PROGRESS_VERSION}`, version);
  // One that was put together by hand may name an attempt twice.
  return mergeProgress(NO_PROGRESS, { version: PROGRESS_VERSION, attempts: progress.list('attempts', readAttempt) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProgressError('corrupt', 'Expected JSON', { cause });
  }
}

function readAttempt(value: unknown, path: string): Attempt {
  const attempt = fieldsOf(value, path);
  return {
    id: attempt.word('id', /^[A-Za-z0-9-]{1,64}$/),
    slug: attempt.word('slug', /^[a-z0-9-]{1,64}$/),
    door: attempt.oneOf('door', ['terminal', 'browser']),
    mode: attempt.oneOf('mode', ['practice', 'interview']),
    startedAt: attempt.count('startedAt'),
    updatedAt: attempt.count('updatedAt'),
    elapsedMs: attempt.count('elapsedMs'),
    runs: attempt.count('runs'),
    hints: attempt.count('hints'),
    solutionSeen: attempt.oneOf('solutionSeen', [true, false]),
    passed: attempt.count('passed'),
    tests: attempt.count('tests'),
    solvedAt: attempt.countOrNull('solvedAt'),
    endedAt: attempt.countOrNull('endedAt'),
    notes: attempt.text('notes'),
    review: attempt.list('review', readPoint),
  };
}

function readPoint(value: unknown, path: string): ReviewPoint {
  const point = fieldsOf(value, path);
  return { point: point.text('point'), mark: point.oneOf('mark', ['yes', 'partly', 'no']) };
}

/** Reads the fields of an object by name and kind. */
interface Fields {
  /** A whole number of at least 0; a fraction of a millisecond is rounded. */
  count(name: string): number;
  countOrNull(name: string): number | null;
  word(name: string, pattern: RegExp): string;
  text(name: string): string;
  oneOf<const T>(name: string, values: readonly T[]): T;
  list<T>(name: string, read: (value: unknown, path: string) => T): T[];
}

function fieldsOf(object: unknown, path: string): Fields {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw expected(path, 'an object', object);
  const values = new Map<string, unknown>(Object.entries(object));

  function count(name: string): number {
    const value = values.get(name);
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return Math.round(value);
    throw expected(`${path}.${name}`, 'a number of at least 0', value);
  }

  function text(name: string): string {
    const value = values.get(name);
    if (typeof value === 'string') return value;
    throw expected(`${path}.${name}`, 'a text', value);
  }

  return {
    count,
    text,
    countOrNull: (name) => (values.get(name) === null ? null : count(name)),
    word(name, pattern) {
      const value = text(name);
      if (pattern.test(value)) return value;
      throw expected(`${path}.${name}`, `a name (${pattern.source})`, value);
    },
    oneOf(name, options) {
      const found = options.find((option) => option === values.get(name));
      if (found !== undefined) return found;
      throw expected(`${path}.${name}`, `one of ${options.join(', ')}`, values.get(name));
    },
    list(name, read) {
      const value = values.get(name);
      if (!Array.isArray(value)) throw expected(`${path}.${name}`, 'a list', value);
      return value.map((item: unknown, index) => read(item, `${path}.${name}[${index}]`));
    },
  };
}

function expected(path: string, what: string, value: unknown): ProgressError {
  const shown = JSON.stringify(value)?.slice(0, 40) ?? 'undefined';
  return new ProgressError('corrupt', `Expected \`${path}\` to be ${what}, got ${shown}`);
}
