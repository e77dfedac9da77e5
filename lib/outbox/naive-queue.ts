import type { PublishSocket } from './publish-socket.ts';

/** A message of such a queue. */
export interface NaiveMessage {
  readonly n: number;
  readonly id?: string;
}

/** What such a queue is made with. */
export interface NaiveQueueOptions {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  key: string;
  topic: string;
  createId: () => string;
  /** Whether the id is made with the message, or anew with every try. */
  isIdKept: boolean;
}

/** A queue that fails as soon as there is a second tab. It is here to be compared. */
export interface NaiveQueue {
  readonly found: number;
  write(n: number): void;
  /** Sends all that it holds. @returns how often it has sent */
  flush(socket: PublishSocket): Promise<number>;
}

// #region naive
/** A queue in `localStorage`, as it is often written: read once, kept in memory, saved as a whole. */
export function createNaiveQueue({ storage, key, topic, createId, isIdKept }: NaiveQueueOptions): NaiveQueue {
  const messages: NaiveMessage[] = JSON.parse(storage.getItem(key) ?? '[]');
  const save = (): void => storage.setItem(key, JSON.stringify(messages));

  return {
    found: messages.length,
    write(n) {
      messages.push(isIdKept ? { n, id: createId() } : { n });
      save();
    },
    async flush(socket) {
      let sent = 0;
      for (const { n, id = createId() } of messages.slice()) {
        await socket.publish({ id, topic, type: 'note', data: { n } });
        sent++;
        messages.shift();
        save();
      }
      return sent;
    },
  };
}
// #endregion naive
