import type { JSX, ReactNode } from 'react';
import styles from './callout.module.css';

/** A mistake that is made in earnest, and what it costs. */
export function Pitfall({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return <Callout kind="pitfall" word="Pitfall" title={title} body={children} />;
}

/** Something beside the line of the lesson. */
export function Note({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return <Callout kind="note" word="Note" title={title} body={children} />;
}

function Callout({
  kind,
  word,
  title,
  body,
}: {
  kind: 'pitfall' | 'note';
  word: string;
  title: string;
  body: ReactNode;
}): JSX.Element {
  return (
    <div role="note" aria-label={`${word}: ${title}`} className={styles.callout} data-kind={kind}>
      <p className={styles.head}>
        <span className={styles.word}>{word}</span>
        <strong>{title}</strong>
      </p>
      <div className={styles.body}>{body}</div>
    </div>
  );
}

/** A claim as it is commonly told, beside what is true. */
export function Heard({ claim, children }: { claim: string; children: ReactNode }): JSX.Element {
  return (
    <div role="note" aria-label={`What you heard: ${claim}`} className={styles.heard}>
      <div className={styles.claim}>
        <p className={styles.word}>What you heard</p>
        <p className={styles.quote}>“{claim}”</p>
      </div>
      <div className={styles.truth}>
        <p className={styles.word}>What is so</p>
        <div className={styles.body}>{children}</div>
      </div>
    </div>
  );
}
