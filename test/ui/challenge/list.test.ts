import { describe, expect, it } from 'vitest';
import { formatProgress, mergeProgress, NO_PROGRESS, putAttempt, startAttempt } from '../../../lib/progress/index.ts';
import { readBrought, sayNews } from '../../../lib/ui/challenge/list/bring-in.ts';
import {
  type Filter,
  isRestricted,
  type ListedChallenge,
  NO_FILTER,
  passes,
} from '../../../lib/ui/challenge/list/filter.ts';

const challenge: ListedChallenge = {
  slug: 'backoff',
  id: 2,
  title: 'Exponential backoff',
  summary: 'Delays that grow',
  difficulty: 'warm-up',
  minutes: 30,
  concepts: ['jitter', 'AbortSignal'],
  lessons: ['polling'],
  hints: 4,
  isLive: false,
};

const shows = (part: Partial<Filter>, state: 'new' | 'tried' | 'solved' = 'new') =>
  passes(challenge, { ...NO_FILTER, ...part }, state);

describe('the filter of the list', () => {
  it('lets everything pass at first', () => {
    expect(shows({})).toBe(true);
    expect(isRestricted(NO_FILTER)).toBe(false);
    expect(isRestricted({ ...NO_FILTER, search: '  ' })).toBe(false);
  });

  it('asks for a difficulty, a lesson, and how far one got', () => {
    expect([shows({ difficulty: 'warm-up' }), shows({ difficulty: 'hard' })]).toEqual([true, false]);
    expect([shows({ lesson: 'polling' }), shows({ lesson: 'frames' })]).toEqual([true, false]);
    expect([shows({ state: 'solved' }, 'solved'), shows({ state: 'solved' }, 'tried')]).toEqual([true, false]);
    expect([shows({ state: 'unsolved' }, 'tried'), shows({ state: 'unsolved' }, 'solved')]).toEqual([true, false]);
  });

  it('finds words of title, summary and concepts in any order and case, and the number', () => {
    for (const search of ['JITTER backoff', 'abortsignal', '02', 'grow', ''])
      expect(shows({ search }), search).toBe(true);
    expect(shows({ search: 'jitter socket' })).toBe(false);
  });
});

describe('a progress that is brought in', () => {
  const attempt = (id: string, solvedAt: number | null = null) => ({
    ...startAttempt({ slug: 'backoff', door: 'terminal', mode: 'practice' }, { id, now: 1 }),
    solvedAt,
  });

  it('says what it would add', () => {
    const mine = putAttempt(NO_PROGRESS, attempt('one'));
    const theirs = putAttempt(putAttempt(NO_PROGRESS, attempt('two', 5)), attempt('three'));
    const brought = readBrought(formatProgress(theirs), mine);
    expect(brought.ok && sayNews(brought.news)).toBe('2 attempts, 1 more challenge solved');
    const again = readBrought(formatProgress(theirs), mergeProgress(mine, theirs));
    expect(again.ok && again.news.attempts).toBe(0);
  });

  it('says why it cannot be read', () => {
    expect(readBrought('{}', NO_PROGRESS)).toMatchObject({ ok: false, reason: expect.stringContaining('version') });
  });
});
