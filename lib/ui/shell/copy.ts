/** How long a button says what came of it, in milliseconds. */
const SHOWN_MS = 2000;

/**
 * Makes the copy buttons of a document work: one listener for all code blocks, so that they can stay plain markup.
 *
 * @returns its undo
 */
export function enableCopyButtons(root: Document): () => void {
  const onClick = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null;
    const code = button?.closest('figure')?.querySelector('pre');
    if (!button || !code) return;
    const say = (text: string): void => {
      button.textContent = text;
      setTimeout(() => (button.textContent = 'Copy'), SHOWN_MS);
    };
    void copy(code.textContent).then((copied) => say(copied ? 'Copied' : 'Refused'));
  };
  root.addEventListener('click', onClick);
  return () => root.removeEventListener('click', onClick);
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
