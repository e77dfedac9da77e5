import { type Attempt, type Progress, putAttempt, startAttempt } from '../../progress/index.ts';
import { newId } from '../lab/new-id.ts';

/** After so long without a change, what comes next is another sitting, in milliseconds. */
export const SITTING_MS = 4 * 60 * 60 * 1000;

/** The attempt that somebody is at: the last one in this mode, in a browser, that was neither ended nor left for long. */
export function currentAttempt(
  { attempts }: Progress,
  { slug, mode, now = Date.now() }: { slug: string; mode: Attempt['mode']; now?: number },
): Attempt | undefined {
  return attempts
    .filter((it) => it.slug === slug && it.mode === mode && it.door === 'browser' && it.endedAt === null)
    .filter(({ updatedAt }) => mode === 'interview' || now - updatedAt < SITTING_MS)
    .toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
}

/** The progress after a change of the current practice attempt, which begins with it where there is none. */
export function changePractice(progress: Progress, slug: string, change: (attempt: Attempt) => Attempt): Progress {
  const attempt =
    currentAttempt(progress, { slug, mode: 'practice' }) ??
    startAttempt({ slug, door: 'browser', mode: 'practice' }, { id: newId() });
  return putAttempt(progress, change(attempt));
}
