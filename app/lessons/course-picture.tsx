import type { JSX } from 'react';
import type { Lesson } from '../../content/catalog.server.ts';
import { twoDigits } from '../course-list.tsx';
import styles from './course-picture.module.css';

/** The height of a row and the width of the picture beside it, in its own units: 16 of them are 1 rem. */
const ROW = 28;
const WIDTH = 120;

/**
 * What builds on what: the lessons in a column, and from each an arc to every lesson that it builds on. Each row says in
 * words what its arcs say, and pointing at it brings them out.
 */
export function CoursePicture({ lessons }: { lessons: readonly Lesson[] }): JSX.Element {
  const rowOf = (slug: string) => lessons.findIndex((lesson) => lesson.slug === slug);
  return (
    <ol className={styles.picture}>
      {lessons.map(({ slug, number, title, requires }, row) => (
        <li key={slug}>
          <span className={styles.number}>{twoDigits(number)}</span>
          <a href={`/lessons/${slug}`}>{title}</a>
          <span className={styles.requires}>
            {requires.length === 0
              ? 'on none'
              : `on ${requires.map((other) => twoDigits(lessons[rowOf(other)]?.number ?? 0)).join(', ')}`}
          </span>
          <svg className={styles.arcs} viewBox={`0 0 ${WIDTH} ${ROW}`} preserveAspectRatio="none" aria-hidden="true">
            {requires.map((other) => (
              <path key={other} d={arcOf(row - rowOf(other))} />
            ))}
            <circle cx={4} cy={ROW / 2} r={3} />
          </svg>
        </li>
      ))}
    </ol>
  );
}

/** From so many rows above to this one. The farther, the wider; the farthest still fits. It ends with the head of an arrow. */
function arcOf(rows: number): string {
  const reach = Math.round(10 + (WIDTH - 20) * (1 - 1 / (1 + (rows - 1) / 6)));
  const end = ROW / 2;
  const start = end - rows * ROW;
  const bend = Math.min((end - start) / 2, reach);
  return `M4 ${start}Q${reach} ${start} ${reach} ${start + bend}V${end - bend}Q${reach} ${end} 8 ${end}m5 -3.5l-5 3.5l5 3.5`;
}
