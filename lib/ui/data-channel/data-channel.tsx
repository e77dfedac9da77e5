'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './data-channel.module.css';

/** WebRTC, WebTransport, HTTP/2 and managed services. */
export function DataChannel(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="data-channel"
      title="WebRTC, WebTransport, HTTP/2 and managed services"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
