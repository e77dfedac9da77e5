import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** Where a drawer stands. */
export type Dock = 'bottom' | 'side';

/** How large a drawer is, and where. */
export interface DrawerSize {
  dock: Dock;
  /** Its height at the bottom, its width at the side, in CSS pixels. */
  px: number;
  minPx: number;
  maxPx: number;
  /** Whether the window is wide enough for the side. */
  canDockAside: boolean;
  resize: (px: number) => void;
  toggleDock: () => void;
}

const STORED = 'wirelab.drawer';
const WIDE = '(min-width: 1440px)';
const MIN_PX: Record<Dock, number> = { bottom: 200, side: 420 };

/** How much of the window is left to the page, in CSS pixels. */
const REST_PX: Record<Dock, number> = { bottom: 120, side: 480 };

interface Chosen {
  dock: Dock;
  bottom?: number;
  side?: number;
}

/** Keeps the size of a drawer, over pages as well, and makes room for it on the page while it is open. */
export function useDrawerSize(isOpen: boolean): DrawerSize {
  const [chosen, setChosen] = useState<Chosen>(restore);
  const canDockAside = useSyncExternalStore(watchWidth, () => matchMedia(WIDE).matches);
  const [room, setRoom] = useState(roomNow);
  const dock = canDockAside ? chosen.dock : 'bottom';
  const maxPx = Math.max(MIN_PX[dock], room[dock] - REST_PX[dock]);
  const wanted = chosen[dock] ?? Math.round(room[dock] * (dock === 'side' ? 0.46 : 0.52));
  const px = Math.max(MIN_PX[dock], Math.min(wanted, maxPx));

  useEffect(() => {
    const onResize = (): void => setRoom(roomNow());
    addEventListener('resize', onResize);
    return () => removeEventListener('resize', onResize);
  }, []);

  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const { style } = document.body;
    const property = dock === 'side' ? 'padding-inline-end' : 'padding-block-end';
    style.setProperty(property, `${px}px`);
    // What is scrolled to does not end up beneath the drawer.
    const root = document.documentElement.style;
    if (dock === 'bottom') root.setProperty('scroll-padding-block-end', `${px}px`);
    return () => {
      style.removeProperty(property);
      root.removeProperty('scroll-padding-block-end');
    };
  }, [isOpen, dock, px]);

  const change = useCallback((next: (before: Chosen) => Chosen) => {
    setChosen((before) => {
      const after = next(before);
      store(after);
      return after;
    });
  }, []);

  return {
    dock,
    px,
    minPx: MIN_PX[dock],
    maxPx,
    canDockAside,
    resize: (size) => change((before) => ({ ...before, [dock]: Math.round(size) })),
    toggleDock: () => change((before) => ({ ...before, dock: dock === 'side' ? 'bottom' : 'side' })),
  };
}

const roomNow = (): Record<Dock, number> => ({ bottom: innerHeight, side: innerWidth });

function watchWidth(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

function restore(): Chosen {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    if (typeof value !== 'object' || value === null) return { dock: 'bottom' };
    const { dock, bottom, side } = value as Record<string, unknown>;
    return {
      dock: dock === 'side' ? 'side' : 'bottom',
      ...(typeof bottom === 'number' ? { bottom } : {}),
      ...(typeof side === 'number' ? { side } : {}),
    };
  } catch {
    // No storage, or somebody else's value: the size is as if nothing had been chosen.
    return { dock: 'bottom' };
  }
}

function store(chosen: Chosen): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(chosen));
  } catch {
    // Without storage the size holds until the page is left.
  }
}
