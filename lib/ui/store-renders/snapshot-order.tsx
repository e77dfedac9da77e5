'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { type Order, ORDERS } from './snapshot-orders.ts';
import { PER_SECOND, runSnapshotOrders, type SnapshotResult } from './snapshot-run.ts';
import styles from './store-renders.module.css';

/** What the edge can add to the snapshot's way, in each direction. */
const LATENCIES_MS = [0, 100, 400] as const;

/** How long a comparison may take before it is given up, in milliseconds. */
const LIMIT_MS = 30_000;

const NAMES: Readonly<Record<Order, string>> = {
  'snapshot-first': 'Snapshot, then subscribe',
  replace: 'Subscribe, then let the snapshot replace what is shown',
  append: 'Subscribe, then put the snapshot before what is shown',
  'by-seq': 'Subscribe, hold, take the snapshot, go on by seq',
};

/** A snapshot and a stream put together in four ways, and what each lost or doubled. */
export function SnapshotOrder(): JSX.Element {
  const figure = useFigureSession();
  const [latencyMs, setLatencyMs] = useState<number>(100);
  const [result, setResult] = useState<SnapshotResult>();
  const run = useSessionRun(figure, 'The session ended during the run, and its servers with it');

  const start = (): void => {
    const hasBegun = run.start(async ({ session, lab, signal }) => {
      const connect = await loadTransport('websocket');
      const late = new AbortController();
      const limit = setTimeout(() => late.abort(new Error('The lab did not answer in time')), LIMIT_MS);
      const latency = { latency: { latency: latencyMs } };
      try {
        // On HTTP alone: the stream keeps running while the snapshot is on its way.
        await session.setToxics('polling', latencyMs === 0 ? {} : { upstream: latency, downstream: latency });
        const compared = await runSnapshotOrders({
          connect,
          urls: lab.urls,
          control: lab.control,
          topic: ownTopic('snapshot', Math.random),
          fetch: (...request) => fetch(...request),
          clock: systemClock,
          signal: AbortSignal.any([signal, late.signal]),
        });
        setResult(compared);
      } finally {
        clearTimeout(limit);
        // Where the session is gone, so are its toxics.
        await session.setToxics('polling', {}).catch(() => undefined);
      }
    });
    if (hasBegun) setResult(undefined);
  };

  return (
    <LiveFigure id="snapshot-order" title="A snapshot and a stream" transport="websocket" lab={figure} note={noteOf()}>
      <div className={styles.actions}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={run.isRunning}
          onClick={start}
        >
          Run the four orders
        </button>
      </div>
      <Choice
        label="Latency of the snapshot, each direction"
        options={LATENCIES_MS.map((ms) => ({ value: ms, label: `${ms} ms`, isDisabled: run.isRunning }))}
        value={latencyMs}
        onChoose={setLatencyMs}
      />
      <div className={styles.scroll} role="region" aria-label="What each order shows" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Shown</th>
              <th scope="col">Lost</th>
              <th scope="col">Doubled</th>
            </tr>
          </thead>
          <tbody>
            {ORDERS.map((order) => {
              const own = result?.orders[order];
              return (
                <tr key={order} data-order={order}>
                  <th scope="row" className={styles.order}>
                    {NAMES[order]}
                  </th>
                  <td>{own?.shown ?? '–'}</td>
                  <td data-count="lost">{own?.lost ?? '–'}</td>
                  <td data-count="doubled">{own?.doubled ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (run.failure !== undefined) return `${run.failure}.`;
    if (result) return `Each was held against the log, read back whole: ${result.events} events.`;
    if (run.isRunning && figure.standing.name === 'ready') {
      return `The source publishes ${PER_SECOND} events a second. The four begin while it does.`;
    }
    if (figure.standing.name === 'idle' || figure.standing.name === 'ready') return 'Nothing was run yet.';
    return <StandingText standing={figure.standing} onRetry={figure.start} />;
  }
}
