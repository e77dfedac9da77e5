import type { JSX } from 'react';
import styles from './lab-down.module.css';

/** Says that the lab does not run, how to start it, and that nothing has to be reloaded then. */
export function LabDown({ reason, secondsToRetry }: { reason: string; secondsToRetry: number }): JSX.Element {
  return (
    <section className={styles.down} role="status" aria-label="The lab is not running">
      <h2 className={styles.heading}>The lab is not running</h2>
      <p>
        {reason}. In the folder of Wirelab, start it with <code>npm start</code> (pages and lab) or{' '}
        <code>npm run lab</code> (the lab alone). The lanes connect by themselves as soon as it answers.
      </p>
      {/* Counted for the eye only: a screen reader would say every second. */}
      <p className={styles.next} aria-hidden="true">
        {secondsToRetry > 0 ? `next look in ${secondsToRetry} s` : 'looking …'}
      </p>
    </section>
  );
}
