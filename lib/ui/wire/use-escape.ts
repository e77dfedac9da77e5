import { type RefObject, useEffect, useRef } from 'react';

/**
 * Calls back when Escape is pressed within an element and nothing inside it has taken the key for itself.
 *
 * @param onEscape - answers `false` where it leaves the key to what is around it
 */
export function useEscape(element: RefObject<HTMLElement | null>, onEscape: () => boolean | void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    const host = element.current;
    if (!host) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (latest.current() !== false) event.preventDefault();
    };
    host.addEventListener('keydown', onKeyDown);
    return () => host.removeEventListener('keydown', onKeyDown);
  }, [element]);
}
