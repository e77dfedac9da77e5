import type { JSX } from 'react';
import { ScrollBox } from '../live-figure/index.ts';
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
      <ScrollBox
        label="The log of the last run"
        className={styles.strip}
        empty="Here the log will stand, as it is read back."
      >
        {entries.length > 0 && (
          <ol className={styles.entries}>
            {entries.map(({ place, n, kind }) => (
              <li key={place} className={styles.entry} data-kind={kind} aria-label={`${n}${WORDS[kind]}`}>
                {n}
                {MARKS[kind]}
              </li>
            ))}
          </ol>
        )}
      </ScrollBox>
    </div>
  );
}
