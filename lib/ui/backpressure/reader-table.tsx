import type { JSX } from 'react';
import { ScrollBox } from '../live-figure/index.ts';
import styles from './backpressure.module.css';
import { type ReaderRun } from './reader-run.ts';

/** How far a reader was behind, second by second. */
export function ReaderTable({ run }: { run: ReaderRun | undefined }): JSX.Element {
  return (
    <ScrollBox
      label="How the reader stood"
      className={styles.tall}
      empty="Once a second: how far the log is, and how far this page."
    >
      {run && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">Newest in the log</th>
              <th scope="col">Last received</th>
              <th scope="col">Behind, events</th>
            </tr>
          </thead>
          <tbody>
            {run.samples.map(({ atMs, newest, last }) => (
              <tr key={atMs}>
                <th scope="row">{(atMs / 1_000).toFixed(1)} s</th>
                <td>{newest.toLocaleString('en')}</td>
                <td>{last.toLocaleString('en')}</td>
                <td>{(newest - last).toLocaleString('en')}</td>
              </tr>
            ))}
            {run.reset && (
              <tr data-reset>
                <th scope="row">reset</th>
                <td>{run.reset.newest.toLocaleString('en')}</td>
                <td>{run.reset.last.toLocaleString('en')}</td>
                <td>{(run.reset.newest - run.reset.last).toLocaleString('en')} never come</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </ScrollBox>
  );
}
