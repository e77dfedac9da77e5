/** What a key of the frame asks for. */
export type Command = 'search' | 'shortcuts' | 'theme' | 'next' | 'prev';

/** Where it is remembered that the single keys are off. */
export const KEYS_KEY = 'wirelab.keys';

/** The single keys, which can be turned off. None of them is a key of a page's own (`p c t + - 1 … 5` in Compare). */
const SINGLE: Readonly<Record<string, Command>> = {
  '/': 'search',
  '?': 'shortcuts',
  d: 'theme',
  j: 'next',
  k: 'prev',
};

/** What is known of a press: a `KeyboardEvent` has all of it. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/**
 * The command of a press, if it has one. Ctrl+K and ⌘K work everywhere; a single key only while they are on and nobody
 * types.
 *
 * @see WCAG 2.2, success criterion 2.1.4
 */
export function commandOf(press: Press, { isTyping, isOn }: { isTyping: boolean; isOn: boolean }): Command | undefined {
  if (press.altKey || press.repeat) return undefined;
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey) return key === 'k' ? 'search' : undefined;
  return isTyping || !isOn || !Object.hasOwn(SINGLE, key) ? undefined : SINGLE[key];
}

/** Whether what has the focus takes letters. */
export function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Whether the single keys are on, as this browser remembers it. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(KEYS_KEY) !== 'off';
  } catch {
    return true;
  }
}
