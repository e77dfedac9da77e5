import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The sheets in their order: the last parts of their addresses, and the names of their files. */
export const SHEETS = [
  'websocket',
  'sse',
  'socket-io',
  'long-polling',
  'close-codes',
  'choosing',
  'debugging',
] as const;

const text = z.string().trim().min(1);

const schema = z.strictObject({
  title: text.max(40),
  summary: text.max(160),
  /** The slugs of the lessons that it sums up. */
  lessons: z.array(text).min(1),
  sources: z.array(z.strictObject({ title: text, href: z.url({ protocol: /^https$/ }) })).min(1),
});

/** A sheet: what a printed page has to say of one subject. */
export interface Sheet extends z.infer<typeof schema> {
  slug: string;
}

/** The sheets with their front matter, in order. @throws {Error} naming the file and what is wrong in it */
export function loadSheets(): Sheet[] {
  return SHEETS.map((slug) => {
    const file = join(process.cwd(), 'content', 'cheatsheets', `${slug}.mdx`);
    const block = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(readFileSync(/* turbopackIgnore: true */ file, 'utf8'))?.[1];
    const result = schema.safeParse(block === undefined ? undefined : parse(block));
    if (!result.success) throw new Error(`${slug}.mdx: ${z.prettifyError(result.error)}`);
    return { slug, ...result.data };
  });
}
