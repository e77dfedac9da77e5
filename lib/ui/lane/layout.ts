import type { DrawList } from './draw-list.ts';
import { layOutCounted, layOutEvents, layOutMarks } from './layout-events.ts';
import { layOutExchanges } from './layout-exchanges.ts';
import { layOutMessages } from './layout-messages.ts';
import type { Tape } from './tape.ts';
import type { View } from './view.ts';

/**
 * Turns the part of a tape that a view shows into shapes. What lies closer than it could be told apart is bundled with
 * its number, so the list stays short however much there was. Nothing of the tape is changed.
 */
export function layOut(tape: Tape, view: View, out: DrawList): void {
  out.begin();
  layOutCounted(tape, view, out);
  layOutMarks(tape, view, out);
  layOutExchanges(tape, view, out);
  layOutMessages(tape, view, out);
  layOutEvents(tape, view, out);
}
