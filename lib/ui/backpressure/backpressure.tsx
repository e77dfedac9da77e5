'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './backpressure.module.css';
import { SMALL } from './batch-run.ts';
import { BatchTable } from './batch-table.tsx';
import { BufferChart } from './buffer-chart.tsx';
import { FAST_SOURCE, READER_RATES } from './reader-run.ts';
import { ReaderTable } from './reader-table.tsx';
import { LINE_RATE, SOURCE } from './sender-run.ts';
import { SenderTable } from './sender-table.tsx';
import { SENDER_IDS, SENDER_NAMES } from './senders.ts';
import { BATCH_LATENCY_MS, useBackpressure } from './use-backpressure.ts';

const RATE_NAMES: Readonly<Record<number, string>> = { 0: 'A line without limits', 2_000: 'A line of 2,000 KB/s' };

/** A source that is faster than the line, upwards and downwards, and small messages in batches: all of it real. */
export function Backpressure(): JSX.Element {
  const figure = useFigureSession();
  const { senders, readers, batches, busy, last, failure, runSender, runReader, runBatches, stop } =
    useBackpressure(figure);
  const [lastRate, setLastRate] = useState<number>();
  const reader = lastRate === undefined ? undefined : readers[lastRate];
  const isBusy = busy !== undefined;

  return (
    <LiveFigure id="backpressure" title="Faster than the line" transport="websocket" lab={figure} note={noteOf()}>
      <section className={styles.part} aria-labelledby="backpressure-up">
        <h3 id="backpressure-up" className={styles.name}>
          The page sends
        </h3>
        <p className={styles.hint}>
          {SOURCE.perSecond} messages of {SOURCE.bytes.toLocaleString('en')} bytes a second, for{' '}
          {SOURCE.values / SOURCE.perSecond} seconds. The edge lets {LINE_RATE.toLocaleString('en')} KB a second
          through.
        </p>
        <div className={styles.actions}>
          {SENDER_IDS.map((id) => (
            <button key={id} type="button" className={controls.button} disabled={isBusy} onClick={() => runSender(id)}>
              {SENDER_NAMES[id]}
            </button>
          ))}
        </div>
        <BufferChart runs={senders} />
        <SenderTable runs={senders} />
      </section>
      <section className={styles.part} aria-labelledby="backpressure-down">
        <h3 id="backpressure-down" className={styles.name}>
          The page reads
        </h3>
        <p className={styles.hint}>
          A source of the lab publishes {FAST_SOURCE.ratePerSecond.toLocaleString('en')} events a second with{' '}
          {FAST_SOURCE.payloadBytes.toLocaleString('en')} bytes each.
        </p>
        <div className={styles.actions}>
          {READER_RATES.map((rate) => (
            <button
              key={rate}
              type="button"
              className={controls.button}
              disabled={isBusy}
              onClick={() => {
                setLastRate(rate);
                runReader(rate);
              }}
            >
              {RATE_NAMES[rate]}
            </button>
          ))}
        </div>
        <ReaderTable run={reader} />
      </section>
      <section className={styles.part} aria-labelledby="backpressure-batches">
        <h3 id="backpressure-batches" className={styles.name}>
          Small messages
        </h3>
        <p className={styles.hint}>
          {SMALL.messages} positions, sent in three ways, with {BATCH_LATENCY_MS} ms at the edge each way.
        </p>
        <div className={styles.actions}>
          <button type="button" className={controls.button} disabled={isBusy} onClick={runBatches}>
            Send {SMALL.messages} positions in three ways
          </button>
          <button type="button" className={controls.button} disabled={!isBusy} onClick={stop}>
            Stop
          </button>
        </div>
        <BatchTable runs={batches} />
      </section>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (failure !== undefined) return `${failure}.`;
    if (figure.standing.name !== 'ready') return <StandingText standing={figure.standing} onRetry={figure.start} />;
    switch (busy) {
      case 'sender':
        return 'The page sends, until all that went out is acknowledged.';
      case 'reader':
        return `The page reads. It has ${reader?.received.toLocaleString('en') ?? 0} events.`;
      case 'batches':
        return 'The positions are sent, one way after the other.';
      case undefined:
        return endOf();
    }
  }

  function endOf(): string {
    if (last === 'reader' && reader?.reset !== undefined) {
      return `The lab has reset the reader: ${(reader.reset.newest - reader.reset.last).toLocaleString('en')} events never come. The run is over.`;
    }
    return 'The run is over. The edge lets everything through again.';
  }
}
