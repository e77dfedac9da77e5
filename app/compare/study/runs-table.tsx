import type { JSX } from 'react';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { formatCount } from '../../../lib/ui/lane/format.ts';
import { describeStudy } from '../../../lib/ui/study/settings.ts';
import { TransportName } from '../../../lib/ui/transport-mark/index.ts';
import tables from '../tables.module.css';
import styles from './study.module.css';
import type { StudyRun } from './use-study.ts';

/** The totals of the runs of this page, so that one setting can be held against another. */
export function RunsTable({ runs }: { runs: readonly StudyRun[] }): JSX.Element {
  return (
    <section className={tables.section} aria-labelledby="runs">
      <h2 id="runs" className={tables.heading}>
        Totals of all runs (B)
      </h2>
      <p className={tables.note}>Kept until this page is left, eight at most.</p>
      <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="runs">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col" className={tables.number}>
                run
              </th>
              {TRANSPORT_IDS.map((id) => (
                <th key={id} scope="col" className={tables.number}>
                  <TransportName id={id} short />
                </th>
              ))}
              <th scope="col">settings</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ number, result }) => (
              <tr key={number}>
                <th scope="row" className={tables.number}>
                  {number}
                </th>
                {result.lanes.map(({ transport, total }) => (
                  <td key={transport} className={tables.number}>
                    {formatCount(total)}
                  </td>
                ))}
                <td className={styles.settings}>{describeStudy(result.settings)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
