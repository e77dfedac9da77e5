import { type Clock, systemClock } from '../measure/clock.ts';
import type { Bounds, LabEvent, PublishRequest, Reset } from '../protocol/index.ts';
import { createBackoff } from './backoff.ts';
import { createCursor } from './cursor.ts';
import { Loss, Refusal } from './failure.ts';
import { createPublishIds } from './ids.ts';
import { watchNetwork } from './network.ts';
import { createOutbox } from './outbox.ts';
import { report } from './report.ts';
import { sleep } from './sleep.ts';
import { type ConnectOptions, type Connection, type ConnectionState, type Trace, TransportError } from './transport.ts';

/** How long a connection must have stood before its loss counts as a new one, and the backoff starts over. */
export const PROVEN_AFTER_MS = 1_000;

/** How often the platform is asked again whether the network is back, besides its own `online` event. */
const NETWORK_CHECK_MS = 30_000;

/** What differs between the five clients. */
export interface Transport {
  /**
   * One connection, from asking for it to losing it. Rejects with {@link Loss} when it was lost and another try is worth
   * it, with {@link Refusal} when it is not. Leaves no socket and no timer behind, also when `link.signal` is aborted.
   */
  read(link: Link): Promise<void>;
  /** Publishes once. Rejects with {@link TransportError} where the answer is final, else with {@link Loss}. */
  send(request: PublishRequest, link: Link): Promise<number>;
  /** How many publishes may be on their way before the first has its answer. */
  window: number;
}

/** What a transport is given of the connection that it serves. */
export interface Link {
  readonly url: string;
  readonly topic: string;
  readonly clock: Clock;
  /** Whether cookies go with requests to another port. */
  readonly credentials: 'same-origin' | 'include';
  /** Aborted when the connection is closed. */
  readonly signal: AbortSignal;
  /** Where to go on from: to be sent with every subscription. */
  position(): { after?: number; log?: string };
  /** Where a new connection begins: the position, unless the reader does not resume. */
  entry(): { after?: number; log?: string };
  /** The server has answered: the connection is open. */
  opened(): void;
  /** An exchange was completed: the next loss is a new one. */
  proven(): void;
  /**
   * Holds the log of an answer against the one known.
   *
   * @returns false where it is another one: the user was told, and the transport must ask again from the new position
   */
  meet(bounds: Bounds): boolean;
  /** The server could not serve the position. */
  gap(reset: Reset): void;
  deliver(event: LabEvent): void;
  sleep(ms: number): Promise<void>;
  /** The server named the wait before a reconnection. */
  setRetryMs(ms: number): void;
  nextExchange(): number;
  /** Absent where nobody listens, so that `link.trace?.({ … })` costs nothing. */
  readonly trace: ((trace: Trace) => void) | undefined;
}

/** Makes a connection that mends itself out of a transport that can do one try. */
export function createConnection(options: ConnectOptions, transport: Transport): Connection {
  const { url, topic, clock = systemClock, random = Math.random, credentials = 'same-origin' } = options;
  const ending = new AbortController();
  const backoff = createBackoff(random);
  const cursor = createCursor(options);
  const nextId = createPublishIds(random);
  const network = watchNetwork(url, () => wake?.());
  const outbox = createOutbox({
    clock,
    random,
    window: transport.window,
    send: (request) => transport.send(request, link),
  });
  let state: ConnectionState = { name: 'idle' };
  let wake: (() => void) | undefined;
  let exchanges = 0;

  const isOver = () => ending.signal.aborted;

  function tell<T>(callback: ((value: T) => void) | undefined, value: T): void {
    if (callback === undefined || isOver()) return;
    try {
      callback(value);
    } catch (error) {
      report(error);
    }
  }

  function setState(next: ConnectionState): void {
    if (isOver()) return;
    state = next;
    outbox.setReady(next.name === 'open');
    tell(options.onState, next);
  }

  const link: Link = {
    url,
    topic,
    clock,
    credentials,
    signal: ending.signal,
    position: cursor.position,
    entry: cursor.entry,
    opened() {
      if (state.name !== 'open') setState({ name: 'open', since: clock.now() });
    },
    proven: backoff.reset,
    meet(bounds) {
      const reset = cursor.meet(bounds);
      if (reset !== undefined) tell(options.onReset, reset);
      return reset === undefined;
    },
    gap: (reset) => tell(options.onReset, cursor.skip(reset)),
    deliver(event) {
      if (!isOver() && cursor.take(event.seq)) tell(options.onEvent, event);
    },
    sleep: (ms) => sleep(clock, ms, ending.signal),
    setRetryMs: backoff.setBase,
    nextExchange: () => ++exchanges,
    trace: options.onTrace && ((trace) => tell(options.onTrace, trace)),
  };

  // #region mend
  async function mend(): Promise<void> {
    while (!isOver()) {
      if (network.isOff()) {
        await waitFor(NETWORK_CHECK_MS, 'there is no network');
        continue;
      }
      setState({ name: 'connecting', attempt: backoff.attempts + 1 });
      if (isOver()) return;
      const error = await transport.read(link).then(
        () => new Loss('the connection ended'),
        (cause: unknown) => cause,
      );
      if (isOver()) return;
      if (!(error instanceof Loss)) {
        fail(error);
        return;
      }
      // Standing for a moment proves nothing: a server may accept and fall over, again and again.
      if (state.name === 'open' && clock.now() - state.since >= PROVEN_AFTER_MS) backoff.reset();
      await waitFor(backoff.next(error.retryAfterMs), error.message);
    }
  }
  // #endregion mend

  /** Waits, unless the network comes back or the connection is closed before. */
  function waitFor(ms: number, reason: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => wake?.(), ms);
      wake = () => {
        clock.clearTimeout(timer);
        wake = undefined;
        resolve();
      };
      setState({ name: 'waiting', reason, attempt: backoff.attempts, retryAt: clock.now() + ms });
    });
  }

  function fail(error: unknown): void {
    // Anything but a refusal is a fault of ours, which the platform should see as well.
    if (!(error instanceof Refusal)) report(error);
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof Refusal ? error.code : undefined;
    network.stop();
    outbox.end(new TransportError(code ?? 'failed', reason, { cause: error }));
    setState({ name: 'failed', reason, ...(code === undefined ? {} : { code }) });
  }

  // Not at once: whoever calls has no connection in hand before `connect` returns.
  queueMicrotask(() => void mend());

  return {
    get state() {
      return state;
    },
    async publish(type, data) {
      const request: PublishRequest = { id: nextId(), topic, type, data: copyOf(data) };
      return outbox.add(request);
    },
    close() {
      if (state.name === 'closed') return;
      setState({ name: 'closed' });
      network.stop();
      ending.abort(new Loss('the connection was closed'));
      outbox.end(new TransportError('closed', 'The connection was closed by its owner'));
      wake?.();
    },
  };
}

/** The data as it is now: a repeat must not carry what the caller changed meanwhile. */
function copyOf(data: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(data ?? null) ?? 'null');
  } catch (cause) {
    throw new TransportError('bad-request', 'Expected `data` to be a JSON value', { cause });
  }
}
