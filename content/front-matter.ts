import { parse } from 'yaml';
import { z } from 'zod';
import { TRANSPORT_IDS } from '../lib/protocol/index.ts';

const text = z.string().trim().min(1);

const schema = z.strictObject({
  title: text.max(60),
  summary: text.max(200),
  minutes: z.int().min(1).max(60),
  transport: z.enum(TRANSPORT_IDS).optional(),
  sources: z.array(z.strictObject({ title: text, href: z.url({ protocol: /^https$/ }) })).min(1),
});

/** What a lesson says of itself, between two lines of `---` at its top. */
export type FrontMatter = z.infer<typeof schema>;

const BLOCK = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/**
 * Reads and checks the front matter of a lesson: `title`, `summary`, `minutes`, `sources`, perhaps `transport`, and
 * nothing else.
 *
 * @throws {TypeError} naming every field that is missing, wrong or unknown
 */
export function readFrontMatter(lesson: string): FrontMatter {
  const block = BLOCK.exec(lesson);
  if (block?.[1] === undefined) throw new TypeError('Expected the lesson to begin with front matter between `---`');
  const result = schema.safeParse(parse(block[1]));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'front matter'}: ${message}`);
  throw new TypeError(problems.join('; '));
}
