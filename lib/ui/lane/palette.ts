import type { TransportId } from '../../protocol/index.ts';

/** The colours and the typeface of a lane's picture, as a canvas takes them. */
export interface Palette {
  panel: string;
  ink: string;
  inkSoft: string;
  rule: string;
  ruleStrong: string;
  bad: string;
  accent: string;
  fontFamily: string;
}

const TOKENS = {
  panel: '--panel',
  ink: '--ink',
  inkSoft: '--ink-soft',
  rule: '--rule',
  ruleStrong: '--rule-strong',
  bad: '--bad',
} as const;

/**
 * Reads the tokens as they apply to an element. A custom property keeps its `light-dark()` unresolved, so each colour
 * is read from a `color` that uses it.
 */
export function readPalette(host: HTMLElement, transport: TransportId): Palette {
  const probe = document.createElement('i');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return style.color;
  };
  const palette = {
    panel: colour(TOKENS.panel),
    ink: colour(TOKENS.ink),
    inkSoft: colour(TOKENS.inkSoft),
    rule: colour(TOKENS.rule),
    ruleStrong: colour(TOKENS.ruleStrong),
    bad: colour(TOKENS.bad),
    accent: colour(`--${transport}`),
    fontFamily: style.fontFamily,
  };
  probe.remove();
  return palette;
}

/** Calls back when the page changes between light and dark, by the system or by the page's own switch. */
export function onThemeChange(callback: () => void): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(callback);
  scheme.addEventListener('change', callback);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    scheme.removeEventListener('change', callback);
    observer.disconnect();
  };
}
