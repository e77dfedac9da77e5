'use client';

import { type JSX, useEffect } from 'react';
import { sayDetail, sayValue } from '../../content/claims/judge.ts';
import type { ClaimView } from './claim-view.ts';
import styles from './claim.module.css';
import type { HereOutcome } from './measure-here.ts';
import { useMeasurement } from './use-measurement.ts';

/** What of a claim is needed where it is measured. */
export type MeasuredClaim = Pick<ClaimView, 'id' | 'place' | 'hasStage' | 'holds' | 'unit' | 'digits' | 'statement'>;

/** What a {@link LiveReading} is given. */
export interface LiveReadingProps {
  claim: MeasuredClaim;
}

/** A measurement here and now: it begins at once, and can be repeated. */
export function LiveReading({ claim }: LiveReadingProps): JSX.Element {
  const { outcome, measure, stop } = useMeasurement(claim);

  useEffect(() => {
    void measure();
    return stop;
  }, [measure, stop]);

  return (
    <>
      {outcome === undefined ? (
        <span className={styles.when}>Measuring …</span>
      ) : (
        <Outcome claim={claim} outcome={outcome} />
      )}
      {/* It stays focused while it can do nothing. */}
      <button
        type="button"
        className={styles.again}
        aria-disabled={outcome === undefined}
        onClick={() => outcome !== undefined && void measure()}
      >
        Measure again
      </button>
    </>
  );
}

/** What came of a measurement: the value and its conditions, or why there is none. */
export function Outcome({ claim, outcome }: { claim: MeasuredClaim; outcome: HereOutcome }): JSX.Element {
  switch (outcome.outcome) {
    case 'measured':
      return (
        <>
          <span className={styles.number}>{sayValue(claim, outcome.value)}</span>
          <span className={outcome.holds ? styles.good : styles.bad}>
            {outcome.holds ? '✓ holds' : '✗ does not hold here'}
          </span>
          <span className={styles.when}>
            {new Date(outcome.at).toLocaleTimeString('en-GB')}, 1 run, {sayTook(outcome.tookMs)}
          </span>
          <span className={styles.when}>{outcome.machine}</span>
          {Object.entries(outcome.details ?? {}).map(([name, value]) => (
            <span key={name} className={styles.when}>
              {name}: {sayDetail(value)}
            </span>
          ))}
        </>
      );
    case 'failed':
      return <span className={styles.bad}>Not measured: {outcome.reason}.</span>;
    case 'down':
      return (
        <span className={styles.bad}>
          The lab is not running. {outcome.reason}. Start it with <code>npm start</code> or <code>npm run lab</code>.
          What stands beside is recorded.
        </span>
      );
    case 'stopped':
      return <span className={styles.when}>Stopped.</span>;
  }
}

function sayTook(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
