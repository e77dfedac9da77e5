import type { JSX } from 'react';
import { ThemeSwitch } from './theme-switch.tsx';
import styles from './shell.module.css';

/**
 * The bar above every page. Its links are plain ones: a page of Wirelab opens connections, and leaving it should end
 * them as leaving any page does.
 */
export function Header(): JSX.Element {
  return (
    <header className={styles.header}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <div className={styles.bar}>
        <a className={styles.wordmark} href="/">
          <Glyph />
          <span>Wirelab</span>
        </a>
        <nav className={styles.nav} aria-label="Main" data-goes-on="">
          <a href="/lessons">Course</a>
          <a href="/challenges">Challenges</a>
          <a href="/compare">Compare</a>
          <a href="/wire">Wire</a>
          <a href="/claims">Claims</a>
          <a href="/sheets">Sheets</a>
        </nav>
        <button
          type="button"
          className={styles.search}
          data-dialog="search"
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K /"
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6M10.5 10.5l3.6 3.6" />
          </svg>
          <span>Search</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** Two lifelines and one message between them. */
function Glyph(): JSX.Element {
  return (
    <svg className={styles.glyph} width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M4 2v18M18 2v18" />
      <path d="M4 6.5l13 7M12.4 14l4.9-.3-2.6-4.2" />
    </svg>
  );
}
