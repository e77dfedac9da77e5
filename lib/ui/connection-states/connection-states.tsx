'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './connection-states.module.css';

/** A connection as a state machine. */
export function ConnectionStates(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="connection-states"
      title="A connection as a state machine"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
