import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { countSurvivors } from '../idle-relay.ts';

const TRIAL = { connections: 20, idleMs: 200, forMs: 2_000 };

/** A machine that stands still for longer than the idle time ends them all; then it is tried again. */
const MOST_TRIES = 3;

export const measure: LabMeasure = async () => {
  let [left, often] = [0, 0];
  for (let tries = 0; tries < MOST_TRIES && often * 2 <= TRIAL.connections; tries++) {
    [left, often] = await Promise.all([
      countSurvivors({ ...TRIAL, pingMs: TRIAL.idleMs }),
      countSurvivors({ ...TRIAL, pingMs: TRIAL.idleMs / 4 }),
    ]);
  }
  // A relay that ends whatever there is would say nothing about the interval.
  expectControl(often * 2 > TRIAL.connections, `most of those that are pinged more often to stand, got ${often}`);
  return { value: TRIAL.connections - left, details: { 'still open': left, 'still open, pinged every 50 ms': often } };
};
