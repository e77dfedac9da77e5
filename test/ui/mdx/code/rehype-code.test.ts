import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Element, Root, RootContent } from 'hast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import rehypeCode from '../../../../lib/ui/mdx/code/rehype-code.mjs';

/** The plugin hands it on and never looks inside. */
const FILE = {} as Parameters<ReturnType<typeof rehypeCode>>[1];

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wirelab-code-'));
  writeFileSync(join(root, 'a.ts'), "// #region one\nexport const answer = 'x<y';\n// #endregion one\n");
});

afterAll(() => rmSync(root, { recursive: true }));

function fence(language: string, { meta = '', body = '' } = {}): Element {
  const code: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className: [`language-${language}`] },
    children: body === '' ? [] : [{ type: 'text', value: body }],
  };
  if (meta !== '') code.data = { meta } as NonNullable<Element['data']>;
  return { type: 'element', tagName: 'pre', properties: {}, children: [code] };
}

async function transform(...children: Element[]): Promise<Root> {
  const tree: Root = { type: 'root', children };
  await rehypeCode({ root })(tree, FILE);
  return tree;
}

function all(node: Root | RootContent, tagName: string): Element[] {
  const inside = 'children' in node ? node.children.flatMap((child) => all(child, tagName)) : [];
  return node.type === 'element' && node.tagName === tagName ? [node, ...inside] : inside;
}

function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

describe('rehypeCode', () => {
  it('fills an empty fence with the region of the real file and names both in the caption', async () => {
    const tree = await transform(fence('ts', { meta: 'file=a.ts region=one' }));
    const [figure] = all(tree, 'figure');
    expect(figure?.properties.className).toEqual(['code']);
    expect(all(tree, 'pre').map(textOf)).toEqual(["export const answer = 'x<y';"]);
    expect(textOf(all(tree, 'figcaption')[0] ?? tree)).toBe('a.ts#oneTypeScriptCopy');
  });

  it('shows the whole file where no region is named', async () => {
    const tree = await transform(fence('ts', { meta: 'file=a.ts' }));
    expect(textOf(all(tree, 'pre')[0] ?? tree).split('\n')).toHaveLength(3);
  });

  it('colours by classes that both themes share, and writes no inline style', async () => {
    const tree = await transform(fence('ts', { body: 'const a = "b"; // c\n' }));
    const html = JSON.stringify(tree);
    expect(html).not.toContain('style');
    const spans = all(tree, 'span').filter(({ properties }) => properties.class !== undefined);
    const classes = Object.fromEntries(spans.map((span) => [textOf(span).trim(), span.properties.class]));
    expect(classes).toMatchObject({ const: 'tk', '"b"': 'ts', '// c': 'tc' });
  });

  it.each(['ts', 'tsx', 'js', 'json', 'http', 'bash', 'html', 'css', 'nginx', 'text'])(
    'knows a class for every colour of %s',
    async (language) => {
      const body = SAMPLES[language] ?? 'plain\n';
      await expect(transform(fence(language, { body }))).resolves.toBeDefined();
    },
  );

  it('lets a long block be scrolled by keyboard', async () => {
    const tree = await transform(fence('text', { body: 'a\n' }));
    expect(all(tree, 'pre')[0]?.properties.tabindex).toBe('0');
  });

  it('finds fences inside other elements', async () => {
    const wrapper: Element = {
      type: 'element',
      tagName: 'div',
      properties: {},
      children: [fence('bash', { body: 'ls\n' })],
    };
    expect(all(await transform(wrapper), 'figure')).toHaveLength(1);
  });

  it('ends the build on a missing file, a vanished region, a pasted body and an unknown language', async () => {
    await expect(transform(fence('ts', { meta: 'file=b.ts region=one' }))).rejects.toThrow('file b.ts, region one');
    await expect(transform(fence('ts', { meta: 'file=a.ts region=two' }))).rejects.toThrow('file a.ts, region two');
    await expect(transform(fence('ts', { meta: 'file=a.ts region=one', body: 'pasted' }))).rejects.toThrow(
      'empty fence',
    );
    await expect(transform(fence('python', { body: 'x' }))).rejects.toThrow('`python`');
  });
});

const SAMPLES: Readonly<Record<string, string>> = {
  ts: '@dec\nexport class A<T extends B> implements C { #x?: number = 1e3; get y() { return `${this.#x}\\n` as const; } }\nconst r = /a[b-c]+(?<n>\\d)/gu; for await (const [k, { v }] of f?.(x)) throw new Error("e"); type M = { [K in keyof T]-?: T[K] };\nenum E { A }\n/** @throws {TypeError} d */\n',
  tsx: 'export const A = ({ b }: P) => <div className="c" {...b}>{b.map((x) => <B key={x} />)} text &amp;</div>;\n',
  js: 'import a, { b as c } from "d";\nexport default async function* f(...xs) { yield* a; label: while (true) break label; delete x.y; }\n',
  json: '{ "a": [1, -2.5e3, true, null, "\\u0041"], "b": {} }\n',
  http: 'HTTP/1.1 200 OK\nContent-Type: text/event-stream\nWirelab-Log: a\n\nid: 1\ndata: {"a":1}\n\nGET /events?topic=a&after=3 HTTP/1.1\nHost: localhost:3101\n',
  bash: 'FOO=bar npm run server -- sse | grep -v "$X" > /dev/null 2>&1 && for i in $(seq 3); do echo "${i}"; done # c\ncurl -sN \'http://localhost:3103/events?topic=a\' \\\n  -H "Last-Event-ID: 3"\n',
  html: '<!doctype html><!-- c --><a href="b" hidden>t</a><script>new EventSource("/events").onmessage = (e) => e</script><style>a { color: red }</style>\n',
  css: '@media (max-width: 40rem) { .a:hover > b::before { color: var(--ink, #fff) !important; content: "\\201C"; } }\n',
};
