'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './backpressure.module.css';

/** Backpressure and batching. */
export function Backpressure(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="backpressure"
      title="Backpressure and batching"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
