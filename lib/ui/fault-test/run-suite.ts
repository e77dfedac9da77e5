import { BEHAVIOURS } from './behaviours.ts';
import { type BenchOptions, createBench } from './bench.ts';
import { createFault, type Edge, type FaultKind } from './faults.ts';

/** What came of one behaviour. */
export interface Outcome {
  readonly title: string;
  /** What it said, where it failed. */
  readonly failure?: string;
  readonly tookMs: number;
}

/** What a suite is run with. */
export interface SuiteOptions extends Omit<BenchOptions, 'fault' | 'topic'> {
  faultKind: FaultKind;
  edge: Edge;
  createTopic: () => string;
  now: () => number;
  /** Called with each outcome, as it comes. */
  onOutcome: (outcome: Outcome) => void;
}

// #region suite
/** Runs each behaviour with a client and a topic of its own, and leaves the edge as it was: without faults. */
export async function runSuite(options: SuiteOptions): Promise<readonly Outcome[]> {
  const { faultKind, edge, createTopic, now, onOutcome, signal, ...rest } = options;
  const outcomes: Outcome[] = [];
  for (const { title, run } of BEHAVIOURS) {
    signal.throwIfAborted();
    const beganAt = now();
    const fault = createFault(faultKind, edge);
    const { bench, close } = createBench({ ...rest, signal, fault, topic: createTopic() });
    const failure = await fault
      .begin()
      .then(() => run(bench))
      .then(
        () => undefined,
        (error: unknown) => sayError(error),
      );
    close();
    await edge.setToxics({});
    signal.throwIfAborted();
    const outcome = { title, tookMs: now() - beganAt, ...(failure === undefined ? {} : { failure }) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}
// #endregion suite

function sayError(error: unknown): string {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return String(error);
  // The platform's own errors say most by their name.
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}
