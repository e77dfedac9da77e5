import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { fullError, marked } from './memory-store.ts';
import { OutboxError, type OutboxStore, type QueuedMessage } from './message.ts';

interface Schema extends DBSchema {
  messages: { key: number; value: QueuedMessage };
  /** One row, `queue`. */
  facts: { key: 'queue'; value: Facts };
  /** One row, `draft`. */
  drafts: { key: 'draft'; value: string };
}

interface Facts {
  topic: string;
  written: number;
  log?: string;
}

/** Of the layout below. A page with a newer one changes the store, and this page may not touch it any more. */
const VERSION = 1;

/** What a queue on disk is opened with. */
export interface DiskStoreOptions {
  /** The name of the database. */
  name: string;
  /** Where the messages go, unless the store knows it already. */
  topic: string;
  /** How many messages may wait; one more is refused. */
  limit: number;
  /** A page with a newer layout has come, or the browser has closed the database. */
  onLost?: () => void;
}

/**
 * Opens a queue in IndexedDB, which all tabs of an origin have together.
 *
 * @throws {OutboxError} `refused` or `version`
 */
export async function openDiskStore({ name, topic, limit, onLost }: DiskStoreOptions): Promise<OutboxStore> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, VERSION, {
    upgrade(fresh) {
      fresh.createObjectStore('messages', { keyPath: 'n' });
      fresh.createObjectStore('facts');
      fresh.createObjectStore('drafts');
    },
    // A tab with a newer layout waits until this one has let go.
    blocking() {
      db.close();
      onLost?.();
    },
    terminated: () => onLost?.(),
  }).catch((error: unknown) => {
    throw openError(error);
  });

  // #region add
  async function add(message: Omit<QueuedMessage, 'n' | 'state'>): Promise<QueuedMessage> {
    // `strict`: it counts as written when the disk has it, not when the operating system has been told of it.
    const writing = db.transaction(['messages', 'facts', 'drafts'], 'readwrite', { durability: 'strict' });
    const messages = writing.objectStore('messages');
    const facts = (await writing.objectStore('facts').get('queue')) ?? { topic, written: 0 };
    if ((await messages.count()) >= limit) throw fullError(limit);

    const added: QueuedMessage = { ...message, n: facts.written + 1, state: 'waiting' };
    await Promise.all([
      messages.add(added),
      writing.objectStore('facts').put({ ...facts, written: added.n }, 'queue'),
      writing.objectStore('drafts').delete('draft'),
      writing.done,
    ]);
    return added;
  }
  // #endregion add

  return {
    kind: 'disk',
    async read() {
      const reading = db.transaction(['messages', 'facts', 'drafts']);
      const [messages, facts, draft] = await Promise.all([
        reading.objectStore('messages').getAll(),
        reading.objectStore('facts').get('queue'),
        reading.objectStore('drafts').get('draft'),
      ]);
      return { ...(facts ?? { topic, written: 0 }), messages, draft: draft ?? '' };
    },
    add: (message) => guarded(() => add(message)),
    remove: (n, id) =>
      guarded(async () => {
        const writing = db.transaction('messages', 'readwrite');
        const found = await writing.store.get(n);
        if (found?.id !== id) return;
        await Promise.all([writing.store.delete(n), writing.done]);
      }),
    mark: (n, mark, id) =>
      guarded(async () => {
        const writing = db.transaction('messages', 'readwrite');
        const found = await writing.store.get(n);
        if (found === undefined || (id !== undefined && found.id !== id)) return;
        await Promise.all([writing.store.put(marked(found, mark)), writing.done]);
      }),
    saveDraft: (text) => guarded(async () => void (await db.put('drafts', text, 'draft'))),
    saveLog: (log) =>
      guarded(async () => {
        const writing = db.transaction('facts', 'readwrite');
        const facts = (await writing.store.get('queue')) ?? { topic, written: 0 };
        await Promise.all([writing.store.put({ ...facts, log }, 'queue'), writing.done]);
      }),
    clear: (next) =>
      guarded(async () => {
        const writing = db.transaction(['messages', 'facts', 'drafts'], 'readwrite');
        await Promise.all([
          writing.objectStore('messages').clear(),
          writing.objectStore('drafts').clear(),
          writing.objectStore('facts').put({ topic: next, written: 0 }, 'queue'),
          writing.done,
        ]);
      }),
    close: () => db.close(),
  };
}

/** Tells what the browser throws by name. */
async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof OutboxError) throw cause;
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
    if (name === 'QuotaExceededError') {
      throw new OutboxError('quota', 'The browser grants this page no more room on disk', { cause });
    }
    if (name === 'InvalidStateError') throw new OutboxError('closed', 'The store on disk was closed', { cause });
    throw new OutboxError('refused', `The browser did not write to disk (${name})`, { cause });
  }
}

function openError(cause: unknown): OutboxError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : typeof cause;
  if (name === 'VersionError') {
    return new OutboxError('version', 'A newer version of this page has changed the store; reload the page', { cause });
  }
  return new OutboxError('refused', `This browser opens no IndexedDB for this page (${name})`, { cause });
}
