import { loadSolution } from '../../../../content/challenges.server.ts';
import { renderMarkdown } from '../../../../lib/ui/challenge/markdown.server.ts';
import type { SolutionFile } from '../../../../lib/ui/challenge/texts.ts';
import { challengeOf, type ChallengeProps, listSlugs } from '../challenge-of.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = listSlugs;

/** The reference answer and the notes on it, for a page that is asked for them. */
export async function GET(_request: Request, { params }: ChallengeProps): Promise<Response> {
  const { code, notes } = loadSolution(challengeOf((await params).slug));
  const html = await renderMarkdown(notes, { root: process.cwd() });
  return Response.json({ code, html } satisfies SolutionFile);
}
