import type { DrawList } from './draw-list.ts';
import type { Tape } from './tape.ts';
import type { View } from './view.ts';

/** What is drawn, which part of it, and where the shapes go. */
export interface Scene {
  tape: Tape;
  view: View;
  out: DrawList;
}
