import type { Tape } from './tape.ts';
import type { Viewport } from './viewport.ts';

/** How far a key scrolls, in parts of what is shown; negative is back in time. */
const SCROLLS: Readonly<Record<string, number>> = {
  ArrowUp: -0.1,
  ArrowDown: 0.1,
  PageUp: -0.9,
  PageDown: 0.9,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Lets the keys move a picture that has the focus: space pauses; up, down, the page keys, Home and End scroll; left and
 * right go to the arrow before and after the middle of the picture; + and − change the scale. There is nothing to scroll in a picture that runs, so looking back stops it first.
 *
 * @returns its undo
 */
export function followKeys(
  host: HTMLElement,
  { tape, viewport, onPause }: { tape: Tape; viewport: Viewport; onPause: (paused: boolean) => void },
): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scroll = SCROLLS[event.key];
    const direction = event.key === 'ArrowLeft' ? -1 : 1;
    if (scroll !== undefined) {
      if (viewport.pausedAt === undefined) onPause(true);
      viewport.scroll(scroll * viewport.spanMs);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (viewport.pausedAt === undefined) onPause(true);
      const middle = viewport.to(0) - viewport.spanMs / 2;
      const next = tape.neighbour(middle, direction);
      if (next !== undefined) viewport.scroll(next - middle);
    } else if (event.key === ' ') onPause(viewport.pausedAt === undefined);
    else if (event.key === '+' || event.key === '=') viewport.zoom(-1);
    else if (event.key === '-') viewport.zoom(1);
    else return;
    event.preventDefault();
    // The page has keys of its own, some of them the same.
    event.stopPropagation();
  };
  host.addEventListener('keydown', onKeyDown);
  return () => host.removeEventListener('keydown', onKeyDown);
}
