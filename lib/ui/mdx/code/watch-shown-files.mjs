// @ts-check
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path behind a fence's language, as fence.mjs reads it. */
const FILE = /^[ \t]*`{3,}\w+[ \t].*?\bfile=(?:"([^"]+)"|(\S+))/gm;

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * A loader that changes nothing: it tells the bundler which files a lesson shows, so that the lesson is compiled again
 * when one of them changes. Without it a cached build would go on showing code that has changed since.
 *
 * @this {{ addDependency(file: string): void, getOptions(): { root: string } }}
 * @param {string} source the text of the lesson
 */
// A loader is called with the loader's context as `this`; there is no other way to it.
// oxlint-disable oxc/no-this-in-exported-function
export default function watchShownFiles(source) {
  const { root } = this.getOptions();
  for (const [, quoted, bare] of source.matchAll(FILE)) this.addDependency(join(root, quoted ?? bare ?? ''));
  // What compiles the fences counts as well.
  for (const name of readdirSync(HERE)) this.addDependency(join(HERE, name));
  return source;
}
