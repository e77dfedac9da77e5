import { deleteDB } from 'idb';
import { systemClock } from '../measure/clock.ts';
import { openDiskStore } from './disk-store.ts';
import { createNaiveQueue } from './naive-queue.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPublishSocket, type PublishSocket } from './publish-socket.ts';
import type { QueueKind } from './queue-kinds.ts';

/** What two tabs with one kind of queue came to. */
export interface TwoTabsResult {
  readonly written: number;
  /** How many messages each of the reloaded tabs found. */
  readonly found: readonly number[];
  /** How many publishes each of them sent. */
  readonly sent: readonly number[];
  /** The numbers of the stored messages, in the order of the log. */
  readonly stored: readonly number[];
}

/** What the two tabs work with. */
export interface TwoTabsOptions {
  kind: QueueKind;
  /** The base address of the transport `websocket`. */
  url: string;
  topic: string;
  random: () => number;
  createId: () => string;
  /** Reads the log: the numbers of the messages, in its order. */
  readLog: () => Promise<readonly number[]>;
  signal: AbortSignal;
}

/** How many messages each tab writes. */
const WRITTEN_PER_TAB = 3;

/** A document of its own, with its own sockets and its own place in the queue for a lock, as a tab has. */
interface Tab {
  readonly view: Window & typeof globalThis;
  close(): void;
}

/**
 * Lets two documents write by turns while neither is connected, replaces both by new ones, as a reload does, lets both
 * send, and reads the log. The documents are frames: they share the storage and the locks of the origin, and nothing else.
 */
export async function runTwoTabs(options: TwoTabsOptions): Promise<TwoTabsResult> {
  const undo: (() => void)[] = [];
  const openTabs = (): readonly [Tab, Tab] => {
    const tabs = [openTab(), openTab()] as const;
    undo.push(...tabs.map((tab) => tab.close));
    return tabs;
  };
  try {
    const run = options.kind === 'one-sender' ? runOutboxes : runNaive;
    const { found, sent } = await run(options, openTabs);
    return { written: 2 * WRITTEN_PER_TAB, found, sent, stored: await options.readLog() };
  } finally {
    for (const one of undo) one();
  }
}

type Run = (
  options: TwoTabsOptions,
  openTabs: () => readonly [Tab, Tab],
) => Promise<Pick<TwoTabsResult, 'found' | 'sent'>>;

const runNaive: Run = async ({ kind, url, topic, createId, signal }, openTabs) => {
  const key = `wirelab:two-tabs:${topic}`;
  const open = (tabs: readonly [Tab, Tab]) =>
    tabs.map(({ view }) =>
      createNaiveQueue({ storage: view.localStorage, key, topic, createId, isIdKept: kind === 'kept-id' }),
    );
  try {
    const before = openTabs();
    const writing = open(before);
    for (let n = 0; n < 2 * WRITTEN_PER_TAB; n++) writing[n % 2]?.write(n + 1);
    for (const tab of before) tab.close();

    const after = openTabs();
    const queues = open(after);
    const sent = await Promise.all(
      queues.map((queue, index) => withSocket(after[index], { url, signal }, (socket) => queue.flush(socket))),
    );
    return { found: queues.map(({ found }) => found), sent };
  } finally {
    localStorage.removeItem(key);
  }
};

const runOutboxes: Run = async ({ url, topic, random, createId, signal }, openTabs) => {
  const name = `wirelab-two-tabs-${topic}`;
  const limit = 100;
  try {
    const before = openTabs();
    const [one, two] = await Promise.all(before.map(() => openDiskStore({ name, topic, limit })));
    for (let n = 0; n < 2 * WRITTEN_PER_TAB; n++) {
      const store = n % 2 === 0 ? one : two;
      await store?.add({ id: createId(), type: 'note', text: '', createdAt: systemClock.now() });
    }
    for (const store of [one, two]) store?.close();
    for (const tab of before) tab.close();

    const tabs = openTabs();
    const stores = await Promise.all(tabs.map(() => openDiskStore({ name, topic, limit })));
    const queues = await Promise.all(stores.map((store) => store.read()));
    const sent = tabs.map(() => 0);
    const isEmpty = signalled(signal);
    const outboxes: Outbox[] = [];
    const work = tabs.map(({ view }, index) =>
      withSocket(tabs[index], { url, signal }, async (socket) => {
        const [store, queue] = [stores[index], queues[index]];
        if (store === undefined || queue === undefined) return;
        const outbox: Outbox = createOutbox({
          store,
          queue,
          name,
          locks: view.navigator.locks,
          clock: systemClock,
          random,
          createId,
          publish(request) {
            sent[index] = (sent[index] ?? 0) + 1;
            return socket.publish(request);
          },
          onChange() {
            const { role, queue } = outbox.state();
            if (role === 'sending' && queue.messages.length === 0) isEmpty.resolve();
          },
          onWrite: () => undefined,
        });
        outboxes.push(outbox);
        outbox.start();
        await isEmpty.promise;
      }),
    );
    await Promise.all(work).finally(() => outboxes.forEach((outbox) => outbox.close()));
    return { found: queues.map(({ messages }) => messages.length), sent };
  } finally {
    await deleteDB(name);
  }
};

async function withSocket<T>(
  tab: Tab | undefined,
  { url, signal }: { url: string; signal: AbortSignal },
  act: (socket: PublishSocket) => Promise<T>,
): Promise<T> {
  if (tab === undefined) throw new TypeError('Expected a tab');
  const socket = createPublishSocket({
    url: () => url,
    clock: systemClock,
    createSocket: (to, protocol) => new tab.view.WebSocket(to, protocol),
  });
  const end = (): void => socket.close();
  signal.addEventListener('abort', end);
  try {
    return await act(socket);
  } finally {
    signal.removeEventListener('abort', end);
    socket.close();
  }
}

function signalled(signal: AbortSignal): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfil, reject) => {
    resolve = fulfil;
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return { promise, resolve };
}

function openTab(): Tab {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'A second document of this page';
  document.body.append(frame);
  const view = frame.contentWindow;
  if (view === null) throw new TypeError('Expected the frame to have a window');
  return { view: view as Window & typeof globalThis, close: () => frame.remove() };
}
