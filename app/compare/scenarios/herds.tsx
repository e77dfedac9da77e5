import type { JSX } from 'react';
import { histogramOf } from '../../../lib/measure/histogram.ts';
import { HERD_BIN_MS, type HerdFacts } from '../../../lib/ui/faults/scenarios/scenario.ts';
import tables from '../tables.module.css';
import styles from './scenarios.module.css';

const WIDTH = 320;
const HEIGHT = 72;

/** The bars of one picture as one path. */
function barsOf(bins: readonly number[], { length, highest }: { length: number; highest: number }): string {
  const width = Math.max(1, WIDTH / length - 0.5);
  return bins
    .map((count, index) => `M${(index * WIDTH) / length} ${HEIGHT}v${(-count * HEIGHT) / highest}h${width}V${HEIGHT}z`)
    .join('');
}

/** When the clients of each herd asked, and when their connections reached the edge: four pictures on one scale. */
export function Herds({ herds }: { herds: readonly HerdFacts[] }): JSX.Element {
  const rows = herds.flatMap((herd) => {
    const name = herd.jitter ? 'with jitter' : 'without jitter';
    return [
      { name: `asked, ${name}`, bins: histogramOf(herd.asked, HERD_BIN_MS).bins },
      { name: `reached the edge, ${name}`, bins: histogramOf(herd.reached, HERD_BIN_MS).bins },
    ];
  });
  const length = Math.max(10, ...rows.map(({ bins }) => bins.length));
  const highest = Math.max(1, ...rows.flatMap(({ bins }) => bins));
  return (
    <>
      <div className={styles.herds}>
        {rows.map(({ name, bins }) => (
          <figure key={name} data-herd={name}>
            <figcaption>{name}</figcaption>
            <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              <path d={barsOf(bins, { length, highest })} />
            </svg>
            <p className={styles.scale}>
              <span>0 s</span>
              <span>
                {((length * HERD_BIN_MS) / 1_000).toFixed(1)} s after the drop; a bar is {HERD_BIN_MS} ms
              </span>
            </p>
          </figure>
        ))}
      </div>
      <details>
        <summary>The same as a table</summary>
        <div className={tables.scroll} tabIndex={0} role="group" aria-label="Clients by time after the drop">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">from (ms)</th>
                {rows.map(({ name }) => (
                  <th key={name} scope="col" className={tables.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length }, (_, index) => (
                <tr key={index}>
                  <th scope="row">{index * HERD_BIN_MS}</th>
                  {rows.map(({ name, bins }) => (
                    <td key={name} className={tables.number}>
                      {bins[index] ?? 0}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
