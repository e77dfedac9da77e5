'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { type ReaderBenchState, READERS } from './reader-bench.tsx';
import type { Sharing } from './readers.tsx';
import styles from './shared-connection.module.css';
import { TOPICS, useReaderBench } from './use-reader-bench.ts';

const WAYS: readonly { sharing: Sharing; label: string }[] = [
  { sharing: 'own', label: 'A connection each' },
  { sharing: 'context', label: 'Messages in a context' },
  { sharing: 'store', label: 'A store outside React' },
  { sharing: 'frame', label: 'The store, once a frame' },
];

/** How many events the second button publishes. */
const MANY = 20;

/** Eight readers of four topics: how many connections they have, and who renders when an event comes. */
export function SharedConnection(): JSX.Element {
  const [sharing, setSharing] = useState<Sharing>('own');
  const { said, guarded } = useSaid();
  const figure = useFigureSession();
  const { state, place, show, publish, reset } = useReaderBench(figure, sharing);
  const count = state?.readers.length ?? 0;

  return (
    <LiveFigure
      id="shared-connection"
      title="Eight readers of four topics"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={styles.actions} role="group" aria-label="How they share">
        <span className={controls.segments}>
          {WAYS.map(({ sharing: way, label }) => (
            <button
              key={way}
              type="button"
              className={controls.segment}
              aria-pressed={sharing === way}
              onClick={() => {
                reset();
                setSharing(way);
              }}
            >
              {label}
            </button>
          ))}
        </span>
      </div>
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={count > 0}
          onClick={() => guarded(() => show(READERS))}
        >
          Mount {READERS} readers
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={count === 0}
          onClick={() => guarded(() => publish(1))}
        >
          Publish 1 event on a
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={count === 0}
          onClick={() => guarded(() => publish(MANY))}
        >
          Publish {MANY} on a
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={count === 0}
          onClick={() => guarded(() => show(count - 1))}
        >
          The last reader leaves
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={count === 0 || count === READERS}
          onClick={() => guarded(() => show(count + 1))}
        >
          One comes back
        </button>
      </div>
      <Sums state={state} />
      <div className={styles.parts}>
        <section aria-label="The readers">
          <p className={styles.label}>What they show</p>
          <div ref={place} className={`${controls.mount} ${styles.place}`} data-empty="The readers appear here." />
        </section>
        <ReaderTable state={state} />
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready') return <StandingText standing={figure.standing} onRetry={figure.start} />;
    if (count === 0) return 'No reader is there. Mount them; two of them read each topic.';
    const since = state?.since ?? 0;
    return `Since the last publish, or since they came: ${since} ${since === 1 ? 'render' : 'renders'} of ${count} readers.`;
  }
}

function Sums({ state }: { state: ReaderBenchState | undefined }): JSX.Element {
  const sums = [
    ['connections open, at the edge', state?.edge.open],
    ['connections made, at the edge', state?.edge.made],
    ['messages sent by the page', state?.sent],
    ['events that came', state?.events],
    ['renders since the publish', state?.since],
    ['renders in all', state?.renders],
  ] as const;
  return (
    <dl className={styles.sums}>
      {sums.map(([name, value]) => (
        <div key={name} data-sum={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function ReaderTable({ state }: { state: ReaderBenchState | undefined }): JSX.Element {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Reader</th>
          <th scope="col">Topic</th>
          <th scope="col">Renders since the publish</th>
          <th scope="col">In all</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: READERS }, (_, index) => {
          const reader = state?.readers[index];
          return (
            <tr key={index} data-reader={index + 1}>
              <th scope="row">{index + 1}</th>
              <td>{TOPICS[Math.floor(index / 2)]}</td>
              <td className={reader && reader.since > 0 ? styles.rendered : undefined}>{reader?.since ?? '–'}</td>
              <td>{reader?.renders ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
