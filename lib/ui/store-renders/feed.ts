import type { Tick } from './board.ts';

/** Hands events on to the stores: each as it comes, or those of a frame together. */
export interface Feed {
  push(tick: Tick): void;
  /** @returns its undo */
  subscribe(listener: (ticks: readonly Tick[]) => void): () => void;
  /** What waits is handed on before the way changes. */
  setPerFrame(isPerFrame: boolean): void;
  /** Forgets what waits, and ends its timers. May be called twice. */
  close(): void;
}

/** Calls back once, later. @returns what takes the call back */
export type Later = (callback: () => void) => () => void;

/** Makes a feed. Where it collects, `later` says until when: {@link nextFrame} in a page. */
export function createFeed(later: Later): Feed {
  const listeners = new Set<(ticks: readonly Tick[]) => void>();
  let isPerFrame = false;
  let isClosed = false;
  // #region batch
  let waiting: Tick[] = [];
  let cancel: (() => void) | undefined;

  function push(tick: Tick): void {
    if (isClosed) return;
    if (!isPerFrame) return handOn([tick]);
    waiting.push(tick);
    cancel ??= later(flush);
  }

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const ticks = waiting;
    waiting = [];
    if (ticks.length > 0) handOn(ticks);
  }
  // #endregion batch

  function handOn(ticks: readonly Tick[]): void {
    for (const listener of listeners) listener(ticks);
  }

  return {
    push,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setPerFrame(next) {
      flush();
      isPerFrame = next;
    },
    close() {
      isClosed = true;
      cancel?.();
      cancel = undefined;
      waiting = [];
      listeners.clear();
    },
  };
}

/** How long a page that is not drawn collects at most, in milliseconds: a hidden one has no frames. */
const HIDDEN_MS = 1_000;

// #region frame
/** Before the next frame, or after a second where no frame comes since nobody looks. */
export const nextFrame: Later = (callback) => {
  const once = (): void => {
    cancel();
    callback();
  };
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
  return cancel;
};
// #endregion frame
