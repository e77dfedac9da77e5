import type { JSX } from 'react';
import type { OutboxState } from '../../outbox/index.ts';
import { Fact } from '../lane/fact.tsx';
import styles from './durable-queue.module.css';
import { QUEUE_LIMIT } from './queue-limit.ts';
import type { QueueRunState } from './queue-run.ts';

const ROLES: Readonly<Record<OutboxState['role'], string>> = {
  idle: 'does not send yet',
  waiting: 'waits for the lock',
  sending: 'sends',
};

const SOCKETS: Readonly<Record<QueueRunState['socket'], string>> = {
  none: 'none yet',
  connecting: 'connecting',
  open: 'open',
  closed: 'closed',
};

/** The queue in numbers, and what the log says of it. */
export function QueueFacts({ state }: { state: QueueRunState | undefined }): JSX.Element {
  const messages = state?.outbox.queue.messages;
  const waiting = messages?.filter((message) => message.state === 'waiting').length;
  const count = state?.count;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="Store" value={state && (state.kind === 'disk' ? 'IndexedDB' : 'memory')} />
        <Fact name="This tab" value={state && ROLES[state.outbox.role]} />
        <Fact name="Connection" value={state && SOCKETS[state.socket]} />
        <Fact name="Waiting" value={waiting === undefined ? undefined : `${waiting} of ${QUEUE_LIMIT}`} />
        <Fact name="Failed" value={messages && String(messages.length - (waiting ?? 0))} />
      </dl>
      <dl className={styles.facts}>
        <Fact name="Written" value={state && String(state.outbox.queue.written)} />
        <Fact name="Stored in the log" value={count && String(count.stored)} />
        <Fact name="Stored twice" value={count && String(count.twice)} />
        <Fact name="Missing" value={count && String(count.missing)} />
        <Fact name="In order" value={count && (count.isInOrder ? 'yes' : 'no')} />
      </dl>
    </>
  );
}
