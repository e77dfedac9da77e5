'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './hook-leaks.module.css';

/** A socket in a hook. */
export function HookLeaks(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="hook-leaks"
      title="A socket in a hook"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
