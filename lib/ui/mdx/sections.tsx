import type { JSX, ReactNode } from 'react';
import styles from './sections.module.css';

/** The list of what a lesson teaches; wraps a markdown list and brings its own heading. */
export function Learn({ children }: { children: ReactNode }): JSX.Element {
  return (
    <section className={styles.learn} aria-labelledby="you-will-learn">
      <h2 id="you-will-learn">You will learn</h2>
      {children}
    </section>
  );
}

/** What is worth keeping of a lesson; wraps a markdown list and brings its own heading. */
export function Recap({ children }: { children: ReactNode }): JSX.Element {
  return (
    <section className={styles.recap} aria-labelledby="recap">
      <h2 id="recap">Recap</h2>
      {children}
    </section>
  );
}

/** Something to run, in a terminal or in the browser; wraps a numbered markdown list. */
export function Try({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <div role="group" aria-label={`Try it: ${title}`} className={styles.try}>
      <p className={styles.tryHead}>
        <span className={styles.word}>Try it</span>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}
