import { describe, expect, it } from 'vitest';
import { listFiles, listSources, readText } from './files.ts';

/** What may stand at the top level besides dot-files. */
const TOP_LEVEL = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'app',
  'challenges',
  'content',
  'lib',
  'mdx-components.tsx',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'playwright.config.ts',
  'servers',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
];

/** What no file may say, and why. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\bTODO\b|\bFIXME\b|\bXXX\b/, 'what is unfinished belongs in an issue'],
  [/@ts-ignore|@ts-nocheck|@ts-expect-error/, 'types are mended, not silenced'],
  [
    /\b(?:registry|cdn)\.[a-z-]+\.[a-z]+|unpkg\.com|esm\.sh|fonts\.g[a-z]+\.com/,
    'nothing comes from a registry or a CDN',
  ],
  [/(?:^|["'`( ])\/(?:home|root|tmp|work|Users)\/\w/, 'a path of one machine means nothing on another'],
];

const sources = listSources();
/** All texts, without what npm writes and without this file, which says what it forbids. */
const texts = listFiles()
  .filter((path) => /\.(?:tsx?|mjs|mdx?|css|json|ya?ml)$/.test(path))
  .filter((path) => path !== 'package-lock.json' && path !== 'test/repo/files.test.ts');

function longest(path: string): number {
  if (path.endsWith('/grade.test.ts')) return 500;
  return path.startsWith('test/') || path.endsWith('.test.ts') ? 400 : 300;
}

describe('the files', () => {
  it('leaves the top level to what belongs there', () => {
    const entries = new Set(listFiles().map((path) => path.split('/')[0] ?? ''));
    expect([...entries].filter((name) => !name.startsWith('.') && !TOP_LEVEL.includes(name))).toEqual([]);
  });

  it('has no file that has grown out of its size: 300 lines, a test 400, a grade, which cannot be more than one, 500', () => {
    const grown = sources
      .filter((path) => !path.endsWith('.mdx'))
      .map((path) => ({ path, lines: readText(path).split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > longest(path));
    expect(grown).toEqual([]);
  });

  it('names files for what they hold, in kebab-case', () => {
    const misnamed = sources.filter((path) => {
      const name = path
        .slice(path.lastIndexOf('/') + 1)
        .replace(/\.(?:test|spec|server|config|d)?\.?(?:tsx?|mjs|mdx)$/, '');
      return !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || ['utils', 'helpers', 'common', 'misc'].includes(name);
    });
    expect(misnamed).toEqual([]);
  });

  it.each(FORBIDDEN)('says nowhere %s: %s', (pattern) => {
    expect(texts.flatMap((path) => matches(path, pattern))).toEqual([]);
  });

  it('loads no script, style, font or picture from another host', () => {
    // An address in prose, a link or a `@see` is fine; one that a page would fetch is not.
    const fetched =
      /(?:\bsrc(?:Set)?=|url\(|@import\s|<link[^>]+href=|\bfrom\s+|\bimport\s*\()\s*\{?\s*['"`]?https?:\/\//;
    const pages = texts.filter((path) => /^(?:app|lib|content)\/|^[^/]+\.(?:mjs|tsx)$/.test(path));
    expect(pages.flatMap((path) => matches(path, fetched))).toEqual([]);
  });
});

/** The lines of a file that match, as `path:line: text`. */
function matches(path: string, pattern: RegExp): string[] {
  return readText(path)
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}
