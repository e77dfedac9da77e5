'use client';

import { type JSX, useRef } from 'react';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import type { LaneSession } from './lane-session.ts';
import styles from './lane-canvas.module.css';
import { useLaneCanvas } from './use-lane-canvas.ts';
import type { Viewport } from './viewport.ts';

/** What the picture of a lane needs. */
export interface LaneCanvasProps {
  session: LaneSession;
  viewport: Viewport;
  /** How far the server's clock is ahead, read in every frame. */
  offsetMs: () => number;
  /** Pauses or resumes everything that shares the viewport. */
  onPause: (paused: boolean) => void;
}

/**
 * The live sequence diagram of a lane. It takes the height of its place. With the keyboard: space pauses, arrows, page
 * keys, Home and End scroll what is kept, + and − change the scale.
 */
export function LaneCanvas({ session, viewport, offsetMs, onPause }: LaneCanvasProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLaneCanvas({ host, canvas }, { session, viewport, offsetMs, onPause });
  const { name } = TRANSPORT_LABELS[session.transport];

  return (
    <div
      ref={host}
      className={styles.host}
      role="application"
      tabIndex={0}
      aria-label={`Sequence diagram, ${name}. Space pauses, up and down scroll, left and right go from arrow to arrow, plus and minus change the scale`}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" data-lane={session.transport} />
    </div>
  );
}
