'use client';

import type { JSX } from 'react';
import styles from './plain.module.css';

/** Where a page fails: what the message is, and a way to try again without losing the frame. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }): JSX.Element {
  return (
    <div className={styles.narrow}>
      <p className={styles.status}>An error in the page</p>
      <h1>This page stopped</h1>
      <p className={styles.lead}>{error.message || 'The page gave no reason.'}</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </div>
  );
}
