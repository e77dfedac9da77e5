'use client';

import { type JSX, useRef } from 'react';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import type { LaneSession } from './lane-session.ts';
import styles from './lane-canvas.module.css';
import type { LanePick, LaneTarget } from './pick.ts';
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
  /** Called when a reader picks an arrow, by a click or with Enter. Without it, nothing can be picked. */
  onPick?: ((pick: LanePick) => void) | undefined;
  /** What is shown as picked; another one that is out of sight stops the picture and is scrolled to. */
  pick?: LaneTarget | undefined;
}

/**
 * The live sequence diagram of a lane. It takes the height of its place. With the keyboard: space pauses, arrows, page
 * keys, Home and End scroll what is kept, + and − change the scale, Enter picks the arrow in the middle.
 */
export function LaneCanvas(props: LaneCanvasProps): JSX.Element {
  const { session, onPick } = props;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLaneCanvas({ host, canvas }, props);
  const { name } = TRANSPORT_LABELS[session.transport];

  return (
    <div
      ref={host}
      className={styles.host}
      role="application"
      tabIndex={0}
      aria-label={`Sequence diagram, ${name}. ${KEYS}${onPick ? `, ${PICK_KEY}` : ''}`}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" data-lane={session.transport} />
    </div>
  );
}

const KEYS = 'Space pauses, up and down scroll, left and right go from arrow to arrow, plus and minus change the scale';
const PICK_KEY = 'Enter picks the arrow in the middle';
