import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { OutboxStore } from '../../outbox/index.ts';
import { newId } from '../lab/new-id.ts';
import { ownTopic } from '../lab/topic.ts';
import { QUEUE_LIMIT } from './queue-limit.ts';
import type { QueueRun, QueueRunState } from './queue-run.ts';

/** What lay in the store when this page was loaded. */
export interface FoundQueue {
  readonly count: number;
  /** When the oldest was written, in milliseconds since the epoch. */
  readonly oldestAt: number | undefined;
  readonly draft: string;
}

/** A figure's queue. */
export interface QueueHandle {
  /** `undefined` until the store was opened. */
  readonly state: QueueRunState | undefined;
  readonly found: FoundQueue | undefined;
  /** Why it is kept in memory alone, or is not kept any more. */
  readonly trouble: string | undefined;
  readonly run: () => QueueRun | undefined;
}

/** Opens the queue that lies on disk when the figure is mounted. */
export function useQueueRun(): QueueHandle {
  const [state, setState] = useState<QueueRunState>();
  const [found, setFound] = useState<FoundQueue>();
  const [trouble, setTrouble] = useState<string>();
  const current = useRef<QueueRun>(undefined);

  useEffect(() => {
    let isLeft = false;
    open().catch((error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)));
    return () => {
      isLeft = true;
      current.current?.close();
      current.current = undefined;
    };

    async function open(): Promise<void> {
      const [{ createMemoryStore, hangBell, openDiskStore }, { openQueueRun, QUEUE_NAME }] = await Promise.all([
        import('../../outbox/index.ts'),
        import('./queue-run.ts'),
      ]);
      const place = { topic: ownTopic('queue', Math.random), limit: QUEUE_LIMIT };
      const onLost = (): void => setTrouble('A newer version of this page has taken the store over. Reload the page.');
      const store: OutboxStore = await openDiskStore({ name: QUEUE_NAME, onLost, ...place }).catch((error: unknown) => {
        setTrouble(error instanceof Error ? error.message : String(error));
        return createMemoryStore(place);
      });
      const opened = await openQueueRun({
        store,
        // A store that was lost cannot be read: `onLost` has said so.
        bell: hangBell(QUEUE_NAME, () => void current.current?.look().catch(() => undefined)),
        locks: navigator.locks,
        clock: systemClock,
        random: Math.random,
        createId: newId,
        onChange: () => queueMicrotask(() => current.current && setState(current.current.state())),
      });
      if (isLeft) return opened.close();
      current.current = opened;
      const first = opened.state();
      const { messages, draft } = first.outbox.queue;
      setFound({ count: messages.length, oldestAt: messages[0]?.createdAt, draft });
      setState(first);
    }
  }, []);

  return { state, found, trouble, run: useCallback(() => current.current, []) };
}
