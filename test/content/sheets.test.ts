import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTLINE } from '../../content/outline.ts';
import { loadSheets } from '../../content/sheets.server.ts';
import { pageExists } from './addresses.ts';
import { proseOf, readTree, walk } from './lesson-tree.ts';
import { createSpelling } from './spelling.ts';

const sheets = loadSheets();
const misspelt = createSpelling();

describe('the sheets', () => {
  it('are the files in their folder', () => {
    expect(readdirSync(join('content', 'cheatsheets')).sort()).toEqual(sheets.map(({ slug }) => `${slug}.mdx`).sort());
  });
});

describe.each(sheets)('$slug', ({ slug, lessons }) => {
  const tree = readTree(join('content', 'cheatsheets', `${slug}.mdx`));

  it('sums up lessons that there are', () => {
    const slugs = OUTLINE.map((entry) => entry.slug);
    expect(slugs).toEqual(expect.arrayContaining(lessons));
  });

  it('links to pages that there are, and outside by https alone', () => {
    const links = [...walk(tree)].flatMap((node) => (node.type === 'link' ? [node.url ?? ''] : []));
    expect(links.filter((url) => !url.startsWith('https://') && !pageExists(url))).toEqual([]);
  });

  it('is spelt as British English', () => {
    expect(misspelt(proseOf(tree))).toEqual([]);
  });
});
