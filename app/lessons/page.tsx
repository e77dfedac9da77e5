import type { Metadata } from 'next';
import type { JSX } from 'react';
import { loadCatalog } from '../../content/catalog.server.ts';
import { CourseList } from '../course-list.tsx';
import styles from '../plain.module.css';

export const metadata: Metadata = {
  title: 'The course',
  description: 'The lessons of Wirelab in their order, and what is still to come.',
};

/** The map of the course. */
export default function CoursePage(): JSX.Element {
  const lessons = loadCatalog();
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return (
    <div className={styles.wide}>
      <h1>The course</h1>
      <p className={styles.lead}>
        {lessons.length} lessons, about {minutes} minutes of reading, and as much again at the terminal. Each builds on
        earlier ones only, says on which, and can be read alone by who knows those.
      </p>
      <h2 className={styles.hidden}>Lessons</h2>
      <CourseList lessons={lessons} />
    </div>
  );
}
