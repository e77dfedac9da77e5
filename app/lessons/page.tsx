import type { JSX } from 'react';
import { loadCatalog } from '../../content/catalog.server.ts';
import { COMING } from '../../content/outline.ts';
import { CourseList } from '../course-list.tsx';
import { describePage } from '../describe-page.ts';
import styles from '../plain.module.css';
import { Resume } from '../resume.tsx';
import { CoursePicture } from './course-picture.tsx';

export const metadata = describePage({
  path: '/lessons',
  title: 'The course',
  description: 'The lessons of Wirelab in their order, what builds on what, and what is still to come.',
});

/** The map of the course. */
export default function CoursePage(): JSX.Element {
  const lessons = loadCatalog();
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return (
    <div className={styles.wide}>
      <h1>The course</h1>
      <p className={styles.lead}>
        {lessons.length} lessons, about {Math.round(minutes / 60)} hours of reading, and as much again at the terminal.
        Each builds on earlier ones only, says on which, and can be read alone by who knows those. {COMING.length} more
        have their numbers and are to come.
      </p>
      <Resume first={lessons[0]} />
      <CourseList lessons={lessons} level="h2" />
      <section className={styles.part} aria-labelledby="builds-on">
        <h2 id="builds-on">What builds on what</h2>
        <p>Each arc leads from a lesson to one that builds on it. The numbers in the rows say the same.</p>
        <CoursePicture lessons={lessons} />
      </section>
      <section className={styles.part} aria-labelledby="kept">
        <h2 id="kept">What is kept</h2>
        <p>
          Which sections you read, which questions you answered and where you were are noted in this browser, and go
          nowhere else. <span data-total="" />
        </p>
        <details className={styles.forget}>
          <summary>Forget what was read</summary>
          <p>Every lesson is as new afterwards, in all tabs of this browser. Challenges keep their attempts.</p>
          <button type="button" data-forget="" disabled>
            Forget it
          </button>
        </details>
      </section>
    </div>
  );
}
