/** What a reader may choose. `system` follows the operating system and is what holds without a choice. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** A theme as it is chosen, not as it is seen. */
export type Theme = (typeof THEMES)[number];

/** Where the choice is remembered. */
export const THEME_KEY = 'wirelab.theme';

/** Tells whether `value` is a theme. */
export function isTheme(value: unknown): value is Theme {
  return (THEMES as readonly unknown[]).includes(value);
}

/**
 * Puts the remembered theme on the root element. It runs in the head of the page, before anything is painted, so the
 * page never shows the wrong theme first. Storage can be forbidden, which is no reason to fail.
 */
export const THEME_SCRIPT = `try{var t=localStorage.getItem(${JSON.stringify(THEME_KEY)});if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`;

/** Reads the remembered theme. */
export function readTheme(): Theme {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return isTheme(value) ? value : 'system';
  } catch {
    return 'system';
  }
}

/** Shows a theme and remembers it. */
export function applyTheme(theme: Theme): void {
  showTheme(theme);
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}

/** Shows a theme without remembering it. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
}

/** Presses the button of the theme that is remembered. */
export function markTheme(root: Document): void {
  const theme = readTheme();
  for (const button of root.querySelectorAll<HTMLElement>('[data-theme-choice]')) {
    button.ariaPressed = String(button.dataset.themeChoice === theme);
  }
}
