import type { JSX } from 'react';
import type { Lesson } from '../../../content/catalog.server.ts';
import { PARTS } from '../../../content/outline.ts';
import { TransportMark } from '../../../lib/ui/transport-mark/index.ts';
import styles from './lesson-rail.module.css';

/** A heading of the lesson. */
export interface TocEntry {
  id: string;
  title: string;
  level: 2 | 3;
  /** How many words stand below it; 0 where it is a list of other things, which nobody reads through. */
  words: number;
}

/** Beside a lesson, where there is room: what is in it, and the lessons of its part. */
export function CourseRail({
  lesson,
  lessons,
  toc,
}: {
  lesson: Lesson;
  lessons: readonly Lesson[];
  toc: readonly TocEntry[];
}): JSX.Element {
  const part = PARTS.find(({ id }) => id === lesson.part);
  return (
    <div className={styles.rail}>
      <nav className={styles.box} aria-label="In this lesson and its part">
        <p className={styles.head}>In this lesson</p>
        <Toc toc={toc} />
        <p className={styles.head}>{part?.title}</p>
        <ol className={styles.part}>
          {lessons
            .filter((other) => other.part === lesson.part)
            .map(({ slug, number, title, transport }) => (
              <li key={slug} data-lesson={slug}>
                <a href={`/lessons/${slug}`} {...(slug === lesson.slug ? { 'aria-current': 'page' as const } : {})}>
                  <span className={styles.number}>{String(number).padStart(2, '0')}</span>
                  <span className={styles.name}>{title}</span>
                  {transport === undefined ? null : <TransportMark id={transport} size={14} />}
                </a>
                <span className={styles.state} data-state="" />
              </li>
            ))}
        </ol>
        <a className={styles.all} href="/lessons">
          All {lessons.length} lessons
        </a>
      </nav>
    </div>
  );
}

/** The same where there is no room beside the lesson: below its title, closed until it is asked for. */
export function TocDisclosure({ toc }: { toc: readonly TocEntry[] }): JSX.Element {
  return (
    <details className={styles.disclosure}>
      <summary>
        In this lesson
        <span className={styles.left} data-left="" />
      </summary>
      <nav aria-label="In this lesson">
        <Toc toc={toc} />
      </nav>
    </details>
  );
}

function Toc({ toc }: { toc: readonly TocEntry[] }): JSX.Element {
  return (
    <ol className={styles.toc} data-toc="">
      {toc.map(({ id, title, level, words }) => (
        <li key={id} data-level={level}>
          <a href={`#${id}`} {...(words > 0 ? { 'data-words': words } : {})}>
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
}
