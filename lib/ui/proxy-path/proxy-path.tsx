'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './proxy-path.module.css';

/** Proxies, timeouts and deploys. */
export function ProxyPath(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="proxy-path"
      title="Proxies, timeouts and deploys"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
