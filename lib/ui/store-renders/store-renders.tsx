'use client';

import type { JSX, ReactNode } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { BoardView } from './board-view.tsx';
import { CountTable } from './count-table.tsx';
import styles from './store-renders.module.css';
import { STORE_IDS, STORE_NAMES } from './stores/index.ts';
import { WAYS } from './tally.ts';
import { type Bench, EACH_WAY_MS, useBench } from './use-bench.ts';
import { WAY_NAMES } from './way-names.ts';

/** Events a second that the lab's source can be set to. */
const RATES = [1, 20, 100, 500] as const;

/** Three stores on one stream, and how often their components render. */
export function StoreRenders(): JSX.Element {
  const figure = useFigureSession();
  const bench = useBench(figure);
  const { run, isRunning, way, tally, counts } = bench;
  return (
    <LiveFigure
      id="store-renders"
      title="Three stores on one stream"
      transport="websocket"
      lab={figure}
      note={<Note bench={bench} standing={<StandingText standing={figure.standing} onRetry={figure.start} />} />}
    >
      <div className={styles.actions}>
        <button type="button" className={`${controls.button} ${controls.main}`} onClick={bench.measureAll}>
          Measure all three ways
        </button>
        <button type="button" className={controls.button} onClick={isRunning ? bench.stop : bench.start}>
          {isRunning ? 'Stop' : 'Start'}
        </button>
      </div>
      <Choice
        label="Events a second, from the lab’s source"
        options={RATES.map((rate) => ({ value: rate, label: String(rate) }))}
        value={bench.ratePerSecond}
        onChoose={bench.setRate}
      />
      <Choice
        label="What the components choose"
        options={WAYS.map((each) => ({ value: each, label: WAY_NAMES[each] }))}
        value={way}
        onChoose={bench.setWay}
      />
      <div className={styles.boards}>
        {STORE_IDS.map((id) => (
          <section key={id} className={styles.board} data-store={id} aria-label={STORE_NAMES[id]}>
            <p className={styles.boardName}>{STORE_NAMES[id]}</p>
            {run === undefined ? (
              <p className={styles.empty}>Its board appears here.</p>
            ) : (
              <BoardView key={way} id={id} store={run.stores[id]} isWhole={way === 'whole'} tally={tally} />
            )}
          </section>
        ))}
      </div>
      <CountTable counts={counts} />
    </LiveFigure>
  );
}

function Note({ bench, standing }: { bench: Bench; standing: ReactNode }): ReactNode {
  const { said, isRunning, way, connection, counts } = bench;
  if (said !== undefined) return said;
  if (isRunning && connection !== 'open') return `The connection is ${connection}. Nothing comes while it is.`;
  if (isRunning) return `Counting “${WAY_NAMES[way]}”. The boards show the same, whatever they choose.`;
  if (Object.keys(counts).length > 0) return 'Stopped. The counts stay, each of its own stretch of the stream.';
  return (
    <>
      {standing}
      {standing === null ? `Each way takes ${EACH_WAY_MS / 1_000} s. Nothing was started yet.` : null}
    </>
  );
}
