import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';

type Theme = 'light' | 'dark';

const css = readFileSync('app/tokens.css', 'utf8');

/** The colour of a token in a theme, as `#rrggbb`. */
function colour(token: string, theme: Theme): string {
  const found = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css);
  const value = found?.[theme === 'light' ? 1 : 2];
  if (value === undefined) throw new Error(`app/tokens.css has no colour --${token}`);
  return value;
}

/** @see WCAG 2.2, "relative luminance" */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @see WCAG 2.2, "contrast ratio" */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const SURFACES = ['paper', 'panel', 'sunk'];
const CODE = ['comment', 'keyword', 'name', 'variable', 'function', 'tag', 'string', 'error'].map((it) => `code-${it}`);
const TEXT = ['ink', 'ink-soft', 'good', 'bad', ...TRANSPORT_IDS, ...CODE];
const GRAPHICS = ['rule-strong', 'focus'];

describe.each<Theme>(['light', 'dark'])('the %s theme', (theme) => {
  it.each(TEXT)('lets --%s be read as text on every surface (4.5 to 1)', (token) => {
    for (const surface of SURFACES) {
      expect(contrast(colour(token, theme), colour(surface, theme)), `on --${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['ink', 'ink-soft', 'bad'])('lets --%s be read on bytes that are lit (4.5 to 1)', (token) => {
    expect(contrast(colour(token, theme), colour('lit', theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ink', 'bad'])('lets --%s be read on hatching (4.5 to 1)', (token) => {
    expect(contrast(colour(token, theme), colour('hatch', theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GRAPHICS)('lets --%s be seen on every surface (3 to 1)', (token) => {
    for (const surface of SURFACES) {
      expect(contrast(colour(token, theme), colour(surface, theme)), `on --${surface}`).toBeGreaterThanOrEqual(3);
    }
  });
});
