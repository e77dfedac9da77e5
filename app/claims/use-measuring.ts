import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClaimView } from './claim-view.ts';
import { type HereOutcome, measureHere } from './measure-here.ts';

/** How a claim of the page stands. */
export type Standing = HereOutcome | 'waiting' | 'measuring';

/** Measuring claims of a page, one after the other. */
export interface Measuring {
  /** By id; absent for what was not asked for. */
  outcomes: ReadonlyMap<string, Standing>;
  /** How far it is; absent while nothing is measured. */
  progress: { done: number; total: number } | undefined;
  /** Begins; nothing happens while another runs. */
  measure(claims: readonly ClaimView[]): Promise<void>;
  /** Ends what runs, and leaves out what waits. */
  stop(): void;
}

/** Measures claims, and keeps what came of them. Where the lab does not answer, the rest is left out. */
export function useMeasuring(): Measuring {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Standing>>(new Map());
  const [progress, setProgress] = useState<Measuring['progress']>();
  const running = useRef<AbortController>(undefined);

  const stop = useCallback(() => running.current?.abort(), []);
  useEffect(() => stop, [stop]);

  const measure = useCallback(async (claims: readonly ClaimView[]) => {
    if (running.current !== undefined) return;
    const mine = new AbortController();
    running.current = mine;
    const tell = (ids: readonly string[], standing: Standing | undefined): void =>
      setOutcomes((now) => {
        const next = new Map(now);
        for (const id of ids) {
          if (standing === undefined) next.delete(id);
          else next.set(id, standing);
        }
        return next;
      });
    const left = claims.map(({ id }) => id);
    tell(left, 'waiting');
    for (const [done, claim] of claims.entries()) {
      setProgress({ done, total: claims.length });
      tell([claim.id], 'measuring');
      const outcome = await measureHere(claim, mine.signal);
      if (outcome.outcome === 'stopped') break;
      left.shift();
      tell([claim.id], outcome);
      if (outcome.outcome === 'down') break;
    }
    tell(left, undefined);
    setProgress(undefined);
    running.current = undefined;
  }, []);

  return { outcomes, progress, measure, stop };
}
