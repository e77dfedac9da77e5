import { type JSX, useMemo } from 'react';
import type { Captured } from '../exchange/captured.ts';
import styles from './half-open.module.css';
import { countCost, type PulseCost, WINDOW_MS } from './pulse-cost.ts';

const ROWS: readonly { name: string; of: Exclude<keyof PulseCost, 'windowMs'> }[] = [
  { name: 'questions, up', of: 'questions' },
  { name: 'answers, down', of: 'answers' },
  { name: 'the server’s pings, down', of: 'pings' },
  { name: 'the browser’s pongs, up', of: 'pongs' },
];

/** What the heartbeat has cost, counted in what the edge has captured. */
export function CostTable({
  captured,
  since,
  until,
}: {
  captured: Captured;
  since: number;
  until: number | undefined;
}): JSX.Element {
  const first = captured.entries[0]?.entry.beganAt;
  const cost = useMemo(
    () =>
      first === undefined || until === undefined
        ? undefined
        : countCost(captured.entries, { since: Math.max(since, first), until }),
    [captured, first, since, until],
  );
  return (
    <div className={styles.scroll} role="region" aria-label="What the heartbeat costs" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          Counted at the edge, of the client with a heartbeat,{' '}
          <span data-window>{cost === undefined ? 'in the last minute' : windowText(cost.windowMs)}</span>
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Frames</th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, of }) => (
            <tr key={of} data-row={of}>
              <th scope="row">{name}</th>
              <td data-of="frames">{cost?.[of].frames ?? '–'}</td>
              <td data-of="bytes">{cost?.[of].bytes.toLocaleString('en') ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** No more is said than was seen: a window that is not full yet is named as it is. */
function windowText(ms: number): string {
  return ms >= WINDOW_MS ? 'in the last minute' : `in the last ${Math.round(ms / 1_000)} s`;
}
