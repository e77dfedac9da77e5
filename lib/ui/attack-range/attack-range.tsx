'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './attack-range.module.css';

/** Origins, limits and untrusted input. */
export function AttackRange(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="attack-range"
      title="Origins, limits and untrusted input"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
