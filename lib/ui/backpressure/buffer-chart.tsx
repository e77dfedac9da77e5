import type { JSX } from 'react';
import styles from './backpressure.module.css';
import type { SenderRun } from './sender-run.ts';
import { SENDER_IDS, SENDER_NAMES, type SenderId } from './senders.ts';

const WIDTH = 640;
const HEIGHT = 210;
/** What the axes leave for the lines. */
const PLOT = { left: 78, right: 632, top: 32, bottom: 164 } as const;
const MEGABYTE = 1_000_000;

/** What waits in the browser over time, one line a sender. The table under it says the same. */
export function BufferChart({ runs }: { runs: Readonly<Partial<Record<SenderId, SenderRun>>> }): JSX.Element {
  const drawn = SENDER_IDS.flatMap((id) => runs[id] ?? []);
  const samples = drawn.flatMap((run) => run.samples);
  const seconds = Math.max(6, Math.ceil(Math.max(0, ...samples.map(({ atMs }) => atMs)) / 1_000));
  const top = Math.max(1, Math.ceil(Math.max(0, ...samples.map(({ bufferedBytes }) => bufferedBytes)) / MEGABYTE));
  const x = (atMs: number): number => PLOT.left + (atMs / (seconds * 1_000)) * (PLOT.right - PLOT.left);
  const y = (bytes: number): number => PLOT.bottom - (bytes / (top * MEGABYTE)) * (PLOT.bottom - PLOT.top);
  const step = Math.ceil(seconds / 8);
  return (
    <div className={styles.drawing}>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label="bufferedAmount over time; the greatest of each sender is in the table"
      >
        {[0, top / 2, top].map((megabytes) => (
          <g key={megabytes}>
            <path className={styles.grid} d={`M${PLOT.left} ${y(megabytes * MEGABYTE)}H${PLOT.right}`} />
            <text className={styles.tick} x={PLOT.left - 6} y={y(megabytes * MEGABYTE) + 4} textAnchor="end">
              {megabytes} MB
            </text>
          </g>
        ))}
        {Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step).map((second) => (
          <text key={second} className={styles.tick} x={x(second * 1_000)} y={PLOT.bottom + 20} textAnchor="middle">
            {second}
          </text>
        ))}
        <text className={styles.tick} x={PLOT.right} y={HEIGHT - 4} textAnchor="end">
          seconds since the start
        </text>
        <text className={styles.tick} x={PLOT.left} y={16}>
          bufferedAmount
        </text>
        {drawn.map((run) => (
          <polyline
            key={run.id}
            className={styles.line}
            data-sender={run.id}
            points={run.samples
              .map(({ atMs, bufferedBytes }) => `${round(x(atMs))},${round(y(bufferedBytes))}`)
              .join(' ')}
          />
        ))}
      </svg>
      <ul className={styles.legend} aria-hidden="true">
        {SENDER_IDS.map((id) => (
          <li key={id}>
            <svg viewBox="0 0 30 8" className={styles.swatch}>
              <path className={styles.line} data-sender={id} d="M0 4H30" />
            </svg>{' '}
            {SENDER_NAMES[id]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
