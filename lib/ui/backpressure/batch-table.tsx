import type { JSX } from 'react';
import styles from './backpressure.module.css';
import { type BatchRun, WAY_IDS, WAY_NAMES, type WayId } from './batch-run.ts';
import { formatMs } from './sender-table.tsx';

/** The same small messages, sent in three ways. */
export function BatchTable({ runs }: { runs: Readonly<Partial<Record<WayId, BatchRun>>> }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="What each way cost" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">Frames up</th>
            <th scope="col">Bytes up</th>
            <th scope="col">Pieces at the edge</th>
            <th scope="col">Bytes down</th>
            <th scope="col">Until all was acknowledged</th>
          </tr>
        </thead>
        <tbody>
          {WAY_IDS.map((id) => {
            const run = runs[id];
            return (
              <tr key={id} data-way={id}>
                <th scope="row">{WAY_NAMES[id]}</th>
                <td>{run?.frames ?? '–'}</td>
                <td>{run?.upBytes.toLocaleString('en') ?? '–'}</td>
                <td>{run?.upPieces ?? '–'}</td>
                <td>{run?.downBytes.toLocaleString('en') ?? '–'}</td>
                <td>{formatMs(run?.tookMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
