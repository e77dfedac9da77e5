import type { Traffic, TransportId } from '../../../protocol/index.ts';
import type { FaultBoard } from '../fault-board.ts';
import { FAULTS } from '../fault-kinds.ts';
import { measureLane, type Measured, type RunNumbers } from './measured.ts';
import type { LaneScenario } from './scenario.ts';
import { pass, until, type Waiting } from './wait.ts';

/** What a run does its work on: the lanes of the page, and what is published to them. */
export interface LaneStage {
  /** The numbers of the lanes that are shown, as they are now. */
  lanes(): readonly RunNumbers[];
  faults: Pick<FaultBoard, 'make' | 'lift' | 'liftAll' | 'state'>;
  /** Publishes at another pace. @returns what gives the old pace back */
  publish(source: LaneScenario['source']): () => void;
  /** Begins all numbers and pictures anew. */
  clear(): void;
  /** Differs once the numbers were begun anew by somebody else, or the session is another. */
  epoch(): string;
  /** The position of the newest event of the topic, asked from the lab past all edges. */
  head(signal: AbortSignal): Promise<number>;
  /** What has gone over the edges so far; `undefined` before the first telemetry. */
  traffic(): Readonly<Record<TransportId, Traffic>> | undefined;
}

/** What came of a run, lane by lane. */
export interface LaneResult {
  measured: Measured;
  resume: boolean;
  holdMs: number;
}

const DISTURBED =
  'The numbers were begun anew, or the session was replaced, while the run went on: nothing could be measured';

/** How long lanes may take to show that they deliver before anything is done to them, in milliseconds. */
const READY_MS = 30_000;

/** Events that every lane has to deliver before a fault. */
const READY_EVENTS = 3;

/** How long the next telemetry may take, in milliseconds; it comes four times a second. */
const TELEMETRY_MS = 2_000;

/** What comes this soon after a fault was on its way before it, in milliseconds. */
const IN_FLIGHT_MS = 250;

/**
 * Runs a scenario: makes its fault on all lanes, takes it back, waits for the lanes, and measures. Whatever happens, nothing
 * is broken any more in the end, and the source has its pace back.
 *
 * @param onStep - told what happens now, in words
 * @throws {Cancelled} as a rejection, when the reader cancels
 * @throws {Error} as a rejection, when the run could not be made: its message is for readers
 */
export async function runLanes(
  scenario: LaneScenario,
  stage: LaneStage,
  { seconds, onStep, ...waiting }: Waiting & { seconds: number; onStep: (step: string) => void },
): Promise<LaneResult[]> {
  const { clock } = waiting;
  const ids = stage.lanes().map(({ transport }) => transport);
  await stage.faults.liftAll();
  const restore = stage.publish(scenario.source);
  try {
    onStep('waiting until every lane delivers');
    stage.clear();
    const isReady = await until(waiting, READY_MS, () =>
      stage.lanes().every(({ state, counts }) => state.name === 'open' && counts.received >= READY_EVENTS),
    );
    if (!isReady) throw new Error('Not every lane delivered its events before the fault, so nothing could be compared');

    const before = stage.traffic();
    stage.clear();
    const epoch = stage.epoch();
    onStep(stepOf(scenario, seconds));
    const fault = await makeFault(scenario, stage, { ids, seconds, ...waiting });
    onStep('waiting for the lanes to catch up');
    const target = await stage.head(waiting.signal);
    const caughtUpAt = new Map<TransportId, number>();
    await until(waiting, scenario.patienceMs, () => {
      if (stage.epoch() !== epoch) throw new Error(DISTURBED);
      for (const { transport, lastSeq = 0 } of stage.lanes()) {
        // What is over at once says nothing of what was published before it: the next event has to come as well.
        const isThere = fault.endedAt > fault.at ? lastSeq >= target : lastSeq > target;
        if (isThere && !caughtUpAt.has(transport)) caughtUpAt.set(transport, clock.now());
      }
      // A lane that was hidden meanwhile is not waited for.
      return stage.lanes().every(({ transport }) => caughtUpAt.has(transport));
    });
    const endedAt = clock.now();
    // What is known of the bytes is a little old: the next telemetry has everything until now.
    const known = stage.traffic();
    await until(waiting, TELEMETRY_MS, () => stage.traffic() !== known);
    const after = stage.traffic();
    return stage.lanes().map((numbers) => ({
      resume: numbers.resume,
      holdMs: numbers.pacing.waitMs,
      measured: measureLane(numbers, {
        faultAt: fault.at,
        faultEndedAt: fault.endedAt,
        deliveredDuring: fault.deliveredDuring.get(numbers.transport) ?? 0,
        caughtUpAt: caughtUpAt.get(numbers.transport),
        endedAt,
        bytes: difference(before?.[numbers.transport], after?.[numbers.transport]),
      }),
    }));
  } finally {
    restore();
    await stage.faults.liftAll();
  }
}

interface MadeFault {
  at: number;
  /** The same as `at` for what was over at once. */
  endedAt: number;
  deliveredDuring: ReadonlyMap<TransportId, number>;
}

async function makeFault(
  scenario: LaneScenario,
  stage: LaneStage,
  { ids, seconds, ...waiting }: Waiting & { ids: readonly TransportId[]; seconds: number },
): Promise<MadeFault> {
  const { clock } = waiting;
  const { fault } = scenario;
  const { course } = FAULTS[fault];
  const isTimed = course === 'timed' || course === 'promised';
  await stage.faults.make(fault, ids, isTimed ? seconds : scenario.amount);
  const { problem } = stage.faults.state();
  if (problem !== undefined) throw new Error(problem);
  const at = clock.now();
  if (course === 'done') return { at, endedAt: at, deliveredDuring: new Map() };

  await pass(waiting, IN_FLIGHT_MS);
  const first = receivedBy(stage);
  const isOn = (): boolean => ids.some((id) => stage.faults.state().on[id].some(({ kind }) => kind === fault));
  if (isTimed) await until(waiting, seconds * 1_000 + 10_000, () => !isOn());
  else await pass(waiting, Math.max(0, seconds * 1_000 - IN_FLIGHT_MS));
  const last = receivedBy(stage);
  if (!isTimed) await stage.faults.lift(fault, ids);
  return {
    at,
    endedAt: clock.now(),
    deliveredDuring: new Map(ids.map((id) => [id, (last.get(id) ?? 0) - (first.get(id) ?? 0)])),
  };
}

const receivedBy = (stage: LaneStage): Map<TransportId, number> =>
  new Map(stage.lanes().map(({ transport, counts }) => [transport, counts.received]));

function stepOf({ fault, title }: LaneScenario, seconds: number): string {
  const { label, course } = FAULTS[fault];
  return course === 'done' ? `${title}: ${label.toLowerCase()}` : `${title}: ${label.toLowerCase()} for ${seconds} s`;
}

function difference(before: Traffic | undefined, after: Traffic | undefined): Measured['bytes'] {
  if (before === undefined || after === undefined) return undefined;
  return { up: after.up - before.up, down: after.down - before.down };
}
