import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where the challenges lie. */
export const CHALLENGES = resolve(import.meta.dirname);

const META = z.object({
  id: z.int(),
  title: z.string(),
  summary: z.string(),
  difficulty: z.enum(['warm-up', 'core', 'hard']),
  minutes: z.int(),
  lessons: z.array(z.string()),
  concepts: z.array(z.string()),
  interviewers: z.array(z.string()),
});

/** A challenge, as its folder describes it. */
export interface Challenge extends z.infer<typeof META> {
  /** Its name without the number. */
  slug: string;
  /** Its folder, absolute. */
  folder: string;
  /** Whether it has a grade against the lab's real servers as well. */
  live: boolean;
}

/** A challenge that is asked for by a part of its name, or why none is found: no name has that part, or several have. */
export type Found =
  | { type: 'found'; challenge: Challenge }
  | { type: 'unknown'; near: readonly Challenge[] }
  | { type: 'ambiguous'; candidates: readonly Challenge[] };

/** The challenges of a folder, in the order of their numbers. */
export function listChallenges(root: string = CHALLENGES): Challenge[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name))
    .filter((entry) => existsSync(join(root, entry.name, 'challenge.json')))
    .map(({ name }) => {
      const folder = join(root, name);
      const meta = META.parse(JSON.parse(readFileSync(join(folder, 'challenge.json'), 'utf8')));
      return { ...meta, slug: name.slice(3), folder, live: existsSync(join(folder, 'live.test.ts')) };
    })
    .toSorted((a, b) => a.id - b.id);
}

/** Finds a challenge by its name, its number, or any part of its name that only it has. */
export function findChallenge(asked: string, challenges: readonly Challenge[]): Found {
  const words = asked.trim().toLowerCase();
  const named = (challenge: Challenge) => `${String(challenge.id).padStart(2, '0')}-${challenge.slug}`;
  const exact = challenges.find(
    (challenge) =>
      challenge.slug === words ||
      named(challenge) === words ||
      (/^\d{1,2}$/.test(words) && challenge.id === Number(words)),
  );
  if (exact !== undefined) return { type: 'found', challenge: exact };
  const candidates = words === '' ? [] : challenges.filter((challenge) => named(challenge).includes(words));
  const [only] = candidates;
  if (only === undefined) return { type: 'unknown', near: nearest(words, challenges) };
  return candidates.length === 1 ? { type: 'found', challenge: only } : { type: 'ambiguous', candidates };
}

/** How much of the longer of two names has to be in both, for one to be taken for the other. */
const MIN_LIKENESS = 0.25;

/** The challenges whose names share the most neighbouring letters with what was typed, at most three. */
function nearest(words: string, challenges: readonly Challenge[]): Challenge[] {
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (letter, index) => `${text[index]}${letter}`));
  const asked = pairs(words);
  const likeness = (slug: string) => {
    const mine = pairs(slug);
    return [...mine].filter((pair) => asked.has(pair)).length / Math.max(mine.size, asked.size);
  };
  return challenges
    .map((challenge) => ({ challenge, likeness: likeness(challenge.slug) }))
    .filter(({ likeness }) => likeness >= MIN_LIKENESS)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ challenge }) => challenge);
}
