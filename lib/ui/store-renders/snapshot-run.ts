import type { Clock } from '../../measure/clock.ts';
import type { Connect, Connection, ConnectionState } from '../../transports/index.ts';
import {
  compareWithLog,
  createAppending,
  createBySeq,
  createReplacing,
  type Difference,
  type Order,
  ORDERS,
  readSeqs,
  type Shown,
} from './snapshot-orders.ts';

/** How many events there are before anybody asks, and how many follow once all four stand. */
const EVENTS = { before: 40, after: 60 } as const;

/** How many the source publishes at most: it ends by itself where the page that wanted it is gone. */
const LEASE = 1_000;

/** Events a second of the source. */
export const PER_SECOND = 100;

/** What a comparison is run with. */
export interface SnapshotRunOptions {
  connect: Connect;
  urls: { websocket: string; polling: string };
  control: string;
  topic: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  signal: AbortSignal;
}

/** What each way made of the same stream. */
export interface SnapshotResult {
  /** How many events the log holds. */
  readonly events: number;
  readonly orders: Readonly<Record<Order, Difference>>;
}

const CREATE: Readonly<Record<Order, () => Shown>> = {
  'snapshot-first': createReplacing,
  replace: createReplacing,
  append: createAppending,
  'by-seq': createBySeq,
};

/**
 * Lets the four ways follow one topic, each with a snapshot and a connection of its own, and holds what they show against
 * the log. @throws what the network or the lab refused, or the signal's reason
 */
export async function runSnapshotOrders(options: SnapshotRunOptions): Promise<SnapshotResult> {
  const { connect, urls, control, topic, fetch, clock, signal } = options;
  const connections: Connection[] = [];
  let isOver = false;

  async function snapshot(): Promise<number[]> {
    const answer = await fetch(`${urls.polling}/events?topic=${topic}&after=0&limit=1000`, { signal });
    if (!answer.ok) throw new Error(`The lab refused the snapshot with ${answer.status}`);
    return readSeqs(await answer.json());
  }

  /** Resolves once the server has confirmed the subscription: from there on, nothing is missed. */
  function subscribe({ onEvent }: Shown): Promise<void> {
    return new Promise((resolve, reject) => {
      // One of the other three may have ended it all.
      if (isOver || signal.aborted) return reject(reasonOf(signal));
      signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
      const onState = (state: ConnectionState): void => {
        if (state.name === 'open') resolve();
        else if (state.name === 'failed') reject(new Error(`The lab refused a subscription: ${state.reason}`));
      };
      connections.push(connect({ url: urls.websocket, topic, clock, onState, onEvent: ({ seq }) => onEvent(seq) }));
    });
  }

  async function follow(order: Order): Promise<Shown> {
    const shown = CREATE[order]();
    // #region orders
    if (order === 'snapshot-first') {
      shown.onSnapshot(await snapshot());
      await subscribe(shown);
    } else {
      await subscribe(shown);
      shown.onSnapshot(await snapshot());
    }
    // #endregion orders
    return shown;
  }

  async function untilLog(holds: number): Promise<number> {
    for (;;) {
      const newest = (await snapshot()).at(-1) ?? 0;
      if (newest >= holds) return newest;
      await wait(100, { clock, signal });
    }
  }

  async function source(request: RequestInit): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${control}/sources/${topic}`, { ...request, headers });
    if (!answer.ok && answer.status !== 404) throw new Error(`The lab refused the source with ${answer.status}`);
  }

  try {
    const settings = { ratePerSecond: PER_SECOND, payloadBytes: 0, count: LEASE };
    await source({ method: 'PUT', body: JSON.stringify(settings), signal });
    const before = await untilLog(EVENTS.before);
    const followed = await Promise.all(ORDERS.map(follow));
    await untilLog(before + EVENTS.after);
    await source({ method: 'DELETE', signal });
    const events = await untilLog(1);
    const isThere = (): boolean => followed.every((shown) => shown.read().at(-1) === events);
    while (!isThere()) await wait(50, { clock, signal });
    const entries = ORDERS.map((order, index) => [order, compareWithLog(followed[index]?.read() ?? [], events)]);
    return { events, orders: Object.fromEntries(entries) as SnapshotResult['orders'] };
  } finally {
    isOver = true;
    for (const connection of connections) connection.close();
    if (signal.aborted) await source({ method: 'DELETE', keepalive: true }).catch(() => undefined);
  }
}

function wait(ms: number, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('It was given up');
}
