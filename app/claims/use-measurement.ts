import { useCallback, useRef, useState } from 'react';
import { type HereOutcome, type Measurable, measureHere } from './measure-here.ts';

/** One claim’s measuring. */
export interface Measurement {
  /** What the last one brought; absent while one runs, and before the first. */
  outcome: HereOutcome | undefined;
  /** Begins, and ends what ran before. */
  measure(): Promise<void>;
  /** Ends what runs. */
  stop(): void;
}

/** Measures a claim as often as it is asked to. */
export function useMeasurement(claim: Measurable): Measurement {
  const [outcome, setOutcome] = useState<HereOutcome>();
  const running = useRef<AbortController>(undefined);
  const stop = useCallback(() => running.current?.abort(), []);
  const measure = useCallback(async () => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setOutcome(undefined);
    const next = await measureHere(claim, mine.signal);
    if (!mine.signal.aborted) setOutcome(next);
  }, [claim]);
  return { outcome, measure, stop };
}
