import type { JSX } from 'react';
import type { Lesson } from '../content/catalog.server.ts';
import styles from './resume.module.css';

/**
 * Where to go on: the first lesson, until this browser knows better. The page's script then puts in its place the section
 * that was read last, in a box that has the height already.
 */
export function Resume({ first }: { first: Lesson | undefined }): JSX.Element {
  return (
    <p className={styles.resume}>
      <span className={styles.place} data-resume="">
        Begin at the beginning: <a href={`/lessons/${first?.slug ?? ''}`}>{first?.title}</a>
      </span>
      <span className={styles.total} data-total="" />
    </p>
  );
}
