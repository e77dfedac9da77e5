import type { JSX, ReactNode } from 'react';
import type { Lesson } from '../../../content/catalog.server.ts';
import type { Challenge } from '../../../content/challenges.server.ts';
import { TransportMark, TransportName } from '../../../lib/ui/transport-mark/index.ts';
import styles from './lesson.module.css';

/** What surrounds the text of a lesson: the course beside it, its title, its sources, the way on. */
export function LessonFrame({
  lesson,
  lessons,
  challenges,
  children,
}: {
  lesson: Lesson;
  lessons: readonly Lesson[];
  /** Those that this lesson prepares for. */
  challenges: readonly Challenge[];
  children: ReactNode;
}): JSX.Element {
  const place = lessons.findIndex(({ slug }) => slug === lesson.slug);
  const previous = lessons[place - 1];
  const next = lessons[place + 1];
  const required = lessons.filter(({ slug }) => lesson.requires.includes(slug));
  return (
    <div className={styles.page}>
      <CourseRail lessons={lessons} current={lesson.slug} />
      <article className={styles.lesson} data-transport={lesson.transport}>
        <header className={styles.head}>
          <p className={styles.facts}>
            <span>Lesson {lesson.number}</span>
            <span>{lesson.minutes} minutes</span>
            {lesson.transport === undefined ? null : <TransportName id={lesson.transport} />}
          </p>
          <h1>{lesson.title}</h1>
          <p className={styles.summary}>{lesson.summary}</p>
          {required.length === 0 ? null : (
            <p className={styles.requires}>
              Builds on{' '}
              {required.map(({ slug, title }, index) => (
                <span key={slug}>
                  {index === 0 ? '' : index === required.length - 1 ? ' and ' : ', '}
                  <a href={`/lessons/${slug}`}>{title}</a>
                </span>
              ))}
              .
            </p>
          )}
        </header>
        <div className={styles.text}>{children}</div>
        {challenges.length === 0 ? null : (
          <section className={styles.challenges} aria-labelledby="challenges">
            <h2 id="challenges">Build it</h2>
            <ul>
              {challenges.map(({ slug, id, title, summary, difficulty, minutes }) => (
                <li key={slug}>
                  <span className={styles.number}>{String(id).padStart(2, '0')}</span>
                  <div>
                    <a href={`/challenges/${slug}`}>{title}</a>
                    <p>{summary}</p>
                  </div>
                  <span className={styles.effort}>
                    {difficulty}, {minutes} min
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className={styles.sources} aria-labelledby="sources">
          <h2 id="sources">Sources</h2>
          <ol>
            {lesson.sources.map(({ title, href }) => (
              <li key={href}>
                <a href={href} rel="noreferrer">
                  {title}
                </a>
              </li>
            ))}
          </ol>
        </section>
        <nav className={styles.steps} aria-label="Previous and next lesson">
          {previous === undefined ? <span /> : <Step lesson={previous} word="Previous" />}
          {next === undefined ? (
            <a className={styles.step} href="/compare">
              <span className={styles.word}>Next</span>
              <span>Compare all five</span>
            </a>
          ) : (
            <Step lesson={next} word="Next" />
          )}
        </nav>
      </article>
    </div>
  );
}

function Step({ lesson, word }: { lesson: Lesson; word: string }): JSX.Element {
  return (
    <a className={styles.step} href={`/lessons/${lesson.slug}`}>
      <span className={styles.word}>{word}</span>
      <span>{lesson.title}</span>
    </a>
  );
}

function CourseRail({ lessons, current }: { lessons: readonly Lesson[]; current: string }): JSX.Element {
  return (
    <nav className={styles.rail} aria-label="Course">
      <ol>
        {lessons.map(({ slug, number, title, transport }) => (
          <li key={slug}>
            <a href={`/lessons/${slug}`} {...(slug === current ? { 'aria-current': 'page' as const } : {})}>
              <span className={styles.number}>{String(number).padStart(2, '0')}</span>
              <span className={styles.name}>{title}</span>
              {transport === undefined ? null : <TransportMark id={transport} size={14} />}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
