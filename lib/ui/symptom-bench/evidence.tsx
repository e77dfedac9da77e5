import type { JSX } from 'react';
import { type Captured, endText } from '../exchange/captured.ts';
import { EndBox, ExchangeList } from '../exchange/index.ts';
import { connectionsOf, seconds } from './proof.ts';
import type { Sample, Told } from './page-view.ts';
import { ScrollBox } from '../live-figure/index.ts';
import styles from './symptom-bench.module.css';

/** What can be looked at, one by one. */
export const EVIDENCE = [
  { id: 'heads', label: 'The handshake’s bytes' },
  { id: 'frames', label: 'What came after it, at the edge' },
  { id: 'counts', label: 'Counts over time' },
] as const;

/** A piece of evidence. */
export type EvidenceId = (typeof EVIDENCE)[number]['id'];

/** What the page’s handlers were told. */
export function PageLog({ log }: { log: readonly Told[] }): JSX.Element {
  return (
    <EndBox
      label="What the page was told"
      count={log.length}
      empty="What the handlers of the page are told is shown here."
    >
      <ol className={styles.log}>
        {log.map(({ number, atMs, text }) => (
          <li key={number}>
            <span className={styles.time}>{seconds(atMs)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </EndBox>
  );
}

/** What the edge has captured: either the heads, or everything behind them, with the ends. */
export function Bytes({ captured, part }: { captured: Captured; part: 'heads' | 'frames' }): JSX.Element {
  const entries = captured.entries.filter(({ entry }) => {
    // An event of a stream goes in the body of an answer; a refusal has a body of its own, and is one with its head.
    const isHead = entry.layers[0]?.name === 'http' && !entry.layers.some(({ name }) => name === 'sse');
    return isHead === (part === 'heads');
  });
  const connections = connectionsOf(captured.entries);
  return (
    <>
      <ExchangeList
        entries={entries.map(({ entry }, index) => ({ ...entry, index }))}
        label={part === 'heads' ? 'The handshake’s bytes' : 'What came after it'}
        empty="Nothing of it has come by at the edge."
      />
      <p className={styles.ends}>
        {connections.length} {connections.length === 1 ? 'connection' : 'connections'} at the edge.{' '}
        {captured.ends.length === 0
          ? 'None has ended.'
          : captured.ends.map((end) => `No. ${connections.indexOf(end.connection) + 1}: ${endText(end)}.`).join(' ')}
      </p>
    </>
  );
}

/** What the server had stored, and what had come to the page. */
export function Counts({ samples }: { samples: readonly Sample[] }): JSX.Element {
  return (
    <ScrollBox label="Counts over time" className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">After</th>
            <th scope="col">Stored by the server</th>
            <th scope="col">Come to the page</th>
          </tr>
        </thead>
        <tbody>
          {samples.map(({ atMs, stored, received }) => (
            <tr key={atMs}>
              <th scope="row">{seconds(atMs)}</th>
              <td>{stored}</td>
              <td>{received}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
