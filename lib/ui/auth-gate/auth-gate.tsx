'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './auth-gate.module.css';

/** Authenticating a connection. */
export function AuthGate(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="auth-gate"
      title="Authenticating a connection"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
