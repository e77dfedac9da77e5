import type { DrawList } from './draw-list.ts';
import type { Tape } from './tape.ts';
import { LABEL_PX, scaleOf, type View } from './view.ts';

/** What is drawn, which part of it, and where the shapes go. */
export interface Scene {
  tape: Tape;
  view: View;
  out: DrawList;
}

/**
 * Whether there is room for the label of a bundle: within it, or between it and the row before. A thin bundle right after
 * another row goes without; its number stands at the server's lifeline as well.
 */
export function bundleHasRoom({ view }: Scene, bundle: { from: number; to: number; previousAt: number }): boolean {
  const leastMs = LABEL_PX / scaleOf(view);
  return bundle.to - bundle.from >= leastMs || !(bundle.from - bundle.previousAt < leastMs);
}

/**
 * Whether there is room for a label at a moment, given when the label before it stands. What happened to the lane itself
 * has the right of way. It depends on the rows alone and not on what else is in view, so that labels do not flicker.
 */
export function hasRoom({ tape, view }: Scene, at: number, previousAt: number): boolean {
  const leastMs = LABEL_PX / scaleOf(view);
  if (at - previousAt < leastMs) return false;
  const { marks } = tape;
  const next = marks.search('at', at - leastMs);
  return !(marks.get('at', next) < at + leastMs);
}
