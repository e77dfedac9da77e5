import type { JSX } from 'react';
import { Compare } from './compare.tsx';
import { describePage } from '../describe-page.ts';
import styles from './compare.module.css';

export const metadata = describePage({
  path: '/compare',
  title: 'Compare',
  description:
    'Polling, long polling, Server-Sent Events, WebSocket and Socket.IO carrying the same events, side by side.',
});

/** All five transports on one topic, next to each other. */
export default function ComparePage(): JSX.Element {
  return (
    <div className={styles.page} data-wide>
      <div className={styles.title}>
        <h1>Compare</h1>
        <p>
          Five transports read one topic of the lab on this machine. Every arrow is something that went over the network
          here; its slope is the time it took.
        </p>
      </div>
      <Compare />
    </div>
  );
}
