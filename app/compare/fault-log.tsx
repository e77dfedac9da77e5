import type { JSX } from 'react';
import { recentFaults } from '../../lib/ui/lane/recent-faults.ts';
import { TransportName } from '../../lib/ui/transport-mark/index.ts';
import tables from './tables.module.css';
import type { CompareState } from './use-bench.ts';

/** The faults that the pictures mark, as a table; nothing where there were none. */
export function FaultLog({ state }: { state: CompareState }): JSX.Element | null {
  const originAt = state.at - state.elapsedMs;
  const rows = state.lanes
    .flatMap(({ session: { transport, tape } }) =>
      recentFaults(tape, { originAt }).map((fault) => ({ ...fault, transport })),
    )
    .sort((a, b) => b.fromSeconds - a.fromSeconds);
  if (rows.length === 0) return null;
  return (
    <section className={tables.section} aria-labelledby="fault-log">
      <h2 id="fault-log" className={tables.heading}>
        Faults
      </h2>
      <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="fault-log">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">lane</th>
              <th scope="col">fault</th>
              <th scope="col" className={tables.number}>
                from (s)
              </th>
              <th scope="col" className={tables.number}>
                until (s)
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, transport, what, fromSeconds, untilSeconds }) => (
              <tr key={transport + key} data-fault-of={transport}>
                <th scope="row">
                  <TransportName id={transport} short />
                </th>
                <td>{what}</td>
                <td className={tables.number}>{fromSeconds.toFixed(3)}</td>
                <td className={tables.number}>{untilSeconds?.toFixed(3) ?? 'now'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
