import { type JSX, Suspense } from 'react';
import compare from '../compare.module.css';
import { describePage } from '../../describe-page.ts';
import styles from './study.module.css';
import { Study } from './study.tsx';

export const metadata = describePage({
  path: '/compare/study',
  title: 'Bandwidth study',
  description: 'What five updates cost over each of the five transports, in bytes that are counted on this machine.',
});

/** The published bandwidth study, repeated here. */
export default function StudyPage(): JSX.Element {
  return (
    <div className={compare.page}>
      <div className={styles.title}>
        <p className={styles.up}>
          <a href="/compare">Compare</a>
        </p>
        <h1>Bandwidth study</h1>
        <p>
          In 2017 Alexis Abril counted what{' '}
          <a href="https://aquil.io/articles/a-comparison-between-websockets-server-sent-events-and-polling">
            five updates at an interval of one second
          </a>{' '}
          cost over short polling (every 250 ms), long polling, Server-Sent Events and WebSocket. Here the same is done
          again, with Socket.IO besides: this browser and the lab on this machine, every byte of TCP’s payload counted
          between them, from the first byte of a handshake to the last of the goodbye.
        </p>
      </div>
      {/* Its settings are in the address, which is not known while the page is built. */}
      <Suspense fallback={<div className={styles.study} />}>
        <Study />
      </Suspense>
    </div>
  );
}
