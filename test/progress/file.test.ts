import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatProgress,
  MAX_PROGRESS_LENGTH,
  NO_PROGRESS,
  ProgressError,
  putAttempt,
  readProgress,
  startAttempt,
} from '../../lib/progress/index.ts';
import { anyProgress } from './arbitraries.ts';

const attempt = startAttempt({ slug: 'backoff', door: 'terminal', mode: 'practice' }, { now: 1_000, id: 'one' });
const text = formatProgress(putAttempt(NO_PROGRESS, attempt));

/** The same text with one field of its attempt changed; `undefined` takes it away. */
function withField(name: string, value: unknown): string {
  return JSON.stringify({ version: 1, attempts: [{ ...attempt, [name]: value }] });
}

function errorOf(given: string): ProgressError {
  try {
    readProgress(given);
  } catch (error) {
    if (error instanceof ProgressError) return error;
  }
  throw new Error('Expected a ProgressError');
}

describe('the text of a progress', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        expect(readProgress(formatProgress(progress))).toEqual(progress);
      }),
    );
  });

  it('is the same for the same progress, in whatever order it grew', () => {
    const other = startAttempt({ slug: 'rpc', door: 'browser', mode: 'interview' }, { now: 500, id: 'two' });
    const one = putAttempt(putAttempt(NO_PROGRESS, attempt), other);
    const two = putAttempt(putAttempt(NO_PROGRESS, other), attempt);
    expect(formatProgress(one)).toBe(formatProgress(two));
  });

  it.each(Object.keys(attempt))('is refused, by name, without `%s`', (name) => {
    expect(errorOf(withField(name, undefined))).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(`attempts[0].${name}`),
    });
  });

  it.each([
    ['id', ''],
    ['id', 'x'.repeat(65)],
    ['id', 'a b'],
    ['slug', '../x'],
    ['door', 'window'],
    ['mode', 'exam'],
    ['startedAt', -1],
    ['runs', '3'],
    ['elapsedMs', null],
    ['solutionSeen', 1],
    ['notes', 7],
    ['review', {}],
    ['review', [{ point: 'x', mark: 'maybe' }]],
    ['review', [null]],
  ])('is refused with %s = %j', (name, value) => {
    expect(errorOf(withField(name, value))).toMatchObject({ code: 'corrupt', message: expect.stringContaining(name) });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '{}',
    '{"version":1}',
    '{"version":1,"attempts":{}}',
    '{"version":0,"attempts":[]}',
  ])('is refused where it is %s', (given) => {
    expect(errorOf(given).code).toBe('corrupt');
  });

  it('of a later version is told from a corrupt one', () => {
    expect(errorOf('{"version":2,"what":"ever"}').code).toBe('newer');
  });

  it('has a limit', () => {
    const padded = text.padEnd(MAX_PROGRESS_LENGTH, ' ');
    expect(readProgress(padded).attempts).toEqual([attempt]);
    expect(errorOf(`${padded} `).code).toBe('too-large');
  });

  it('throws nothing else, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .record({ version: fc.constant(1), attempts: fc.array(fc.anything()) })
            .map((value) => JSON.stringify(value) ?? ''),
        ),
        (given) => {
          try {
            readProgress(given);
          } catch (error) {
            expect(error).toBeInstanceOf(ProgressError);
          }
        },
      ),
    );
  });
});
