import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const text = z.string().trim().min(1);

const schema = z.array(
  z.strictObject({
    /** Its anchor on /glossary, in kebab-case. */
    id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    term: text,
    /** One to three sentences. */
    text,
    /** The slug of the lesson that explains it. */
    lesson: text,
    /** How it is written in the texts; a form with a capital counts only with it. Left out: the term as it stands. */
    forms: z.array(text).min(1).optional(),
  }),
);

/** A term of the field, as the course means it. */
export type GlossaryEntry = z.infer<typeof schema>[number];

/** The terms in the order of the alphabet, from `content/glossary.json`. @throws {z.ZodError} naming what is wrong */
export function loadGlossary(): GlossaryEntry[] {
  const file = join(process.cwd(), 'content', 'glossary.json');
  const entries = schema.parse(JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')));
  return entries.sort((a, b) => a.term.localeCompare(b.term, 'en'));
}
