import { findNews, type News, type Progress, ProgressError, readProgress } from '../../../progress/index.ts';
import { count } from '../format.ts';

/** A progress from elsewhere, and what it would add; or why it cannot be read. */
export type Brought = { ok: true; progress: Progress; news: News } | { ok: false; reason: string };

/** Reads a progress that somebody brings, against what is known here. */
export function readBrought(text: string, mine: Progress): Brought {
  try {
    const progress = readProgress(text);
    return { ok: true, progress, news: findNews(mine, progress) };
  } catch (error) {
    if (error instanceof ProgressError) return { ok: false, reason: error.message };
    throw error;
  }
}

/** What a merge adds, in words: `3 attempts, 2 more challenges solved`. */
export function sayNews({ attempts, solved }: News): string {
  const parts = [count(attempts, 'attempt')];
  if (solved.length > 0) parts.push(`${solved.length} more ${solved.length === 1 ? 'challenge' : 'challenges'} solved`);
  return parts.join(', ');
}
