import type { JSX } from 'react';
import { type Theme, THEMES } from './theme.ts';
import styles from './theme-switch.module.css';

const ICONS: Readonly<Record<Theme, string>> = {
  system: 'M8 2.2a5.8 5.8 0 1 0 0 11.6 5.8 5.8 0 0 0 0-11.6M8 2.2v11.6',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M13.1 2.9l-1.4 1.4M4.3 11.7l-1.4 1.4',
  dark: 'M12.9 9.9A5.6 5.6 0 0 1 6.1 3.1a5.6 5.6 0 1 0 6.8 6.8',
};

const LABELS: Readonly<Record<Theme, string>> = {
  system: 'Theme of the system',
  light: 'Light theme',
  dark: 'Dark theme',
};

/**
 * Three buttons of which one is pressed. They are plain markup, which `theme-buttons.ts` makes work: as a component of the
 * browser, their icons would be sent twice with every page.
 */
export function ThemeSwitch(): JSX.Element {
  return (
    <div className={styles.switch} role="group" aria-label="Theme">
      {THEMES.map((name) => (
        <button
          key={name}
          type="button"
          title={LABELS[name]}
          aria-label={LABELS[name]}
          aria-pressed={false}
          data-theme-choice={name}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            {name === 'system' ? <path className={styles.half} d="M8 2.2a5.8 5.8 0 0 1 0 11.6z" /> : null}
            <path d={ICONS[name]} />
          </svg>
        </button>
      ))}
    </div>
  );
}
