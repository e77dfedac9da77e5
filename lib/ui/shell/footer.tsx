import type { JSX } from 'react';
import styles from './shell.module.css';

/** The lines below every page. */
export function Footer(): JSX.Element {
  return (
    <footer className={styles.footer}>
      <p>
        Everything runs on this machine: pages, servers, measurements. No account, no tracking, nothing loaded from
        elsewhere.
      </p>
      <nav aria-label="Footer">
        <a href="/lessons">Course</a>
        <a href="/challenges">Challenges</a>
        <a href="/compare">Compare</a>
        <a href="/wire">Wire</a>
        <a href="/claims">Claims</a>
        <a href="/sheets">Sheets</a>
        <a href="/glossary">Glossary</a>
        <button type="button" className={styles.keys} data-dialog="shortcuts" aria-haspopup="dialog">
          Keys <kbd>?</kbd>
        </button>
      </nav>
      {/* What a button has done, for who cannot see it say so. */}
      <p className={styles.aloud} role="status" data-said-aloud="" />
    </footer>
  );
}
