import { loadHints } from '../../../../content/challenges.server.ts';
import { renderMarkdown } from '../../../../lib/ui/challenge/markdown.server.ts';
import type { HintsFile } from '../../../../lib/ui/challenge/texts.ts';
import { challengeOf, type ChallengeProps, listSlugs } from '../challenge-of.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = listSlugs;

/** The hints of a challenge, for a page that is asked for one. */
export async function GET(_request: Request, { params }: ChallengeProps): Promise<Response> {
  const { folder } = challengeOf((await params).slug);
  const hints = await Promise.all(
    loadHints({ folder }).map(async ({ title, text }) => ({
      title,
      html: await renderMarkdown(text, { root: process.cwd() }),
    })),
  );
  return Response.json({ hints } satisfies HintsFile);
}
