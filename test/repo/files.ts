import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What lies in the project's folder without being part of it: installed, built, or written by a run. */
const NOT_OURS = new Set([
  '.git',
  '.next',
  'node_modules',
  'test-results',
  'playwright-report',
  'work',
  'next-env.d.ts',
]);

/** The paths of all our files below `folder`, from the root, with `/` on every system. */
export function listFiles(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name) && !name.endsWith('.tsbuildinfo') && name !== '.DS_Store')
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

/** Our files that hold program text. */
export function listSources(): string[] {
  return listFiles().filter((path) => /\.(ts|tsx|mjs|mdx)$/.test(path));
}

/** The text of one of our files. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
