'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './optimistic-list.module.css';

/** Optimistic updates and rollback. */
export function OptimisticList(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="optimistic-list"
      title="Optimistic updates and rollback"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
