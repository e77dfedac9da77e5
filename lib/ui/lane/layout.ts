import { layOutCounted, layOutEvents, layOutMarks } from './layout-events.ts';
import { layOutExchanges } from './layout-exchanges.ts';
import { layOutMessages } from './layout-messages.ts';
import type { Scene } from './scene.ts';

/**
 * Turns the part of a tape that a view shows into shapes. What lies closer than it could be told apart is bundled with
 * its number, so the list stays short however much there was. Nothing of the tape is changed.
 */
export function layOut(scene: Scene): void {
  scene.out.begin();
  layOutCounted(scene);
  layOutMarks(scene);
  layOutExchanges(scene);
  layOutMessages(scene);
  layOutEvents(scene);
}
