import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runNext } from './next-process.ts';

/**
 * What a build is made from: the pages, what they import, and the servers and challenges, of which the lessons show
 * regions.
 */
const SOURCE_FOLDERS = ['app', 'content', 'lib', 'servers', 'challenges'];
const SOURCE_FILES = [
  'mdx-components.tsx',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'tsconfig.json',
  // Of these, lessons show regions. Whoever changes another test need not wait for a build.
  'test/contract/behaviours.ts',
  'test/support/lab.ts',
  'test/transports/outbox.test.ts',
];

/** What a learner writes lies below the sources, and is no part of the pages. */
const NOT_SOURCES = new Set(['node_modules', 'work', 'progress.json']);

/** A build that failed. What went wrong has been printed by Next. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/** What {@link buildPages} and {@link ensureBuild} may be told. */
export interface BuildOptions {
  /** Ends the build when it is aborted. */
  signal?: AbortSignal;
  /** Called when a build is begun, with the reason. */
  onBuild?: (reason: 'missing' | 'stale') => void;
}

/**
 * Builds the pages unless the build that is there was made from the very same sources.
 *
 * @throws {BuildError}
 */
export async function ensureBuild({ signal, onBuild }: BuildOptions = {}): Promise<void> {
  const state = await buildState(ROOT);
  if (state === 'fresh') return;
  onBuild?.(state);
  await buildPages(signal === undefined ? {} : { signal });
}

/**
 * Builds the pages, and notes beside the build what it was made from.
 *
 * @throws {BuildError}
 */
export async function buildPages({ signal }: BuildOptions = {}): Promise<void> {
  const stamp = stampPath(ROOT);
  // A build that is cut short leaves no stamp, and one during which a file was saved leaves that of the older sources.
  await rm(stamp, { force: true });
  const fingerprint = await fingerprintSources(ROOT);
  const build = runNext(['build'], { output: 'inherit' });
  const abort = () => void build.stop();
  signal?.addEventListener('abort', abort);
  const code = await build.exited;
  signal?.removeEventListener('abort', abort);
  if (signal?.aborted) throw new BuildError('The build was stopped');
  if (code !== 0) throw new BuildError(`\`next build\` ended with ${code ?? 'a signal'}`);
  await writeFile(stamp, fingerprint);
}

/** Tells whether the build below `root` was made from the sources as they are now. */
export async function buildState(root: string): Promise<'fresh' | 'stale' | 'missing'> {
  if (!existsSync(join(root, '.next', 'BUILD_ID'))) return 'missing';
  const built = await readFile(stampPath(root), 'utf8').catch(() => undefined);
  return built === (await fingerprintSources(root)) ? 'fresh' : 'stale';
}

/** Tells whether a build is made anew when the file at `path`, from the root, has changed. */
export function isSource(path: string): boolean {
  return SOURCE_FILES.includes(path) || SOURCE_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}

/**
 * One hash over the names and contents of all sources, and the one setting that a build takes in. Contents and not
 * times, because a checkout, a copy or an unpacked archive sets times as it likes.
 */
export async function fingerprintSources(root: string): Promise<string> {
  const folders = await Promise.all(SOURCE_FOLDERS.map((folder) => filesBelow(root, folder)));
  const paths = [...SOURCE_FILES.filter((path) => existsSync(join(root, path))), ...folders.flat()].toSorted();
  const hash = createHash('sha256').update(`${process.env.SITE_URL ?? ''}\0`);
  for (const path of paths) {
    const content = await readFile(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The paths of all files below a folder, from the root, with `/` on every system. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !NOT_SOURCES.has(name))
      .map((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(root, path) : [path];
      }),
  );
  return found.flat();
}

function stampPath(root: string): string {
  return join(root, '.next', 'wirelab-sources');
}

// `npm run build`
if (process.argv[1] === import.meta.filename) {
  await buildPages().catch((error: unknown) => {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
