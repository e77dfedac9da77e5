import { type JSX, useState } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import { type Fact, FACTS, readFact } from '../../lib/ui/lane/facts.ts';
import { describeState } from '../../lib/ui/lane/lane-state.ts';
import { formatMs, NONE } from '../../lib/ui/lane/format.ts';
import { recentTraffic } from '../../lib/ui/lane/recent.ts';
import { TransportName } from '../../lib/ui/transport-mark/index.ts';
import type { CompareState } from './use-bench.ts';
import { FaultLog } from './fault-log.tsx';
import { PublishButton } from './publish-button.tsx';
import styles from './tables.module.css';

const FACT_ROWS: readonly Fact[] = FACTS;

/** Everything that the pictures and the numbers beside them say, as text: a table of facts and the latest traffic. */
export function FactsTable({
  state,
  offsetMs,
  onPublish,
}: {
  state: CompareState;
  offsetMs: number;
  onPublish: (over: TransportId) => void;
}): JSX.Element {
  const { lanes, at } = state;
  return (
    <>
      <section className={styles.section} aria-labelledby="facts">
        <h2 id="facts" className={styles.heading}>
          Numbers
        </h2>
        <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="facts">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">fact</th>
                {lanes.map(({ session }) => (
                  <th key={session.transport} scope="col" className={styles.number}>
                    <TransportName id={session.transport} short />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">state</th>
                {lanes.map(({ session, numbers }) => (
                  <td key={session.transport} className={styles.number} title={describeState(numbers, at).detail}>
                    {numbers.state.name}
                    {!numbers.resume && ', no resume'}
                  </td>
                ))}
              </tr>
              {FACT_ROWS.map((fact) => (
                <tr key={fact.id} data-fact={fact.id}>
                  <th scope="row" title={fact.about}>
                    {fact.label}
                    {fact.unit && ` (${fact.unit})`}
                  </th>
                  {lanes.map(({ session, numbers }) => (
                    <td key={session.transport} className={styles.number} data-lane={session.transport}>
                      {readFact(fact, numbers)}
                    </td>
                  ))}
                </tr>
              ))}
              <tr>
                <th scope="row">publish the message</th>
                {lanes.map(({ session: { transport } }, index) => (
                  <td key={transport} className={styles.number}>
                    <PublishButton
                      id={transport}
                      disabled={false}
                      shortcut={index + 1}
                      onClick={() => onPublish(transport)}
                    />
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      </section>
      <FaultLog state={state} />
      <Traffic state={state} offsetMs={offsetMs} />
    </>
  );
}

/** The rows that the pictures draw, newest first. They change once a second: faster could not be read. */
function Traffic({ state, offsetMs }: { state: CompareState; offsetMs: number }): JSX.Element {
  const second = Math.floor(state.at / 1_000);
  const names = state.setup.lanes.join();
  const [shown, setShown] = useState({ second: 0, names: '', tables: takeTraffic(state, offsetMs) });
  if (shown.second !== second || shown.names !== names) {
    setShown({ second, names, tables: takeTraffic(state, offsetMs) });
  }
  return (
    <section className={styles.section} aria-labelledby="traffic">
      <h2 id="traffic" className={styles.heading}>
        Latest traffic
      </h2>
      <p className={styles.note}>
        Newest first, once a second. “took” is the time between the server’s stamp and this page’s, where both are
        known; for a request it is the time until its answer was here.
      </p>
      <div className={styles.traffic}>
        {shown.tables.map(({ transport, rows }) => (
          <table key={transport} className={styles.table}>
            <caption>
              <TransportName id={transport} />
            </caption>
            <thead>
              <tr>
                <th scope="col">at (s)</th>
                <th scope="col">what</th>
                <th scope="col" className={styles.number}>
                  took (ms)
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>{row.atSeconds.toFixed(3)}</td>
                  <td>{row.what}</td>
                  <td className={styles.number}>{row.tookMs === undefined ? NONE : formatMs(row.tookMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function takeTraffic({ lanes, at, elapsedMs }: CompareState, offsetMs: number) {
  return lanes.map(({ session: { transport, tape } }) => ({
    transport,
    rows: recentTraffic(tape, { originAt: at - elapsedMs, offsetMs }),
  }));
}
