import type { JSX } from 'react';
import { BEGINS_MS, type PathRecord, RUN_MS } from './path-run.ts';
import { PATH_TRANSPORTS, type PathTransport } from './paths.ts';
import styles from './proxy-path.module.css';

/** How a transport is called. */
export const NAMES: Readonly<Record<PathTransport, string>> = {
  sse: 'SSE',
  'long-polling': 'Long polling',
  websocket: 'WebSocket',
};

/** The least that the axis shows, in milliseconds, and from one mark to the next. */
const SPAN_MS = RUN_MS + 2_000;
const MARK_MS = 2_000;
const HEIGHT = 24;

/** When each event came, a line each, over the times without a connection. The table says the same in numbers. */
export function ArrivalStrips({ record }: { record: PathRecord | undefined }): JSX.Element {
  const elapsedMs = record?.doing === 'connecting' ? 0 : (record?.elapsedMs ?? 0);
  const spanMs = Math.max(SPAN_MS, Math.ceil(elapsedMs / MARK_MS) * MARK_MS);
  const marks = Array.from({ length: spanMs / MARK_MS + 1 }, (_, index) => index * MARK_MS);
  return (
    <div className={styles.strips} aria-hidden="true">
      {PATH_TRANSPORTS.map((id) => (
        <div key={id} className={styles.strip} data-transport={id}>
          <span className={styles.label}>{NAMES[id]}</span>
          <svg viewBox={`0 0 ${spanMs} ${HEIGHT}`} preserveAspectRatio="none" className={styles.plot}>
            {record?.readers[id].absences.map(({ from, to }) => (
              <rect
                key={from}
                className={styles.away}
                x={from}
                y={0}
                width={Math.max(0, (to ?? elapsedMs) - from)}
                height={HEIGHT}
              />
            ))}
            <line className={styles.begins} x1={BEGINS_MS} x2={BEGINS_MS} y1={0} y2={HEIGHT} />
            <path
              className={styles.events}
              d={record?.readers[id].arrivals.map((at) => `M${at.toFixed(0)} 4V${HEIGHT - 4}`).join('') ?? ''}
            />
          </svg>
        </div>
      ))}
      <div className={styles.axis}>
        {marks.map((ms) => (
          <span key={ms} style={{ insetInlineStart: `${(ms / spanMs) * 100}%` }}>
            {ms / 1_000}
            {ms === 0 && ' s'}
          </span>
        ))}
      </div>
    </div>
  );
}
