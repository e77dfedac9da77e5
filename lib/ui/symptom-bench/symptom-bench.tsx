'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './symptom-bench.module.css';

/** Debugging real-time code. */
export function SymptomBench(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="symptom-bench"
      title="Debugging real-time code"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
