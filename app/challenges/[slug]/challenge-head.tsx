import type { JSX } from 'react';
import type { Lesson } from '../../../content/catalog.server.ts';
import type { Challenge } from '../../../content/challenges.server.ts';
import styles from './challenge.module.css';

/** What a challenge is, above its brief; in an interview without the ways out of it. */
export function ChallengeHead({
  challenge,
  lessons,
  isInterview = false,
}: {
  challenge: Challenge;
  lessons: readonly Lesson[];
  isInterview?: boolean;
}): JSX.Element {
  const { id, slug, title, difficulty, minutes, concepts } = challenge;
  const prepared = lessons.filter((lesson) => challenge.lessons.includes(lesson.slug));
  return (
    <header className={styles.head}>
      <h1>
        <span className={styles.number}>{String(id).padStart(2, '0')}</span> {title}
      </h1>
      <p className={styles.ways}>
        {isInterview ? (
          <a href={`/challenges/${slug}`}>Leave the interview</a>
        ) : (
          <>
            <a href={`/challenges/${slug}/interview`}>As an interview</a>
            <a href="/challenges">All challenges</a>
          </>
        )}
      </p>
      <p className={styles.facts}>
        <span>{difficulty}</span>
        <span>{minutes} minutes</span>
        <span>{concepts.join(' · ')}</span>
        {prepared.length === 0 || isInterview ? null : (
          <span>
            builds on{' '}
            {prepared.map((lesson, index) => (
              <span key={lesson.slug}>
                {index === 0 ? '' : ', '}
                <a href={`/lessons/${lesson.slug}`}>{lesson.title}</a>
              </span>
            ))}
          </span>
        )}
      </p>
    </header>
  );
}
