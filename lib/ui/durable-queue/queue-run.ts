import type { Clock } from '../../measure/clock.ts';
import { createOutbox, createPublishSocket, type OutboxState, type OutboxStore } from '../../outbox/index.ts';
import type { Bell } from '../../outbox/index.ts';
import type { Locks } from '../../outbox/one-tab.ts';
import { ownTopic } from '../lab/topic.ts';
import type { SessionHandle } from '../lab/session.ts';
import { Loss } from '../../transports/failure.ts';
import { countLog, type LogCount, numbersOf, readTopic, type TopicContent } from './log-count.ts';

/** The database of the figure, its lock and its bell. */
export const QUEUE_NAME = 'wirelab-queue';

/** What no server takes as a type: it is refused for good. */
const REFUSED_TYPE = 'NOT A TYPE';

/** How long an event may take to be seen in the log, in milliseconds, and how often it is looked for. */
const SEEN_MS = { bound: 8_000, every: 40 } as const;

/** What is known of the figure's queue. A new object with every change. */
export interface QueueRunState {
  readonly kind: OutboxStore['kind'];
  readonly outbox: OutboxState;
  readonly socket: 'none' | 'connecting' | 'open' | 'closed';
  /** What the log said when it was last read. */
  readonly count: LogCount | undefined;
}

/** The figure's queue, its socket, and what the log says. */
export interface QueueRun {
  state(): QueueRunState;
  write(text: string, sort?: 'note' | 'refused'): Promise<void>;
  saveDraft(text: string): Promise<void>;
  retry(n: number): Promise<void>;
  /** Begins to send over a session, as soon as no other tab does. */
  start(session: SessionHandle): void;
  setDown(session: SessionHandle, isDown: boolean): Promise<void>;
  /** Writes a message whose answer is lost: it arrives, and the connection ends before anybody hears of that. */
  loseAnswer(session: SessionHandle, text: string): Promise<void>;
  readBack(session: SessionHandle): Promise<void>;
  /** Another tab has changed the store. */
  look(): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

/** What it works with. */
export interface QueueRunOptions {
  store: OutboxStore;
  bell: Bell;
  locks: Locks | undefined;
  clock: Clock;
  random: () => number;
  createId: () => string;
  onChange: () => void;
  createSocket?: (url: string, protocol: string) => WebSocket;
}

/** Opens the queue that lies in the store. */
export async function openQueueRun(options: QueueRunOptions): Promise<QueueRun> {
  const { store, bell, locks, clock, random, createId, onChange, createSocket } = options;
  let session: SessionHandle | undefined;
  let socket: QueueRunState['socket'] = 'none';
  let count: LogCount | undefined;
  /** How many had been delivered when the log was last read. */
  let counted = 0;
  let countedTopic: string | undefined;
  let isOver = false;

  function forgetCount(topic: string): void {
    countedTopic = topic;
    count = undefined;
    counted = 0;
  }

  function tell(): void {
    if (!isOver) onChange();
  }

  const publishing = createPublishSocket({
    url: () => urlsOf(session).websocket,
    clock,
    ...(createSocket && { createSocket }),
    onState(next) {
      socket = next;
      tell();
    },
  });

  const outbox = createOutbox({
    store,
    queue: await store.read(),
    publish: publishing.publish,
    name: QUEUE_NAME,
    locks,
    clock,
    random,
    createId,
    onChange() {
      const { topic } = outbox.state().queue;
      if (topic !== countedTopic) forgetCount(topic);
      tell();
      countWhenDone();
    },
    onWrite: bell.ring,
  });

  function countWhenDone(): void {
    const { delivered, queue } = outbox.state();
    if (session === undefined || delivered.length === counted) return;
    if (queue.messages.some(({ state }) => state === 'waiting')) return;
    counted = delivered.length;
    // Read because it is convenient; the button says what went wrong.
    readBack(session).catch(() => undefined);
  }

  async function readBack(from: SessionHandle): Promise<void> {
    const { events, log } = await content(from);
    const { queue, delivered } = outbox.state();
    if (queue.log === undefined && (delivered.length > 0 || events.length > 0)) await outbox.saveLog(log);
    count = countLog(numbersOf(events), outbox.state().queue, log);
    tell();
  }

  function content(from: SessionHandle): Promise<TopicContent> {
    return readTopic(urlsOf(from).polling, outbox.state().queue.topic);
  }

  async function seen(from: SessionHandle, n: number): Promise<void> {
    const until = clock.now() + SEEN_MS.bound;
    for (;;) {
      if (numbersOf((await content(from)).events).includes(n)) return;
      if (clock.now() > until || isOver) throw new Error(`Message ${n} did not arrive while its answer was held back`);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, SEEN_MS.every));
    }
  }

  return {
    state: () => ({ kind: store.kind, outbox: outbox.state(), socket, count }),
    write: (text, sort = 'note') => outbox.write({ type: sort === 'note' ? 'note' : REFUSED_TYPE, text }),
    saveDraft: outbox.saveDraft,
    retry: outbox.retry,
    start(next) {
      session = next;
      outbox.start();
    },
    async setDown(on, isDown) {
      await on.setToxics('websocket', isDown ? { down: true } : {});
      if (!isDown) outbox.hurry();
    },
    // #region lose
    async loseAnswer(on, text) {
      await publishing.connect();
      await on.setToxics('websocket', { downstream: { bandwidth: { rate: 0 } } });
      try {
        await outbox.write({ type: 'note', text });
        await seen(on, outbox.state().queue.written);
        await on.drop('websocket');
      } finally {
        await on.setToxics('websocket', {});
      }
    },
    // #endregion lose
    readBack,
    look: outbox.look,
    async clear() {
      await outbox.clear(ownTopic('queue', random));
    },
    close() {
      isOver = true;
      outbox.close();
      publishing.close();
      bell.close();
    },
  };
}

function urlsOf(session: SessionHandle | undefined) {
  const state = session?.state();
  if (state?.name !== 'open') throw new Loss('there is no lab');
  return state.session.urls;
}
