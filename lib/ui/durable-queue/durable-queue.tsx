'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './durable-queue.module.css';

/** Queues that survive a reload. */
export function DurableQueue(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="durable-queue"
      title="Queues that survive a reload"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
