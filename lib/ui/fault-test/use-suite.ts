import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { CLIENT_KINDS, type ClientKind } from './client.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import type { Outcome } from './run-suite.ts';

/** A client with a fault. */
export type Pair = `${ClientKind} ${FaultKind}`;

/** The name of a client with a fault. */
export function pairOf(kind: ClientKind, fault: FaultKind): Pair {
  return `${kind} ${fault}`;
}

/** What was run, and what runs. */
export interface SuiteHandle {
  readonly outcomes: Readonly<Partial<Record<Pair, readonly Outcome[]>>>;
  /** Whether anything runs, or waits for the lab in order to. */
  readonly isRunning: boolean;
  /** The pair that runs. */
  readonly running: Pair | undefined;
  /** Why a run has ended before its end. */
  readonly trouble: string | undefined;
  runOne(kind: ClientKind, fault: FaultKind): void;
  runAll(): void;
  stop(): void;
}

/** Runs the suite over the page's session, one pair after the other. */
export function useSuite(figure: FigureSession): SuiteHandle {
  const [outcomes, setOutcomes] = useState<SuiteHandle['outcomes']>({});
  const [pair, setPair] = useState<Pair>();
  const { isRunning, failure, start, stop } = useSessionRun(figure, 'the session ended, and its edge with it');

  const run = useCallback(
    (pairs: readonly (readonly [ClientKind, FaultKind])[]): void => {
      const hasBegun = start(async ({ session, lab, signal }) => {
        const { runSuite } = await import('./run-suite.ts');
        for (const [kind, faultKind] of pairs) {
          signal.throwIfAborted();
          const pair = pairOf(kind, faultKind);
          setPair(pair);
          setOutcomes((known) => ({ ...known, [pair]: [] }));
          await runSuite({
            kind,
            faultKind,
            urls: lab.urls,
            edge: {
              setToxics: (toxics) => session.setToxics('websocket', toxics),
              silence: () => session.silence('websocket'),
            },
            createTopic: () => ownTopic('test', Math.random),
            createId: () => ownTopic('id', Math.random),
            createSocket: (url, protocol) => new WebSocket(url, protocol),
            random: Math.random,
            now: systemClock.now,
            signal,
            onOutcome: (outcome) => setOutcomes((known) => ({ ...known, [pair]: [...(known[pair] ?? []), outcome] })),
          });
        }
      });
      if (hasBegun) setPair(undefined);
    },
    [start],
  );

  return {
    outcomes,
    isRunning,
    running: isRunning ? pair : undefined,
    trouble: failure,
    runOne: (kind, fault) => run([[kind, fault]]),
    // Fault by fault: first everything is green, and then it is not.
    runAll: () => run(FAULT_KINDS.flatMap((fault) => CLIENT_KINDS.map((kind) => [kind, fault] as const))),
    stop,
  };
}
