'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './store-renders.module.css';

/** Stores on a stream. */
export function StoreRenders(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="store-renders"
      title="Stores on a stream"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
