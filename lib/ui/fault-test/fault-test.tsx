'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './fault-test.module.css';

/** Testing real-time code. */
export function FaultTest(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="fault-test"
      title="Testing real-time code"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
