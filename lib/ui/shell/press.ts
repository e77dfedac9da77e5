import { applyTheme, isTheme, markTheme } from './theme.ts';

/** How long a button says what came of it, in milliseconds. */
const SHOWN_MS = 2000;

/**
 * Does what a plain button of the frame is for: chooses a theme (`data-theme-choice`), or copies (`data-copy`) the code of
 * its figure, or as a link of a heading its address. It is loaded when the first of them is pressed.
 */
export function press(pressed: HTMLElement): void {
  const { themeChoice } = pressed.dataset;
  if (isTheme(themeChoice)) {
    applyTheme(themeChoice);
    markTheme(document);
    return;
  }
  const isLink = pressed instanceof HTMLAnchorElement;
  const text = isLink ? pressed.href : pressed.closest('figure')?.querySelector('pre')?.textContent;
  if (text === undefined) return;
  const say = (words: string): void => {
    // A link goes where it leads, too, and says what came of it only where there is something to say.
    if (!isLink) pressed.textContent = words || 'Copy';
    else if (words === 'Copied') pressed.dataset.said = 'Link copied';
    else delete pressed.dataset.said;
    const aloud = document.querySelector('[data-said-aloud]');
    if (aloud) aloud.textContent = words;
  };
  void copy(text).then((copied) => {
    say(copied ? 'Copied' : 'Refused');
    setTimeout(() => say(''), SHOWN_MS);
  });
}

/** Browsers give the clipboard to secure origins only: localhost is one, a lab opened by its address in a network is not. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
