import type { JSX } from 'react';
import type { CaptureView } from './capture-store.ts';
import { isRestricted } from './filter.ts';
import { countBytes, formatBytes, formatShare } from './format-bytes.ts';
import styles from './sums-line.module.css';

/** What the rows shown add up to, and what is not among them. */
export function SumsLine({ view }: { view: CaptureView }): JSX.Element {
  const { sums, dropped, kept, behind, waiting } = view;
  const { payload, overhead, lost, total } = sums;
  return (
    <div className={styles.line} role="group" aria-label="Sums of what is shown">
      <dl className={styles.sums}>
        <Sum
          name={isRestricted(view.filter) ? 'shown' : 'rows'}
          value={formatBytes(sums.rows)}
          note={isRestricted(view.filter) ? `of ${formatBytes(kept)}` : ''}
        />
        <Sum name="total" value={formatBytes(total)} note="B" />
        <Sum
          name="payload"
          value={formatBytes(payload)}
          note={formatShare(payload, payload + overhead)}
          mark="payload"
        />
        <Sum
          name="overhead"
          value={formatBytes(overhead)}
          note={formatShare(overhead, payload + overhead)}
          mark="overhead"
        />
        {lost > 0 && <Sum name="not captured" value={formatBytes(lost)} note="B" />}
        <Sum name="↑ up" value={formatBytes(sums.up)} note="B" />
        <Sum name="↓ down" value={formatBytes(sums.down)} note="B" />
      </dl>
      <p className={styles.notes}>
        {behind > 0 && <span>{formatBytes(behind)} more since the pause</span>}
        {waiting > 200 && <span>{formatBytes(waiting)} still to be read</span>}
        {dropped.rows > 0 && (
          <span>
            {formatBytes(dropped.rows)} older rows are gone ({countBytes(dropped.bytes)})
          </span>
        )}
      </p>
    </div>
  );
}

function Sum({
  name,
  value,
  note,
  mark,
}: {
  name: string;
  value: string;
  note: string;
  mark?: 'payload' | 'overhead';
}): JSX.Element {
  return (
    <div className={styles.sum} data-sum={name} data-mark={mark}>
      <dt>{name}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}
