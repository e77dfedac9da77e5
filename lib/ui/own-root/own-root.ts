import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';

/** A React root of a figure's own: what it shows renders when it is told to, and never because the figure does. */
export interface OwnRoot {
  /** Renders, with all effects, before it returns. */
  render(node: ReactNode): void;
  /** Unmounts what is there, with all clean-ups; may be called twice. The next render makes a new root. */
  unmount(): void;
}

/** Makes one. @param onError gets what a component threw */
export function createOwnRoot(place: Element, onError: (error: unknown) => void): OwnRoot {
  let root: Root | undefined;
  return {
    render(node) {
      root ??= createRoot(place, { onUncaughtError: onError });
      const own = root;
      flushSync(() => own.render(node));
    },
    unmount() {
      root?.unmount();
      root = undefined;
    },
  };
}
