import type { JSX } from 'react';
import styles from './backpressure.module.css';
import { type SenderRun, sumSender } from './sender-run.ts';
import { SENDER_IDS, SENDER_NAMES, type SenderId } from './senders.ts';

/** What became of the same source with each sender. */
export function SenderTable({ runs }: { runs: Readonly<Partial<Record<SenderId, SenderRun>>> }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="What each sender did" tabIndex={0}>
      <table className={`${styles.table} ${styles.dense}`}>
        <thead>
          <tr>
            <th scope="col">Sender</th>
            <th scope="col">Sent</th>
            <th scope="col">Acknowledged</th>
            <th scope="col">Bytes</th>
            <th scope="col">Most in the browser</th>
            <th scope="col">In own list</th>
            <th scope="col">Median age</th>
            <th scope="col">Worst age</th>
            <th scope="col">The last</th>
          </tr>
        </thead>
        <tbody>
          {SENDER_IDS.map((id) => {
            const run = runs[id];
            const sums = run && sumSender(run);
            return (
              <tr key={id} data-sender={id} data-state={run?.state}>
                <th scope="row">{SENDER_NAMES[id]}</th>
                <td>{run ? `${run.sent} of ${run.made}` : '–'}</td>
                <td>{run?.acknowledged ?? '–'}</td>
                <td>{run ? formatBytes(run.sentBytes) : '–'}</td>
                <td>{sums ? formatBytes(sums.peakBytes) : '–'}</td>
                <td>{sums?.peakWaiting ?? '–'}</td>
                <td>{formatMs(sums?.medianAgeMs)}</td>
                <td>{formatMs(sums?.worstAgeMs)}</td>
                <td>{formatMs(run?.lastAfterMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function formatBytes(bytes: number): string {
  return bytes < 100_000 ? `${bytes.toLocaleString('en')} B` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Milliseconds for readers. */
export function formatMs(ms: number | undefined): string {
  if (ms === undefined) return '–';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
