import { createProcessor } from '@mdx-js/mdx';
import type { Root } from 'hast';
import remarkGfm from 'remark-gfm';
import { hastToHtml } from 'shiki/core';
import rehypeCode from '../mdx/code/rehype-code.mjs';

/**
 * Renders Markdown into HTML while the pages are built, its code highlighted as in the lessons: for texts that come when
 * a reader asks for them, such as a hint.
 *
 * @param root the project's folder, which paths behind a fence start from
 * @throws {TypeError} on anything that is no Markdown: such a text holds no components
 */
export async function renderMarkdown(text: string, { root }: { root: string }): Promise<string> {
  let tree: Root | undefined;
  const processor = createProcessor({
    format: 'md',
    remarkPlugins: [remarkGfm],
    rehypePlugins: [
      [rehypeCode, { root }],
      () => (rendered: Root) => {
        tree = structuredClone(rendered);
      },
    ],
  });
  await processor.process(text);
  if (tree === undefined) throw new TypeError('Expected the Markdown to give a tree');
  return hastToHtml(tree);
}
