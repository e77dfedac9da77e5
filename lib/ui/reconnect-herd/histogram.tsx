import type { JSX } from 'react';
import { histogramOf } from '../../measure/histogram.ts';
import { BIN_MS, type HerdRun } from './herd-run.ts';
import { ScrollBox } from '../live-figure/index.ts';
import styles from './reconnect-herd.module.css';

const WIDTH = 320;
const HEIGHT = 118;
/** What the axes leave for the bars. */
const PLOT = { left: 28, right: 314, top: 8, bottom: 96 } as const;

/** What all pictures have in common, so that they can be compared. */
export interface Scale {
  /** How many bars there is room for. */
  readonly bins: number;
  /** The count at the top. */
  readonly top: number;
}

/** The scale on which all runs can be shown: at least five seconds. */
export function scaleOf(runs: readonly HerdRun[], clients: number): Scale {
  const lastMs = Math.max(4_999, ...runs.flatMap(({ asked, reached }) => [...asked, ...reached]));
  const top = Math.max(clients, ...runs.flatMap(({ asked, reached }) => [...binsOf(asked), ...binsOf(reached)]));
  return { bins: Math.ceil((lastMs + 1) / 1_000) * (1_000 / BIN_MS), top: Math.ceil(top / 10) * 10 };
}

function binsOf(values: readonly number[]): readonly number[] {
  return histogramOf(values, BIN_MS).bins;
}

/** When the clients of one run asked, and when their connections reached the edge. */
export function HerdHistogram({ run, scale, name }: { run?: HerdRun; scale: Scale; name: string }): JSX.Element {
  const x = (bin: number): number => PLOT.left + (bin * (PLOT.right - PLOT.left)) / scale.bins;
  const y = (count: number): number => PLOT.bottom - (count * (PLOT.bottom - PLOT.top)) / scale.top;
  const seconds = scale.bins / (1_000 / BIN_MS);
  const step = Math.ceil(seconds / 8);
  const marks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  const bars = run ? binsOf(run.asked) : [];
  const line = run ? binsOf(run.reached) : [];
  const width = Math.max(1, x(1) - x(0));
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={run ? `${name}: tries per ${BIN_MS} ms, also in the table` : `${name}: no run yet`}
    >
      {[0, scale.top / 2, scale.top].map((count) => (
        <g key={count}>
          <path className={styles.grid} d={`M${PLOT.left} ${y(count)}H${PLOT.right}`} />
          <text className={styles.tick} x={PLOT.left - 4} y={y(count) + 3} textAnchor="end">
            {count}
          </text>
        </g>
      ))}
      {marks.map((second) => (
        <text
          key={second}
          className={styles.tick}
          x={x((second * 1_000) / BIN_MS)}
          y={PLOT.bottom + 15}
          textAnchor={second === 0 ? 'start' : second === seconds ? 'end' : 'middle'}
        >
          {second === 0 ? '0 s' : second}
        </text>
      ))}
      <path
        className={styles.bars}
        d={bars.map((count, bin) => (count > 0 ? `M${x(bin)} ${y(0)}V${y(count)}h${width}V${y(0)}z` : '')).join('')}
      />
      <path className={styles.edge} d={stepLine(line)} />
      {run === undefined && (
        <text className={styles.none} x={(PLOT.left + PLOT.right) / 2} y={y(scale.top * 0.7)} textAnchor="middle">
          no run yet
        </text>
      )}
    </svg>
  );

  /** The outline of the counts, from the first that is not 0 to the last. */
  function stepLine(counts: readonly number[]): string {
    if (counts.length === 0) return '';
    return `M${x(0)} ${y(0)}${counts.map((count, bin) => `V${y(count)}H${x(bin + 1)}`).join('')}V${y(0)}`;
  }
}

/** The same as a table: one row for each bar that is not empty in all of them. */
export function HerdTable({ runs }: { runs: readonly { label: string; run: HerdRun }[] }): JSX.Element {
  const columns = runs.map(({ label, run }) => ({ label, asked: binsOf(run.asked), reached: binsOf(run.reached) }));
  const length = Math.max(0, ...columns.flatMap(({ asked, reached }) => [asked.length, reached.length]));
  const rows = Array.from({ length }, (_, bin) => bin).filter((bin) =>
    columns.some(({ asked, reached }) => (asked[bin] ?? 0) + (reached[bin] ?? 0) > 0),
  );
  return (
    <ScrollBox label={`Tries per ${BIN_MS} ms`} className={styles.scroll} empty="Here the bars will stand as numbers.">
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">from, ms</th>
              {columns.map(({ label }) => (
                <th key={label} scope="col">
                  {label}: asked / at the edge
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((bin) => (
              <tr key={bin}>
                <th scope="row">{(bin * BIN_MS).toLocaleString('en')}</th>
                {columns.map(({ label, asked, reached }) => (
                  <td key={label}>
                    {asked[bin] ?? 0} / {reached[bin] ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollBox>
  );
}
