import { notFound } from 'next/navigation';
import { type Challenge, loadChallenges } from '../../../content/challenges.server.ts';

/** What a page or a route of a challenge gets. */
export interface ChallengeProps {
  params: Promise<{ slug: string }>;
}

/** The addresses of all challenges: what is not there when the pages are built does not exist. */
export function listSlugs(): { slug: string }[] {
  return loadChallenges().map(({ slug }) => ({ slug }));
}

/** The challenge of an address. */
export function challengeOf(slug: string): Challenge {
  return loadChallenges().find((challenge) => challenge.slug === slug) ?? notFound();
}
