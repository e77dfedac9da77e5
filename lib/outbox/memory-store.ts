import {
  type Mark,
  type NewMessage,
  OutboxError,
  type OutboxStore,
  type QueuedMessage,
  type StoredQueue,
} from './message.ts';

/** A queue in memory: for a browser that keeps nothing on disk, and for tests. It ends with its page. */
export function createMemoryStore({ topic, limit }: { topic: string; limit: number }): OutboxStore {
  let queue: StoredQueue = { topic, written: 0, messages: [], draft: '' };

  function replace(n: number, change: (message: QueuedMessage) => readonly QueuedMessage[]): void {
    queue = {
      ...queue,
      messages: queue.messages.flatMap((message) => (message.n === n ? change(message) : [message])),
    };
  }

  return {
    kind: 'memory',
    read: async () => queue,
    async add(message: NewMessage) {
      if (queue.messages.length >= limit) throw fullError(limit);
      const added: QueuedMessage = { ...message, n: queue.written + 1, state: 'waiting' };
      queue = { ...queue, written: added.n, messages: [...queue.messages, added], draft: '' };
      return added;
    },
    remove: async (n, id) => replace(n, (message) => (message.id === id ? [] : [message])),
    mark: async (n, mark, id) =>
      replace(n, (message) => [id === undefined || message.id === id ? marked(message, mark) : message]),
    async saveDraft(draft) {
      queue = { ...queue, draft };
    },
    async saveLog(log) {
      queue = { ...queue, log };
    },
    async clear(next) {
      queue = { topic: next, written: 0, messages: [], draft: '' };
    },
    close: () => undefined,
  };
}

/** The queue holds as many as it may. */
export function fullError(limit: number): OutboxError {
  return new OutboxError('full', `${limit} messages wait already, and this one was not taken`);
}

/** A message with another mark than it had. */
export function marked(message: QueuedMessage, mark: Mark): QueuedMessage {
  const { n, id, type, text, createdAt } = message;
  return { n, id, type, text, createdAt, ...mark };
}
