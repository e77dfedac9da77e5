import type { JSX } from 'react';
import { loadCatalog } from '../../content/catalog.server.ts';
import { loadChallenges } from '../../content/challenges.server.ts';
import { ChallengeList } from '../../lib/ui/challenge/list/challenge-list.tsx';
import { ProgressPanel } from '../../lib/ui/challenge/list/progress-panel.tsx';
import { describePage } from '../describe-page.ts';
import styles from '../plain.module.css';

export const metadata = describePage({
  path: '/challenges',
  title: 'Challenges',
  description:
    'The pieces that a real-time application is made of, to be written and graded in the browser or the terminal.',
});

/** All challenges, and how far this browser's reader got. */
export default function ChallengesPage(): JSX.Element {
  const challenges = loadChallenges();
  const minutes = challenges.reduce((sum, challenge) => sum + challenge.minutes, 0);
  const lessons = loadCatalog()
    .filter(({ slug }) => challenges.some((challenge) => challenge.lessons.includes(slug)))
    .map(({ slug, title }) => ({ slug, title }));
  return (
    <div className={styles.wide}>
      <h1>Challenges</h1>
      <p className={styles.lead}>
        {challenges.length} pieces that a real-time application is made of, about {Math.round(minutes / 60)} hours in
        all. Each has a brief, a grade that you can read, hints, and a solution; the grade runs here or in the terminal.
      </p>
      <ChallengeList
        lessons={lessons}
        challenges={challenges.map((challenge) => ({
          slug: challenge.slug,
          id: challenge.id,
          title: challenge.title,
          summary: challenge.summary,
          difficulty: challenge.difficulty,
          minutes: challenge.minutes,
          concepts: challenge.concepts,
          lessons: challenge.lessons,
          hints: challenge.hints,
          isLive: challenge.isLive,
        }))}
      />
      <ProgressPanel />
    </div>
  );
}
