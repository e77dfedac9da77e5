'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './half-open.module.css';

/** Heartbeats and half-open connections. */
export function HalfOpen(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="half-open"
      title="Heartbeats and half-open connections"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
