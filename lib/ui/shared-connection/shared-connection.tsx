'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './shared-connection.module.css';

/** Sharing one connection. */
export function SharedConnection(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="shared-connection"
      title="Sharing one connection"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
