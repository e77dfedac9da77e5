import { describe, expect, it } from 'vitest';
import remarkGlossary from '../../../lib/ui/mdx/glossary/remark-glossary.mjs';

interface TextNode {
  type: string;
  value?: string;
  url?: string;
  children?: TextNode[];
}

const TERMS = [
  { id: 'close-code', term: 'close code', forms: ['close code', 'close codes'], lesson: 'closing' },
  { id: 'fin', term: 'FIN', forms: ['FIN'], lesson: 'frames' },
  { id: 'jitter', term: 'jitter', lesson: 'reconnecting' },
];

const text = (value: string): TextNode => ({ type: 'text', value });
const paragraph = (...children: TextNode[]): TextNode => ({ type: 'paragraph', children });

/** The tree after the plugin, as text: a link is `[word](id)`. */
function linked(...children: TextNode[]): string {
  const tree: TextNode = { type: 'root', children };
  remarkGlossary({ terms: TERMS })(tree);
  const write = (node: TextNode): string => {
    const inside = (node.children ?? []).map(write).join('');
    return node.type === 'link' ? `[${inside}](${node.url ?? ''})` : `${node.value ?? ''}${inside}`;
  };
  return write(tree);
}

describe('remarkGlossary', () => {
  it('links the first use of a term, and no later one', () => {
    expect(linked(paragraph(text('Jitter, and jitter.')), paragraph(text('jitter')))).toBe(
      '[Jitter](/glossary#jitter), and jitter.jitter',
    );
  });

  it('knows the forms of a term, and whole words alone', () => {
    expect(linked(paragraph(text('Two close codes; unclose codes; jittery.')))).toBe(
      'Two [close codes](/glossary#close-code); unclose codes; jittery.',
    );
  });

  it('takes a form in capitals as it is written', () => {
    expect(linked(paragraph(text('A fin is no FIN.')))).toBe('A fin is no [FIN](/glossary#fin).');
  });

  it('passes over headings, links and code', () => {
    const tree = [
      { type: 'heading', children: [text('jitter')] },
      paragraph({ type: 'link', url: '/x', children: [text('jitter')] }),
      paragraph({ type: 'inlineCode', value: 'jitter' }),
    ];
    expect(linked(...tree)).toBe('jitter[jitter](/x)jitter');
    expect(linked(...tree, paragraph(text('jitter')))).toBe('jitter[jitter](/x)jitter[jitter](/glossary#jitter)');
  });

  it('begins anew with each text', () => {
    const plugin = remarkGlossary({ terms: TERMS });
    for (let count = 0; count < 2; count++) {
      const tree: TextNode = { type: 'root', children: [paragraph(text('jitter'))] };
      plugin(tree);
      expect(JSON.stringify(tree)).toContain('/glossary#jitter');
    }
  });
});
