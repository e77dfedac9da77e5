/** Where the reader's own JSON is kept on this device. */
const KEY = 'wirelab.message-sizes';

/** What was kept; `undefined` where nothing was, or nothing can be. */
export function keptText(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text, as far as this browser lets pages keep anything. */
export function keepText(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Then it is gone with the page, which the figure can live with.
  }
}
