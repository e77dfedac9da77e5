import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../content/catalog.server.ts';
import { claimIds } from '../../content/claims/registry.ts';
import { isSource } from '../../servers/build.ts';
import { lessonAnchors, pageExists } from './addresses.ts';
import { attributeOf, blocksOf, lessonPath, numbersIn, proseOf, readTree, type TextNode, walk } from './lesson-tree.ts';
import { createSpelling } from './spelling.ts';

/** In these a number is an instruction, an answer to be judged, or traffic. */
const NOT_PROSE = ['Check', 'Try', 'Wire'];
/** How fast technical prose is read, in words a minute, and what the figure and the questions take, in minutes. */
const READING = { slowest: 60, fastest: 220, besidesText: 3 };

const lessons = loadCatalog();
const texts = lessons.map((lesson) => ({ ...lesson, tree: readTree(lessonPath(lesson.folder)) }));
const figures = new Set([
  'LiveLane',
  ...[...readFileSync('lib/ui/mdx/lesson-figures.tsx', 'utf8').matchAll(/^export const (\w+)/gm)].map(
    ([, name = '']) => name,
  ),
]);
const misspelt = createSpelling();

/** Whether a block shows a claim, or links to a source. */
function carriesProof(node: TextNode): boolean {
  return [...walk(node)].some(
    (each) =>
      each.name === 'Claim' ||
      each.name === 'Folklore' ||
      (each.type === 'link' && each.url?.startsWith('https:') === true),
  );
}

describe.each(texts)('$folder', ({ folder, tree, minutes, title, summary, sources }) => {
  const nodes = [...walk(tree)];

  it('has no number in its prose without a claim or a source beside it', () => {
    const blocks = blocksOf(tree).filter(({ inside }) => !inside.some((name) => NOT_PROSE.includes(name)));
    const unproved = blocks.filter(({ node, inside }, index) => {
      if (numbersIn(proseOf(node)).length === 0 || carriesProof(node)) return false;
      // The source of a table may stand in the paragraph before or after it.
      if (!inside.includes('Facts')) return true;
      return ![blocks[index - 1], blocks[index + 1]].some((near) => near !== undefined && carriesProof(near.node));
    });
    const told = unproved.map(({ node, line }) => {
      const prose = proseOf(node);
      return `line ${line}: ${numbersIn(prose).join(' ')} in “${prose.trim().slice(0, 90)}”`;
    });
    expect(told).toEqual([]);
  });

  it('names claims that there are', () => {
    const named = nodes.filter(({ name }) => name === 'Claim' || name === 'Folklore');
    expect(claimIds()).toEqual(expect.arrayContaining(named.map((node) => attributeOf(node, 'id'))));
  });

  it('has a figure that runs', () => {
    expect(nodes.filter(({ name }) => name !== null && name !== undefined && figures.has(name)).length).toBeGreaterThan(
      0,
    );
  });

  it('links to pages and sections that there are, and outside by https alone', async () => {
    const broken: string[] = [];
    for (const url of nodes.flatMap((node) => (node.type === 'link' ? [node.url ?? ''] : []))) {
      if (url.startsWith('https://')) continue;
      const [path = '', anchor] = url.split('#');
      const target = path === '' ? folder : lessons.find(({ slug }) => `/lessons/${slug}` === path)?.folder;
      if (target === undefined ? !pageExists(path) : anchor && !(await lessonAnchors(target)).includes(anchor)) {
        broken.push(url);
      }
    }
    expect(broken).toEqual([]);
  });

  it('lists no source twice', () => {
    const addresses = sources.map(({ href }) => href);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('takes about as long to read as it says', () => {
    const words = blocksOf(tree).flatMap(({ node }) => proseOf(node).split(/\s+/)).length;
    expect(minutes).toBeGreaterThanOrEqual(words / READING.fastest + READING.besidesText - 1);
    expect(minutes).toBeLessThanOrEqual(words / READING.slowest + READING.besidesText);
  });

  it('is spelt as British English', () => {
    expect(misspelt([title, summary, proseOf(tree)].join('\n'))).toEqual([]);
  });
});

describe('the code that lessons show', () => {
  const shown = texts.flatMap(({ tree, folder }) =>
    [...walk(tree)].flatMap((node) => {
      const file = node.type === 'code' ? /file=(\S+)/.exec(node.meta ?? '')?.[1] : undefined;
      return file === undefined ? [] : [{ file, folder }];
    }),
  );

  it('lies where the types are checked, so that what is shown compiles', () => {
    expect(shown.length).toBeGreaterThan(0);
    // tsconfig.json includes every TypeScript file of the project; another kind of file has no types.
    for (const { file, folder } of shown) expect(file, folder).toMatch(/\.(tsx?|css|conf|json|html)$/);
  });

  it('is part of what a build is made from, so that `npm start` builds again when it has changed', () => {
    const forgotten = shown.filter(({ file }) => !isSource(file));
    expect(forgotten, 'add them to SOURCE_FILES in servers/build.ts').toEqual([]);
  });

  it('is in no folder of a lesson, which holds its text alone', () => {
    for (const { folder } of lessons) expect(readdirSync(`content/lessons/${folder}`)).toEqual(['lesson.mdx']);
  });
});
