import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildState, fingerprintSources } from '../../servers/build.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wirelab-'));
  await write('app/page.tsx', 'one');
  await write('package-lock.json', '{}');
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('buildState', () => {
  it('is missing where nothing was built', async () => {
    expect(await buildState(root)).toBe('missing');
  });

  it('is stale where a build left no note of its sources, as one does that was cut short', async () => {
    await write('.next/BUILD_ID', 'x');
    expect(await buildState(root)).toBe('stale');
  });

  it('is fresh as long as the sources are those of the build, whatever their times', async () => {
    await build();
    await utimes(join(root, 'app/page.tsx'), new Date(), new Date(Date.now() + 60_000));
    expect(await buildState(root)).toBe('fresh');
  });

  it.each([
    ['a source changes', () => write('app/page.tsx', 'two')],
    ['one is added', () => write('lib/ui/new.css', '')],
    ['one is renamed', () => rename(join(root, 'app/page.tsx'), join(root, 'app/other.tsx'))],
    ['one is removed', () => rm(join(root, 'app/page.tsx'))],
    ['a server changes, of which a lesson may show a region', () => write('servers/sse.ts', '')],
    ['a test changes of which a lesson shows a region', () => write('test/support/lab.ts', '')],
    ['a dependency changes', () => write('package-lock.json', '{ }')],
  ])('is stale when %s', async (_, change) => {
    await build();
    await change();
    expect(await buildState(root)).toBe('stale');
  });

  it('is stale where the pages are to be published at another address', async () => {
    await build();
    vi.stubEnv('SITE_URL', 'https://wirelab.example');
    expect(await buildState(root)).toBe('stale');
    vi.unstubAllEnvs();
    expect(await buildState(root)).toBe('fresh');
  });

  it.each(['test/x.test.ts', 'README.md', 'challenges/01-a/work/mine.ts', 'challenges/progress.json', 'app/.DS_Store'])(
    'stays fresh when %s appears, which no page is made from',
    async (path) => {
      await build();
      await write(path, 'x');
      expect(await buildState(root)).toBe('fresh');
    },
  );
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** Leaves what a finished build leaves. */
async function build(): Promise<void> {
  await write('.next/BUILD_ID', 'x');
  await write('.next/wirelab-sources', await fingerprintSources(root));
}
