import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { timeStamp } from './time-stamp.ts';

/** Where the learner's answer to a challenge lies. */
export function answerPath(folder: string): string {
  return join(folder, 'work', 'answer.ts');
}

/** Makes the answer from the start if there is none. Tells whether it did. */
export function ensureAnswer(folder: string): boolean {
  const path = answerPath(folder);
  if (existsSync(path)) return false;
  mkdirSync(join(folder, 'work'), { recursive: true });
  copyFileSync(join(folder, 'start', 'answer.ts'), path);
  return true;
}

/** Puts the start in the place of the answer, which is kept with a time stamp: its new path, `null` where there was none. */
export function startAgain(folder: string, now = new Date()): string | null {
  const path = answerPath(folder);
  let kept: string | null = null;
  if (existsSync(path)) {
    kept = join(folder, 'work', `answer.${timeStamp(now)}.ts`);
    renameSync(path, kept);
  }
  ensureAnswer(folder);
  return kept;
}
