import { z } from 'zod';

/** How hard a challenge is, the gentlest first. */
export const DIFFICULTIES = ['warm-up', 'core', 'hard'] as const;

export type Difficulty = (typeof DIFFICULTIES)[number];

const text = z.string().trim().min(1);

const schema = z.strictObject({
  id: z.int().min(1).max(99),
  title: text.max(60),
  summary: text.max(160),
  difficulty: z.enum(DIFFICULTIES),
  minutes: z.int().min(1).max(240),
  lessons: z.array(text),
  concepts: z.array(text.max(40)).min(2).max(6),
  interviewers: z.array(text.max(400)).min(2).max(4),
});

/** What a challenge says of itself, in its `challenge.json`. */
export type ChallengeMeta = z.infer<typeof schema>;

/**
 * Reads and checks a `challenge.json`.
 *
 * @throws {TypeError} naming every field that is missing, wrong or unknown
 */
export function readChallengeMeta(json: string): ChallengeMeta {
  return check(schema, json);
}

const names = z.array(text);

const matrices = z.record(
  z.string(),
  z.object({
    tests: names,
    start: names,
    mutants: z.array(z.object({ name: text, mistake: text, caughtBy: text, failed: names })),
  }),
);

/** The measured tables of all challenges: which tests reject which wrong answer. */
export type Matrices = z.infer<typeof matrices>;

/**
 * Reads and checks a `matrix.json`.
 *
 * @throws {TypeError} naming every field that is missing or wrong
 */
export function readMatrices(json: string): Matrices {
  return check(matrices, json);
}

function check<T>(shape: z.ZodType<T>, json: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new TypeError('Expected JSON', { cause });
  }
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new TypeError(problems.join('; '));
}
