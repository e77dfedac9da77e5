import type { Range } from '../../lane/steps.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { Measured } from './measured.ts';

/** One answer to what will happen, and when it is the right one. */
export interface Choice<Fact> {
  id: string;
  /** As it is read beside a radio button, and as the measured answer. */
  label: string;
  /** Whether the measurement is at least as bad as this. The first choice of a scenario always holds. */
  holds(fact: Fact): boolean;
}

/** What is said of every scenario. */
interface Told {
  id: string;
  title: string;
  /** What it is in the world outside. */
  about: string;
  /** What the reader is asked. */
  question: string;
}

/** A scenario that does one thing to all lanes. */
export interface LaneScenario extends Told {
  kind: 'lanes';
  fault: FaultKind;
  /** The amount of the fault, where its time is not its amount. */
  amount?: number;
  /** How long the fault is on, in seconds, where the reader may choose it. */
  seconds?: { label: string; initial: number; range: Range };
  /** What is published meanwhile. */
  source: { ratePerSecond: number; payloadBytes: number };
  /** How long lanes are waited for once the fault is over, in milliseconds. */
  patienceMs: number;
  choices: readonly Choice<Measured>[];
  /** What happens, step by step, in the words of the page. */
  steps(seconds: number): string[];
}

/** The scenario that opens more streams than a browser opens connections. */
export interface WallScenario extends Told {
  kind: 'wall';
  choices: readonly Choice<WallFacts>[];
  steps(): string[];
}

/** The scenario that drops many clients at once. */
export interface HerdScenario extends Told {
  kind: 'herd';
  clients: number;
  choices: readonly Choice<HerdFacts>[];
  steps(): string[];
}

/** Any of them. */
export type Scenario = LaneScenario | WallScenario | HerdScenario;

/** What became of the streams that were opened. */
export interface WallFacts {
  /** How many event sources were opened. */
  asked: number;
  /** How many of them were open when nothing changed any more. */
  opened: number;
  /** How many still waited, with `readyState` 0 and no error. */
  waiting: number;
  /** How many had reported an error. */
  errors: number;
  /** Streams of this page to the same origin that stood before. */
  before: number;
  /** From closing one until the next opened, in milliseconds; `undefined`: none did. */
  nextAfterMs: number | undefined;
}

/** What became of many clients that were dropped together. Times are in milliseconds after the drop. */
export interface HerdFacts {
  clients: number;
  jitter: boolean;
  /** When each client asked for its new connection, on the page's clock. */
  asked: readonly number[];
  /** When each connection reached the edge, on the edge's clock. */
  reached: readonly number[];
  /** Until the last was open again; `undefined` where some were not within the bound. */
  allOpenMs: number | undefined;
  /** The most clients that asked within {@link HERD_BIN_MS}. */
  peakAsked: number;
  peakReached: number;
}

/** How wide a bar of the herd's histograms is, in milliseconds. */
export const HERD_BIN_MS = 100;

/** The answer that the measurement gives. Choices go from the mildest to the worst: it is the last one that holds. */
export function decide<Fact>(choices: readonly Choice<Fact>[], fact: Fact): Choice<Fact> {
  const found = choices.findLast((choice) => choice.holds(fact)) ?? choices[0];
  if (found === undefined) throw new RangeError('Expected a scenario to have choices');
  return found;
}
