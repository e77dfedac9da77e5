import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, putAttempt, recordHints, startAttempt } from '../../../lib/progress/index.ts';
import { changePractice, currentAttempt, SITTING_MS } from '../../../lib/ui/challenge/practice.ts';

const start = (part: Partial<Parameters<typeof startAttempt>[0]>, id: string, now = 1000) =>
  startAttempt({ slug: 'backoff', door: 'browser', mode: 'practice', ...part }, { id, now });

describe('the current attempt', () => {
  const at = { slug: 'backoff', mode: 'practice', now: 2000 } as const;

  it('is the last one here that was not ended', () => {
    const progress = [start({}, 'old', 900), start({}, 'new'), start({ door: 'terminal' }, 'terminal', 1500)].reduce(
      putAttempt,
      NO_PROGRESS,
    );
    expect(currentAttempt(progress, at)?.id).toBe('new');
    const ended = putAttempt(progress, { ...start({}, 'new'), endedAt: 1200, updatedAt: 1200 });
    expect(currentAttempt(ended, at)?.id).toBe('old');
  });

  it('is none of another challenge, and no interview', () => {
    const progress = [start({ slug: 'rpc' }, 'other'), start({ mode: 'interview' }, 'interview')].reduce(
      putAttempt,
      NO_PROGRESS,
    );
    expect(currentAttempt(progress, at)).toBeUndefined();
    expect(currentAttempt(progress, { ...at, mode: 'interview' })?.id).toBe('interview');
  });

  it('is over after hours without a deed', () => {
    const progress = putAttempt(NO_PROGRESS, start({}, 'one'));
    expect(currentAttempt(progress, { ...at, now: 1000 + SITTING_MS - 1 })?.id).toBe('one');
    expect(currentAttempt(progress, { ...at, now: 1000 + SITTING_MS })).toBeUndefined();
  });

  it('begins with a change where there is none, and is changed where there is one', () => {
    const once = changePractice(NO_PROGRESS, 'backoff', (attempt) => recordHints(attempt, 1));
    const twice = changePractice(once, 'backoff', (attempt) => recordHints(attempt, 2));
    expect(twice.attempts).toMatchObject([{ slug: 'backoff', door: 'browser', mode: 'practice', hints: 2 }]);
    expect(twice.attempts[0]?.id).toMatch(/^[A-Za-z0-9-]{1,64}$/);
  });
});
