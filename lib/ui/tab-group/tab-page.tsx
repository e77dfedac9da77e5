'use client';

import { type JSX, useEffect, useState, useSyncExternalStore } from 'react';
import { readTabAddress } from './tab-address.ts';
import { joinTabs } from './tab-member.ts';
import type { TabReport } from './tab-messages.ts';
import styles from './tab-page.module.css';

function onHashChange(callback: () => void): () => void {
  addEventListener('hashchange', callback);
  return () => removeEventListener('hashchange', callback);
}

/** A page that is a tab of a group: what it has, and whether it is the one with the connection. */
export function TabPage(): JSX.Element {
  const hash = useSyncExternalStore(
    onHashChange,
    () => location.hash,
    () => undefined,
  );
  const address = hash === undefined ? undefined : readTabAddress(hash);
  const [report, setReport] = useState<TabReport>();

  useEffect(() => {
    const own = readTabAddress(hash ?? '');
    if (own === undefined) return undefined;
    const { port, topic, token, resume, name } = own;
    // In a frame it stands beside the main part of the lesson: two of them need two names.
    document.querySelector('main')?.setAttribute('aria-label', name);
    const member = joinTabs({
      group: `wirelab:tabs:${token}`,
      tab: name,
      url: `ws://${location.hostname}:${port}/events?${token}`,
      topic,
      resume,
      onChange: () => setReport(member.state()),
    });
    const leave = (): void => member.leave();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [hash]);

  return (
    <div className={styles.tab}>
      {hash !== undefined && address === undefined ? (
        <>
          <h1 className={styles.name}>A tab of a group</h1>
          <p>
            This page is a tab of a figure in a lesson,{' '}
            <a href="/lessons/sharing-a-connection">Sharing one connection</a>. Open it from there.
          </p>
        </>
      ) : (
        <>
          <h1 className={styles.name}>{address?.name ?? 'A tab'}</h1>
          <p data-role={report?.role} className={styles.role}>
            {report?.role === 'leader' ? 'Leader: has the connection' : 'Follower: has none'}
          </p>
          <dl className={styles.counts}>
            <Count name="newest event" value={report?.seq} />
            <Count name="events" value={report?.events} />
            <Count name="missing" value={report?.missing} />
          </dl>
        </>
      )}
    </div>
  );
}

function Count({ name, value }: { name: string; value: number | undefined }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  );
}
