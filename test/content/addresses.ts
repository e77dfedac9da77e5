import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import rehypeSlug from 'rehype-slug';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { claimIds } from '../../content/claims/registry.ts';
import { loadCatalog } from '../../content/catalog.server.ts';
import { loadChallenges } from '../../content/challenges.server.ts';
import { lessonPath, type TextNode, walk } from './lesson-tree.ts';

/** The anchors that the frame of a lesson and its vocabulary bring along. */
const FRAME = ['you-will-learn', 'recap', 'check-yourself', 'challenges', 'sources'];

const known = new Map<string, Promise<string[]>>();

/** The anchors of a lesson: those of its headings as the build makes them, and those of its frame. */
export function lessonAnchors(folder: string): Promise<string[]> {
  const found = known.get(folder) ?? readAnchors(folder);
  known.set(folder, found);
  return found;
}

async function readAnchors(folder: string): Promise<string[]> {
  const ids: string[] = [];
  const collect = () => (tree: unknown) => {
    for (const node of walk(tree as TextNode)) if ('properties' in node) ids.push(idOf(node.properties));
  };
  const processor = createProcessor({
    remarkPlugins: [remarkFrontmatter, remarkGfm],
    rehypePlugins: [rehypeSlug, collect],
  });
  await processor.process(readFileSync(lessonPath(folder), 'utf8'));
  return [...ids.filter((id) => id !== ''), ...FRAME];
}

function idOf(properties: unknown): string {
  const { id } = properties as { id?: unknown };
  return typeof id === 'string' ? id : '';
}

/** Whether the pages have this address. Sections of it are not looked at. */
export function pageExists(path: string): boolean {
  const address = path.replace(/\?.*/, '');
  const [, area = '', name, ...rest] = address.split('/');
  if (area === 'lessons' && name !== undefined) return loadCatalog().some(({ slug }) => slug === name);
  if (area === 'challenges' && name !== undefined && rest.length === 0)
    return loadChallenges().some(({ slug }) => slug === name);
  if (area === 'claims' && name !== undefined) return claimIds().includes(name);
  if (area === 'sheets' && name !== undefined)
    return (
      existsSync(join('content', 'cheatsheets')) && readdirSync(join('content', 'cheatsheets')).includes(`${name}.mdx`)
    );
  return existsSync(join('app', ...address.split('/').filter(Boolean), 'page.tsx'));
}
