import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of the hints to a challenge. */
export interface Hint {
  title: string;
  text: string;
}

/** A text of a challenge's folder; empty where there is none. */
export function readChallengeText(folder: string, path: string): string {
  const file = join(folder, ...path.split('/'));
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
}

/** The hints in their order: each a heading of the second level, with what stands below it. */
export function readHints(folder: string): Hint[] {
  return readChallengeText(folder, 'hints.md')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const end = section.includes('\n') ? section.indexOf('\n') : section.length;
      return { title: section.slice(0, end).trim(), text: section.slice(end).trim() };
    });
}
