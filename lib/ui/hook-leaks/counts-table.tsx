import type { JSX } from 'react';
import { type Counts, FUSE, NO_COUNTS, verdictOf } from './counts.ts';
import styles from './hook-leaks.module.css';
import type { BenchesState } from './use-benches.ts';

const ROWS: readonly { key: keyof Counts; name: string }[] = [
  { key: 'edgeOpen', name: 'Connections open now, at the edge' },
  { key: 'edgeMade', name: 'Connections made, at the edge' },
  { key: 'sockets', name: 'Calls of new WebSocket' },
  { key: 'events', name: 'Events that came to the page' },
  { key: 'used', name: 'Events that the component used' },
  { key: 'renders', name: 'Renders of the component' },
];

const NO_STEPS = { isMounted: false, due: 0, isStopped: false } as const;
const MARKS = { none: '', good: '✓ ', bad: '✗ ' } as const;

/** What the two versions have done, side by side, and what it means. */
export function CountsTable({ state }: { state: BenchesState | undefined }): JSX.Element {
  const sides = [state?.wrong, state?.right].map((side) => {
    const { counts, steps } = side ?? { counts: NO_COUNTS, steps: NO_STEPS };
    return { counts, verdict: verdictOf(counts, steps, state?.isSettled ?? true) };
  });
  return (
    <table className={styles.table} data-settled={state?.isSettled ?? true}>
      <caption className={styles.caption}>
        Counted since the beginning; a version is stopped after {FUSE} sockets
      </caption>
      <thead>
        <tr>
          <th scope="col">Count</th>
          <th scope="col">Wrong version</th>
          <th scope="col">Right version</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ key, name }) => (
          <tr key={key} data-count={key}>
            <th scope="row">{name}</th>
            {sides.map(({ counts }, index) => (
              <td key={index === 0 ? 'wrong' : 'right'}>{counts[key]}</td>
            ))}
          </tr>
        ))}
        <tr className={styles.verdicts} data-count="verdict">
          <th scope="row">Verdict</th>
          {sides.map(({ verdict }, index) => (
            <td key={index === 0 ? 'wrong' : 'right'} data-kind={verdict.kind}>
              {MARKS[verdict.kind]}
              {verdict.text}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
