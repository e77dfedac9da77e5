import type { JSX } from 'react';
import type { Lesson } from '../content/catalog.server.ts';
import { COMING } from '../content/outline.ts';
import { TransportMark } from '../lib/ui/transport-mark/index.ts';
import styles from './course-list.module.css';

/** The lessons in their order, and after them what is still to come, which leads nowhere yet. */
export function CourseList({ lessons }: { lessons: readonly Lesson[] }): JSX.Element {
  return (
    <ol className={styles.course}>
      {lessons.map(({ slug, number, title, summary, minutes, transport }) => (
        <li key={slug} className={styles.lesson} data-transport={transport}>
          <span className={styles.number}>{String(number).padStart(2, '0')}</span>
          <span className={styles.mark}>
            {transport === undefined ? null : <TransportMark id={transport} size={20} />}
          </span>
          <h3 className={styles.title}>
            <a href={`/lessons/${slug}`}>{title}</a>
          </h3>
          <p className={styles.summary}>{summary}</p>
          <span className={styles.minutes}>{minutes} min</span>
        </li>
      ))}
      {COMING.map(({ title, summary }) => (
        <li key={title} className={styles.coming}>
          <span className={styles.number} />
          <span className={styles.mark} />
          <h3 className={styles.title}>{title}</h3>
          <p className={styles.summary}>{summary}</p>
          <span className={styles.minutes}>coming</span>
        </li>
      ))}
    </ol>
  );
}
