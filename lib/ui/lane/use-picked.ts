import { type RefObject, useEffect, useRef } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { LaneCanvasProps } from './lane-canvas.tsx';
import { type Arrow, arrowFor } from './pick.ts';

/** Keeps the arrow that is picked where the loop that draws can read it, and brings it into sight when it is another one. */
export function usePicked({
  session,
  viewport,
  onPause,
  pick,
}: Pick<LaneCanvasProps, 'session' | 'viewport' | 'onPause' | 'pick'>): RefObject<Arrow | undefined> {
  const picked = useRef<Arrow>(undefined);
  const { at, seq, direction } = pick ?? {};
  useEffect(() => {
    picked.current =
      at === undefined
        ? undefined
        : arrowFor(session.tape, { at, ...(seq === undefined ? {} : { seq }), ...(direction ? { direction } : {}) });
    if (!picked.current) return;
    const now = systemClock.now();
    const { at: shownAt } = picked.current;
    const to = viewport.to(now);
    if (shownAt <= to && shownAt >= to - viewport.spanMs) return;
    if (viewport.pausedAt === undefined) onPause(true);
    viewport.show(shownAt);
  }, [session, viewport, onPause, at, seq, direction]);
  return picked;
}
