import { HERD } from './herd.ts';
import { LANE_SCENARIOS } from './lane-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { WALL } from './wall.ts';

export { createScenarioDesk, type DeskState, type Predictions, type ScenarioDesk } from './desk.ts';
export type { Outcome, Subject, SubjectOutcome } from './outcome.ts';
export type { Scenario } from './scenario.ts';

/** Every scenario, in the order of the list. */
export const SCENARIOS: readonly Scenario[] = [...LANE_SCENARIOS, WALL, HERD];
