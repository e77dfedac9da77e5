import type { JSX, ReactNode } from 'react';
import { Heading2 } from './heading.tsx';
import styles from './sections.module.css';

/** The list of what a lesson teaches; wraps a markdown list and brings its own heading. */
export function Learn({ children }: { children: ReactNode }): JSX.Element {
  return (
    <section className={styles.learn} aria-label="You will learn">
      <Heading2 id="you-will-learn">You will learn</Heading2>
      {children}
    </section>
  );
}

/** What is worth keeping of a lesson; wraps a markdown list and brings its own heading. */
export function Recap({ children }: { children: ReactNode }): JSX.Element {
  return (
    <section className={styles.recap} aria-label="Recap">
      <Heading2 id="recap">Recap</Heading2>
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
