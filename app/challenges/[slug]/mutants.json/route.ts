import { loadMutants } from '../../../../content/challenges.server.ts';
import type { MutantsFile } from '../../../../lib/ui/challenge/texts.ts';
import { challengeOf, type ChallengeProps, listSlugs } from '../challenge-of.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = listSlugs;

/** The wrong answers that the grade of a challenge has to reject. */
export async function GET(_request: Request, { params }: ChallengeProps): Promise<Response> {
  const mutants = loadMutants(challengeOf((await params).slug));
  return Response.json({ mutants } satisfies MutantsFile);
}
