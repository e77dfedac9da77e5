import type { JSX, ReactNode } from 'react';
import styles from './check.module.css';
import { Heading2 } from './heading.tsx';

/** The questions at the end of a lesson; brings its own heading. Works without any script. */
export function Check({ children }: { children: ReactNode }): JSX.Element {
  return (
    <section className={styles.check} aria-label="Check yourself">
      <Heading2 id="check-yourself">Check yourself</Heading2>
      <p className={styles.how}>Open an answer to see whether it holds, and why. Every answer has its own reason.</p>
      {children}
    </section>
  );
}

/** One question; its children are {@link Option}s. */
export function Question({ ask, children }: { ask: string; children: ReactNode }): JSX.Element {
  return (
    <div role="group" aria-label={ask} className={styles.question} data-question>
      <p className={styles.ask}>{ask}</p>
      <div className={styles.options}>{children}</div>
    </div>
  );
}

/** One answer with its explanation. Whether it is right shows once it is open, by word and mark, not by colour alone. */
export function Option({
  label,
  right = false,
  children,
}: {
  label: string;
  /** @default false */
  right?: boolean;
  children: ReactNode;
}): JSX.Element {
  return (
    <details className={styles.option} data-right={right}>
      <summary>
        <span className={styles.sign} aria-hidden="true">
          <svg width="14" height="14" viewBox="0 0 14 14">
            <path className={styles.open} d="M7 2.5v9M2.5 7h9" />
            <path className={styles.verdictSign} d={right ? 'M2 7.5l3.2 3.5L12 3' : 'M3 3l8 8M11 3l-8 8'} />
          </svg>
        </span>
        {label}
      </summary>
      <div className={styles.explanation}>
        <p className={styles.verdict}>{right ? 'Right' : 'Not so'}</p>
        {children}
      </div>
    </details>
  );
}
