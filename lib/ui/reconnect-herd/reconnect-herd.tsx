'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './reconnect-herd.module.css';

/** Reconnecting. */
export function ReconnectHerd(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="reconnect-herd"
      title="Reconnecting"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
