import type { JSX } from 'react';
import styles from './delivery-ledger.module.css';
import type { LogEntry } from './reading.ts';

const WORDS = { next: '', late: ', out of order', again: ', a second time' } as const;
const MARKS = { next: '', late: '‹', again: '+' } as const;

/** The numbers of the batch in the order in which the log has them. */
export function LogStrip({ entries }: { entries: readonly LogEntry[] }): JSX.Element {
  return (
    <div>
      <p className={styles.key}>
        The log of the last run, in its order:{' '}
        <span className={styles.entry} data-kind="late">
          7{MARKS.late}
        </span>{' '}
        came after a higher number,{' '}
        <span className={styles.entry} data-kind="again">
          7{MARKS.again}
        </span>{' '}
        was there before
      </p>
      <div className={styles.strip} role="region" aria-label="The log of the last run" tabIndex={0}>
        {entries.length === 0 ? (
          <p className={styles.empty}>Here the log will stand, as it is read back.</p>
        ) : (
          <ol className={styles.entries}>
            {entries.map(({ place, n, kind }) => (
              <li key={place} className={styles.entry} data-kind={kind} aria-label={`${n}${WORDS[kind]}`}>
                {n}
                {MARKS[kind]}
              </li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
