'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './message-sizes.module.css';

/** Binary, compression, diffs. */
export function MessageSizes(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="message-sizes"
      title="Binary, compression, diffs"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
