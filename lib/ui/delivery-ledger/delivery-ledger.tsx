'use client';

import type { JSX } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './delivery-ledger.module.css';

/** Order, loss and duplicates. */
export function DeliveryLedger(): JSX.Element {
  const figure = useFigureSession();
  return (
    <LiveFigure
      id="delivery-ledger"
      title="Order, loss and duplicates"
      transport="websocket"
      lab={figure}
      note={<StandingText standing={figure.standing} onRetry={figure.start} />}
    >
      <div className={styles.actions} />
    </LiveFigure>
  );
}
