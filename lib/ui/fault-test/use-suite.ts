import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { ownTopic } from '../lab/topic.ts';
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
  const [running, setRunning] = useState<Pair>();
  const [trouble, setTrouble] = useState<string>();
  const ending = useRef<AbortController>(undefined);
  const { ready } = figure;

  const run = useCallback(
    async (pairs: readonly (readonly [ClientKind, FaultKind])[]) => {
      ending.current?.abort();
      const own = new AbortController();
      ending.current = own;
      setTrouble(undefined);
      try {
        const [session, { runSuite }] = await Promise.all([ready(), import('./run-suite.ts')]);
        for (const [kind, faultKind] of pairs) {
          if (own.signal.aborted) return;
          const standing = session.state();
          if (standing.name !== 'open') throw new Error('the lab is not there');
          const pair = pairOf(kind, faultKind);
          setRunning(pair);
          setOutcomes((known) => ({ ...known, [pair]: [] }));
          await runSuite({
            kind,
            faultKind,
            urls: standing.session.urls,
            edge: {
              setToxics: (toxics) => session.setToxics('websocket', toxics),
              silence: () => session.silence('websocket'),
            },
            createTopic: () => ownTopic('test', Math.random),
            createId: () => ownTopic('id', Math.random),
            createSocket: (url, protocol) => new WebSocket(url, protocol),
            random: Math.random,
            now: systemClock.now,
            signal: own.signal,
            onOutcome: (outcome) => setOutcomes((known) => ({ ...known, [pair]: [...(known[pair] ?? []), outcome] })),
          });
        }
      } catch (error) {
        if (!own.signal.aborted) setTrouble(error instanceof Error ? error.message : String(error));
      } finally {
        if (ending.current === own) setRunning(undefined);
      }
    },
    [ready],
  );

  useEffect(() => () => ending.current?.abort(), []);

  return {
    outcomes,
    running,
    trouble,
    runOne: (kind, fault) => void run([[kind, fault]]),
    // Fault by fault: first everything is green, and then it is not.
    runAll: () => void run(FAULT_KINDS.flatMap((fault) => CLIENT_KINDS.map((kind) => [kind, fault] as const))),
    stop: () => ending.current?.abort(),
  };
}
