'use client';

import { type ComponentType, type JSX, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import styles from './claim.module.css';
import type { LiveReadingProps, MeasuredClaim } from './live-reading.tsx';

/**
 * The button beside a claim’s value, and the panel that it opens: the browser’s own popover, which needs no script for its
 * keys. What measures is loaded when it is first pressed.
 */
export function ClaimButton({
  claim,
  recorded,
  conditions,
}: {
  claim: MeasuredClaim;
  recorded: ReactNode;
  conditions: ReactNode;
}): JSX.Element {
  const panel = useId();
  const place = useRef<HTMLSpanElement>(null);
  const [Live, setLive] = useState<ComponentType<LiveReadingProps> | 'failed'>();
  const load = useCallback((): void => {
    import('./live-reading.tsx').then(
      ({ LiveReading }) => setLive(() => LiveReading),
      () => setLive('failed'),
    );
  }, []);
  useEffect(() => {
    // Opened before this script was there, it has had no press to load on.
    if (place.current?.matches(':popover-open')) load();
  }, [load]);
  return (
    <>
      <button
        type="button"
        className={styles.measure}
        popoverTarget={panel}
        aria-label={`Measure: ${claim.statement}`}
        onClick={load}
      />
      <span ref={place} popover="auto" id={panel} role="dialog" aria-label={claim.statement} className={styles.panel}>
        <span className={styles.statement}>{claim.statement}</span>
        <span className={styles.readings}>
          <span className={styles.reading} role="status">
            <span className={styles.label}>Here and now</span>
            {typeof Live === 'function' ? (
              <Live claim={claim} />
            ) : (
              <span className={styles.when}>{Live ? 'The script could not be loaded.' : 'Measuring …'}</span>
            )}
          </span>
          <span className={styles.reading}>
            <span className={styles.label}>Recorded</span>
            {recorded}
          </span>
        </span>
        {conditions}
        <button type="button" className={styles.close} popoverTarget={panel} popoverTargetAction="hide">
          Close
        </button>
      </span>
    </>
  );
}
