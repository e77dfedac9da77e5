import type { Clock } from '../../../measure/clock.ts';
import type { Outcome, Subject } from './outcome.ts';
import type { Scenario } from './scenario.ts';
import { Cancelled } from './wait.ts';
import type { StreamState } from './wall.ts';

/** What a reader predicts: the id of a choice for each subject; one without a prediction is missing. */
export type Predictions = Readonly<Record<string, string>>;

/** Where a scenario stands. */
export type DeskState =
  | { name: 'idle' }
  | { name: 'asking'; scenario: Scenario; subjects: readonly Subject[]; seconds: number; predictions: Predictions }
  | {
      name: 'running';
      scenario: Scenario;
      subjects: readonly Subject[];
      seconds: number;
      predictions: Predictions;
      /** What happens now, in words. */
      step: string;
      startedAt: number;
      /** The streams of the wall, while it runs. */
      streams: readonly StreamState[];
    }
  | {
      name: 'done';
      scenario: Scenario;
      seconds: number;
      predictions: Predictions;
      outcome: Outcome;
      tookMs: number;
    }
  | { name: 'stopped'; scenario: Scenario; cancelled: boolean; reason: string };

/** Asks for predictions, runs a scenario, and holds the two against each other. */
export interface ScenarioDesk {
  /** The same object until something changes. */
  state(): DeskState;
  /** Calls back on every change. @returns its undo */
  subscribe(onChange: () => void): () => void;
  /** Begins with a scenario; not while one runs. */
  choose(scenario: Scenario): void;
  /** Asks about the lanes as they are now, after they were changed. */
  refresh(): void;
  setSeconds(seconds: number): void;
  predict(subject: string, choice: string): void;
  /** Runs the scenario with the predictions that are there. */
  run(): Promise<void>;
  cancel(): void;
  /** Puts everything away; a run is cancelled. */
  close(): void;
}

/** How a desk does its work. */
export interface DeskOptions {
  clock: Clock;
  /** What would be predicted now. */
  subjects(scenario: Scenario): readonly Subject[];
  /** Runs a scenario. @throws {Cancelled} as a rejection */
  perform(
    scenario: Scenario,
    run: {
      seconds: number;
      signal: AbortSignal;
      onStep: (step: string) => void;
      onStreams: (streams: readonly StreamState[]) => void;
    },
  ): Promise<Outcome>;
}

/** Makes a desk on which nothing lies. What is predicted on it stays on it: nothing is stored, and nothing is sent. */
export function createScenarioDesk({ clock, subjects, perform }: DeskOptions): ScenarioDesk {
  const listeners = new Set<() => void>();
  let state: DeskState = { name: 'idle' };
  let running: AbortController | undefined;

  function become(next: DeskState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function run(): Promise<void> {
    if (state.name !== 'asking') return;
    const { scenario, seconds, predictions } = state;
    const own = new AbortController();
    running = own;
    const startedAt = clock.now();
    // Lanes may have been shown or hidden since the question was put.
    const asked = { scenario, seconds, predictions, subjects: subjects(scenario) };
    become({ name: 'running', ...asked, step: 'beginning', startedAt, streams: [] });
    try {
      const outcome = await perform(scenario, {
        seconds,
        signal: own.signal,
        onStep: (step) => {
          if (running === own && state.name === 'running' && state.step !== step) become({ ...state, step });
        },
        onStreams: (streams) => {
          if (running === own && state.name === 'running') become({ ...state, streams });
        },
      });
      if (running !== own) return;
      become({ name: 'done', scenario, seconds, predictions, outcome, tookMs: clock.now() - startedAt });
    } catch (error) {
      if (running !== own) return;
      const cancelled = error instanceof Cancelled || own.signal.aborted;
      const reason = cancelled ? 'Cancelled: nothing was measured, and everything works again.' : messageOf(error);
      become({ name: 'stopped', scenario, cancelled, reason });
    } finally {
      if (running === own) running = undefined;
    }
  }

  return {
    state: () => state,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    choose(scenario) {
      if (state.name === 'running') return;
      const seconds = (scenario.kind === 'lanes' && scenario.seconds?.initial) || 0;
      become({ name: 'asking', scenario, subjects: subjects(scenario), seconds, predictions: {} });
    },
    refresh() {
      if (state.name === 'asking') become({ ...state, subjects: subjects(state.scenario) });
    },
    setSeconds(seconds) {
      if (state.name === 'asking') become({ ...state, seconds });
    },
    predict(subject, choice) {
      if (state.name === 'asking') become({ ...state, predictions: { ...state.predictions, [subject]: choice } });
    },
    run,
    cancel() {
      running?.abort();
    },
    close() {
      running?.abort();
      running = undefined;
      become({ name: 'idle' });
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
