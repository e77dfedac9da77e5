import type { MDXModule } from 'mdx/types';
import type { Metadata } from 'next';
import type { JSX } from 'react';
import { loadCatalog } from '../../../../content/catalog.server.ts';
import { loadTexts } from '../../../../content/challenges.server.ts';
import { Interview } from '../../../../lib/ui/challenge/interview/interview.tsx';
import { describePage } from '../../../describe-page.ts';
import { ChallengeHead } from '../challenge-head.tsx';
import { challengeOf, type ChallengeProps, listSlugs } from '../challenge-of.ts';
import styles from '../challenge.module.css';

export const dynamicParams = false;
export const generateStaticParams = listSlugs;

export async function generateMetadata({ params }: ChallengeProps): Promise<Metadata> {
  const { slug, title, summary } = challengeOf((await params).slug);
  return describePage({
    path: `/challenges/${slug}/interview`,
    title: `${title}, an interview`,
    description: summary,
  });
}

/** A challenge under the conditions of an interview. */
export default async function InterviewPage({ params }: ChallengeProps): Promise<JSX.Element> {
  const challenge = challengeOf((await params).slug);
  const { slug, folder, id, title, minutes, hints, isLive, interviewers } = challenge;
  const { default: Brief } = (await import(`../../../../challenges/${folder}/brief.mdx`)) as MDXModule;
  const facts = { slug, id, title, minutes, hints, isLive, interviewers, ...loadTexts(challenge) };
  return (
    <div className={styles.page} data-wide>
      <ChallengeHead challenge={challenge} lessons={loadCatalog()} isInterview />
      <noscript>
        <p className={styles.noscript}>
          An interview needs script in this browser: for its clock, the editor and the grade.
        </p>
      </noscript>
      <Interview facts={facts}>
        <div className={styles.brief}>
          <Brief />
        </div>
      </Interview>
    </div>
  );
}
