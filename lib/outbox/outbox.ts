import type { Clock } from '../measure/clock.ts';
import type { PublishRequest } from '../protocol/index.ts';
import { createBackoff } from '../transports/backoff.ts';
import { Loss, Refusal } from '../transports/failure.ts';
import type { OutboxStore, QueuedMessage, StoredQueue } from './message.ts';
import { inOneTab, type Locks } from './one-tab.ts';

/** How old a message may grow before it is no longer sent, in milliseconds: a day. */
export const MAX_AGE_MS = 24 * 60 * 60 * 1_000;

/** A message that this tab has delivered. */
export interface Delivered {
  readonly n: number;
  readonly text: string;
  readonly seq: number;
  /** How often this tab has sent it. */
  readonly tries: number;
}

/** What is known of an outbox. A new object with every change. */
export interface OutboxState {
  readonly queue: StoredQueue;
  /** `idle`: not asked to send; `waiting`: another tab sends; `sending`: this one does. */
  readonly role: 'idle' | 'waiting' | 'sending';
  /** The message that is on its way, and how often it was sent. */
  readonly underWay: { readonly n: number; readonly tries: number } | undefined;
  /** Why the last try brought no answer, until the next one does. */
  readonly trouble: string | undefined;
  readonly delivered: readonly Delivered[];
}

/** A queue on disk, and the loop that empties it. */
export interface Outbox {
  state(): OutboxState;
  /** Writes a message to the store. It is safe when this fulfils. @throws {OutboxError} */
  write(message: { type: string; text: string }): Promise<void>;
  /** Lets a failed message wait once more, with its old id. */
  retry(n: number): Promise<void>;
  saveDraft(text: string): Promise<void>;
  saveLog(log: string): Promise<void>;
  clear(topic: string): Promise<void>;
  /** Begins to send, as soon as no other tab does. */
  start(): void;
  /** Reads the store again: another tab has written. */
  look(): Promise<void>;
  /** Tries at once: the network is back. */
  hurry(): void;
  close(): void;
}

/** What an outbox works with. */
export interface OutboxOptions {
  store: OutboxStore;
  /** What it has read from the store. */
  queue: StoredQueue;
  /** One try. Rejects with {@link Refusal} where the answer is final, with {@link Loss} where nobody knows. */
  publish: (request: PublishRequest) => Promise<number>;
  /** The name of the lock. */
  name: string;
  locks: Locks | undefined;
  clock: Clock;
  random: () => number;
  createId: () => string;
  onChange: () => void;
  /** The store was changed by this tab. */
  onWrite: () => void;
}

/** Makes an outbox over a store. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, publish, name, locks, clock, random, createId, onChange, onWrite } = options;
  const backoff = createBackoff(random);
  const tries = new Map<number, number>();
  let state: OutboxState = {
    queue: options.queue,
    role: 'idle',
    underWay: undefined,
    trouble: undefined,
    delivered: [],
  };
  let release: (() => void) | undefined;
  let isOver = false;
  /** Whether something was written since the loop has last read the store. */
  let isStale = false;
  /** What the loop waits for, if it does, and what ends that. */
  let pause: { for: 'messages' | 'the next try'; end: () => void } | undefined;

  function become(change: Partial<OutboxState>): void {
    if (isOver) return;
    state = { ...state, ...change };
    onChange();
  }

  /** After every change of the store, by this tab or by another. */
  async function look(): Promise<void> {
    isStale = true;
    if (pause?.for === 'messages') pause.end();
    const queue = await store.read();
    if (queue.topic === state.queue.topic) return become({ queue });
    // Begun anew, by this tab or by another.
    tries.clear();
    become({ queue, delivered: [] });
  }

  async function changed(): Promise<void> {
    onWrite();
    await look();
  }

  function sleep(kind: 'messages' | 'the next try', signal: AbortSignal, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        pause = undefined;
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = ms === undefined ? undefined : clock.setTimeout(end, ms);
      signal.addEventListener('abort', end);
      pause = { for: kind, end };
    });
  }

  // #region loop
  /** The one loop that sends: the oldest that waits, until the server has answered for it. */
  async function sendAll(signal: AbortSignal): Promise<void> {
    become({ role: 'sending' });
    while (!signal.aborted) {
      isStale = false;
      const { topic, messages } = await store.read();
      const next = messages.find((message) => message.state === 'waiting');
      if (next !== undefined) await sendOne(topic, next, signal);
      else if (!isStale) await sleep('messages', signal);
    }
  }

  async function sendOne(topic: string, { n, id, type, text, createdAt }: QueuedMessage, signal: AbortSignal) {
    try {
      if (clock.now() - createdAt > MAX_AGE_MS) throw new Refusal('Too old: it was not sent');
      tries.set(n, (tries.get(n) ?? 0) + 1);
      become({ underWay: { n, tries: tries.get(n) ?? 1 } });
      const seq = await publish({ id, topic, type, data: { n, text } });
      await store.remove(n, id);
      delivered(topic, { n, text, seq, tries: tries.get(n) ?? 1 });
      backoff.reset();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal) {
        // For good: it is kept to be shown, and the next ones go on.
        await store.mark(n, { state: 'failed', reason: error.message }, id);
      } else {
        become({ underWay: undefined, trouble: error instanceof Error ? error.message : String(error) });
        await sleep('the next try', signal, backoff.next(error instanceof Loss ? error.retryAfterMs : undefined));
      }
    }
    become({ underWay: undefined });
    await changed();
  }
  // #endregion loop

  /** In one change, so that a message never waits and is delivered at once. */
  function delivered(topic: string, message: Delivered): void {
    const { queue } = state;
    // Begun anew since it was sent: its number belongs to another message, or to none.
    if (queue.topic !== topic) return become({ trouble: undefined });
    const messages = queue.messages.filter(({ n }) => n !== message.n);
    become({ queue: { ...queue, messages }, delivered: [...state.delivered, message], trouble: undefined });
  }

  /** The store cannot be read any more, as when a newer version of the page has taken it over. */
  function stop(error: unknown): void {
    release = undefined;
    become({ role: 'idle', trouble: error instanceof Error ? error.message : String(error) });
  }

  return {
    state: () => state,
    async write({ type, text }) {
      await store.add({ id: createId(), type, text, createdAt: clock.now() });
      await changed();
    },
    async retry(n) {
      await store.mark(n, { state: 'waiting' });
      await changed();
    },
    async saveDraft(text) {
      await store.saveDraft(text);
    },
    async saveLog(log) {
      await store.saveLog(log);
      await changed();
    },
    async clear(topic) {
      await store.clear(topic);
      await changed();
    },
    start() {
      if (release !== undefined || isOver) return;
      become({ role: 'waiting' });
      release = inOneTab(name, (signal) => sendAll(signal).catch(stop), locks);
    },
    look,
    hurry() {
      backoff.reset();
      pause?.end();
    },
    close() {
      isOver = true;
      release?.();
      store.close();
    },
  };
}
