import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@mdx-js/mdx';
import rehypeSlug from 'rehype-slug';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import type { Lesson } from './catalog.server.ts';

/** A part of a lesson under a heading of its own. */
export interface Section {
  /** The anchor of its heading; empty for what stands before the first one. */
  id: string;
  title: string;
  level: 2 | 3;
  /** All that it says, with one space between the words: prose, tables, code, questions and answers. */
  text: string;
}

/** The components that bring a heading of their own: its anchor, and what it says. */
const OWN_HEADINGS: Readonly<Record<string, { id: string; title: string }>> = {
  Learn: { id: 'you-will-learn', title: 'You will learn' },
  Recap: { id: 'recap', title: 'Recap' },
  Check: { id: 'check-yourself', title: 'Check yourself' },
};

/** The attributes of components that a reader sees. */
const SHOWN_ATTRIBUTES = new Set(['title', 'ask', 'label', 'claim']);

/** As much of a tree as is looked at here. */
interface Node {
  type: string;
  tagName?: string;
  name?: string | null;
  value?: unknown;
  properties?: Readonly<Record<string, unknown>>;
  attributes?: readonly { name?: string; value?: unknown }[];
  children?: readonly Node[];
}

/**
 * Splits the text of a lesson at its headings, with the very anchors that its page has.
 *
 * @param mdx the lesson as it was written, with its front matter
 */
export async function readSections(mdx: string): Promise<Section[]> {
  const sections: Section[] = [];
  const collect = () => (tree: Node) => {
    let words: string[] = [];
    let open: Omit<Section, 'text'> = { id: '', title: '', level: 2 };
    const close = (): void => {
      const text = words.join('').replaceAll(/\s+/g, ' ').trim();
      if (open.id !== '' || text !== '') sections.push({ ...open, text });
      words = [];
    };
    const walk = (nodes: readonly Node[]): void => {
      for (const node of nodes) {
        const heading = headingOf(node);
        if (heading !== undefined) {
          close();
          open = heading;
          if (node.tagName !== undefined) continue;
        }
        const around = isInline(node) ? '' : ' ';
        words.push(around, ...shownWords(node));
        walk(node.children ?? []);
        words.push(around);
      }
    };
    walk(tree.children ?? []);
    close();
  };
  await compile(mdx, { remarkPlugins: [remarkFrontmatter, remarkGfm], rehypePlugins: [rehypeSlug, collect] });
  return sections;
}

function headingOf(node: Node): Omit<Section, 'text'> | undefined {
  if (node.name && Object.hasOwn(OWN_HEADINGS, node.name))
    return { level: 2, id: '', title: '', ...OWN_HEADINGS[node.name] };
  const level = node.tagName === 'h2' ? 2 : node.tagName === 'h3' ? 3 : undefined;
  const id = node.properties?.id;
  if (level === undefined || typeof id !== 'string') return undefined;
  return { id, level, title: textOf(node).replaceAll(/\s+/g, ' ').trim() };
}

function textOf(node: Node): string {
  return node.type === 'text' ? String(node.value) : (node.children ?? []).map(textOf).join('');
}

function shownWords(node: Node): string[] {
  if (node.type === 'text') return [String(node.value)];
  return (node.attributes ?? []).flatMap(({ name = '', value }) =>
    SHOWN_ATTRIBUTES.has(name) && typeof value === 'string' ? [` ${value} `] : [],
  );
}

/** What stands in a line of text, so that no space is between it and a comma behind it. */
const INLINE = new Set(['a', 'code', 'del', 'em', 'strong', 'sub', 'sup']);

function isInline({ type, tagName = '' }: Node): boolean {
  return type === 'text' || type === 'mdxJsxTextElement' || INLINE.has(tagName);
}

const read = new Map<string, Promise<Section[]>>();

/** The sections of a lesson of the course. */
export function loadSections({ folder }: Pick<Lesson, 'folder'>): Promise<Section[]> {
  const file = join(process.cwd(), 'content', 'lessons', folder, 'lesson.mdx');
  // While pages are being written they change between two requests; while they are built they do not.
  const isKept = process.env.NODE_ENV === 'production';
  const sections =
    (isKept ? read.get(file) : undefined) ?? readSections(readFileSync(/* turbopackIgnore: true */ file, 'utf8'));
  read.set(file, sections);
  return sections;
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}
