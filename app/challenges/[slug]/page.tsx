import type { MDXModule } from 'mdx/types';
import type { Metadata } from 'next';
import type { JSX } from 'react';
import { loadCatalog } from '../../../content/catalog.server.ts';
import { loadMatrices, loadTexts } from '../../../content/challenges.server.ts';
import { GradeQuality } from '../../../lib/ui/challenge/quality/grade-quality.tsx';
import { Attempts } from '../../../lib/ui/challenge/attempts.tsx';
import { Workbench } from '../../../lib/ui/challenge/workbench.tsx';
import { describePage } from '../../describe-page.ts';
import { ChallengeHead } from './challenge-head.tsx';
import { challengeOf, type ChallengeProps, listSlugs } from './challenge-of.ts';
import styles from './challenge.module.css';
import { Terminal } from './terminal.tsx';

export const dynamicParams = false;
export const generateStaticParams = listSlugs;

export async function generateMetadata({ params }: ChallengeProps): Promise<Metadata> {
  const { slug, title, summary } = challengeOf((await params).slug);
  return describePage({ path: `/challenges/${slug}`, title, description: summary });
}

/** A challenge: its brief beside the editor and what the grade makes of the answer. */
export default async function ChallengePage({ params }: ChallengeProps): Promise<JSX.Element> {
  const challenge = challengeOf((await params).slug);
  const { slug, folder, id, title, minutes, hints, isLive, interviewers } = challenge;
  const { default: Brief } = (await import(`../../../challenges/${folder}/brief.mdx`)) as MDXModule;
  const { start, grade } = loadTexts(challenge);
  const facts = { slug, id, title, minutes, hints, isLive, interviewers, start, grade };
  return (
    <div className={styles.page} data-wide>
      <ChallengeHead challenge={challenge} lessons={loadCatalog()} />
      <noscript>
        <p className={styles.noscript}>
          Editor and grade need script in this browser. The brief below is whole without it, and the same challenge runs
          in the terminal: <code>npm run challenge {slug}</code>.
        </p>
      </noscript>
      <Workbench facts={facts}>
        <div className={styles.brief}>
          <Brief />
        </div>
      </Workbench>
      <div className={styles.below}>
        <GradeQuality slug={slug} grade={grade} start={start} committed={loadMatrices()[slug] ?? null} />
        <Terminal challenge={challenge} />
        <Attempts slug={slug} />
      </div>
    </div>
  );
}
