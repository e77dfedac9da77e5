import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import styles from './transport-mark.module.css';

/**
 * The five marks on a grid of 20 by 20, drawn with one line weight, so that a transport is known by its shape where its
 * colour is not seen: in print, in greyscale, by people who see colours otherwise.
 */
const SHAPES: Readonly<Record<TransportId, JSX.Element>> = {
  // Asked again and again.
  polling: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="10" r="2.2" />
      <circle cx="10" cy="10" r="2.2" />
      <circle cx="16.5" cy="10" r="2.2" />
    </g>
  ),
  // Asked once and held.
  'long-polling': (
    <g>
      <path d="M3 5v10M17 5v10" />
      <rect x="3" y="8" width="14" height="4" fill="currentColor" stroke="none" />
    </g>
  ),
  // One way.
  sse: <path d="M2.5 10H16M11.5 5l5 5-5 5" />,
  // Both ways.
  websocket: <path d="M2.5 7h14M12.5 3l4 4M17.5 13h-14M7.5 17l-4-4" />,
  // Both ways, in a layer of its own.
  'socket-io': (
    <g>
      <circle cx="10" cy="10" r="8.2" />
      <path d="M5 8.2h9M11.6 5.4l2.6 2.8M15 11.8H6M8.4 14.6l-2.6-2.8" />
    </g>
  ),
};

/**
 * The mark of a transport, in its colour. It is decoration beside a name that is read; give `label` where it stands alone.
 */
export function TransportMark({
  id,
  size = 16,
  label,
}: {
  id: TransportId;
  /** Width and height in CSS pixels. @default 16 */
  size?: number;
  label?: string;
}): JSX.Element {
  return (
    <svg
      className={styles.mark}
      data-transport={id}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {SHAPES[id]}
    </svg>
  );
}
