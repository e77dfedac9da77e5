import type { JSX, ReactNode } from 'react';
import type { Lesson } from '../../../content/catalog.server.ts';
import type { Challenge } from '../../../content/challenges.server.ts';
import { Heading2 } from '../../../lib/ui/mdx/index.ts';
import { TransportName } from '../../../lib/ui/transport-mark/index.ts';
import { LessonFoot } from './lesson-foot.tsx';
import { CourseRail, type TocEntry, TocDisclosure } from './lesson-rail.tsx';
import styles from './lesson.module.css';

/** What surrounds the text of a lesson: what is in it and where it stands in the course, its sources, the way on. */
export function LessonFrame({
  lesson,
  lessons,
  challenges,
  toc,
  children,
}: {
  lesson: Lesson;
  lessons: readonly Lesson[];
  /** Those that this lesson prepares for. */
  challenges: readonly Challenge[];
  /** Its sections, in order. */
  toc: readonly TocEntry[];
  children: ReactNode;
}): JSX.Element {
  const required = lessons.filter(({ slug }) => lesson.requires.includes(slug));
  return (
    <div className={styles.page}>
      <CourseRail lesson={lesson} lessons={lessons} toc={toc} />
      <article
        className={styles.lesson}
        data-transport={lesson.transport}
        data-lesson-text={lesson.slug}
        data-minutes={lesson.minutes}
      >
        <header className={styles.head}>
          <p className={styles.facts}>
            <span>Lesson {lesson.number}</span>
            <span>{lesson.minutes} minutes</span>
            <span data-left="" className={styles.left} />
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
          {/* On paper, where there is no frame: what this is a print of, and where it runs. */}
          <p className={styles.printed}>
            Wirelab, the real-time web, measured. Printed from /lessons/{lesson.slug}, where the figures run.
          </p>
        </header>
        <TocDisclosure toc={toc} />
        <div className={styles.text}>{children}</div>
        {challenges.length === 0 ? null : (
          <section className={styles.challenges} aria-label="Build it">
            <Heading2 id="build-it">Build it</Heading2>
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
        <section className={styles.sources} aria-label="Sources">
          <Heading2 id="sources">Sources</Heading2>
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
        <LessonFoot lesson={lesson} lessons={lessons} />
      </article>
    </div>
  );
}
