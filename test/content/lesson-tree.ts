import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** A node of a text's syntax tree, as far as the lint looks at it. */
export interface TextNode {
  type: string;
  name?: string | null;
  value?: string;
  /** What follows the language of a code block. */
  meta?: string | null;
  url?: string;
  depth?: number;
  children?: readonly TextNode[];
  attributes?: readonly { name?: string; value?: unknown }[];
  position?: { start: { line: number } };
}

/** A block of running text: a paragraph, a list item, a table. */
export interface Block {
  node: TextNode;
  /** The components around it, from the outside in. */
  inside: readonly string[];
  line: number;
}

const processor = createProcessor({ remarkPlugins: [remarkFrontmatter, remarkGfm] });

/** Reads a text's syntax tree. */
export function readTree(path: string): TextNode {
  return processor.parse(readFileSync(path, 'utf8')) as TextNode;
}

/** The path of a lesson's text. */
export function lessonPath(folder: string): string {
  return join('content', 'lessons', folder, 'lesson.mdx');
}

/** All nodes of a tree, each after those around it. */
export function* walk(node: TextNode): Generator<TextNode> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

/** The blocks of running text, in order. A list item is one block with what is in it, and so is a table. */
export function blocksOf(tree: TextNode): Block[] {
  const blocks: Block[] = [];
  const visit = (node: TextNode, inside: readonly string[]): void => {
    if (node.type === 'paragraph' || node.type === 'listItem' || node.type === 'table') {
      blocks.push({ node, inside, line: node.position?.start.line ?? 0 });
      return;
    }
    const around = node.type.startsWith('mdxJsx') && node.name ? [...inside, node.name] : inside;
    for (const child of node.children ?? []) visit(child, around);
  };
  visit(tree, []);
  return blocks;
}

/** What stands inside a line, so that what follows it may belong to the same word. */
const INLINE = new Set(['paragraph', 'heading', 'emphasis', 'strong', 'link', 'tableCell', 'mdxJsxTextElement']);

/** What a reader reads of a node, without code. */
export function proseOf(node: TextNode): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'inlineCode' || node.type === 'code') return ' ';
  return (node.children ?? []).map(proseOf).join(INLINE.has(node.type) ? '' : ' ');
}

/** The value of an attribute of a component, where it is text. */
export function attributeOf(node: TextNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** What has digits in it and is a name: versions, standards, sections, and the codes of HTTP and WebSocket. */
const NAMES = [
  /\b(?:HTTP|TLS)\/?\s?[123](?:\.\d)?\b/g,
  /\b(?:SHA-1|SHA-256|HS256|UTF-8|UTF-16|base64|IPv[46]|ISO 8601|ES20\d\d|k8s|OAuth 2|E2E)\b/gi,
  /\b(?:RFC|section|sections|Node|Node\.js|Chromium|Chrome|Firefox|Safari|version|versions|lesson|challenge|step|port|ports|ALB|since|React|Vitest|Manifest V)\s\d[\d.]*\b(?:\s?(?:,|and|or|to)\s?\d[\d.]*\b)*/g,
  new RegExp(`\\b(?:${Object.keys(STATUS_CODES).join('|')})\\b`, 'g'),
  /\b(?:10(?:0\d|1[0-5])|3000|3003|3008|4[0-4]\d\d)(?:\s?(?:–|to)\s?(?:2999|3999|4999))?\b/g,
];

/** The numbers of a text that are measurements, sizes or limits, and not names. */
export function numbersIn(text: string): string[] {
  const left = NAMES.reduce((rest, name) => rest.replace(name, ' '), text);
  return left.match(/\d[\d,.]*(?:\s?%)?/g) ?? [];
}
