import type { Clock, Timer } from '../measure/clock.ts';
import type { PublishRequest } from '../protocol/index.ts';
import { createBackoff } from './backoff.ts';
import { Loss } from './failure.ts';
import { TransportError } from './transport.ts';

/** How many publishes may wait at a time. One more is rejected with `queue-full`. */
export const MAX_WAITING = 1000;

/** The publishes that have no answer yet. Each keeps its id over every try, so that it takes effect once. */
export interface Outbox {
  /** Takes a publish in. @throws {TransportError} (as a rejection) what the server answered, or `queue-full` */
  add(request: PublishRequest): Promise<{ seq: number }>;
  /** Whether there is a connection to send over. */
  setReady(ready: boolean): void;
  /** Rejects everything that has no answer, now and from now on. */
  end(error: TransportError): void;
}

/** What an outbox works with. */
export interface OutboxOptions {
  clock: Clock;
  random: () => number;
  /** How many may be on their way at once, before the first has its answer. */
  window: number;
  /** One try. Rejects with {@link TransportError} where the answer is final, with {@link Loss} where a try is worth it. */
  send: (request: PublishRequest) => Promise<number>;
}

interface Entry {
  ordinal: number;
  request: PublishRequest;
  resolve: (result: { seq: number }) => void;
  reject: (error: TransportError) => void;
}

/**
 * Makes an outbox. Publishes leave in the order in which they were made. Where one is refused for a time, all wait; with a
 * window above 1, later ones may by then have been accepted before it. After a refusal for the rate one leaves alone, and
 * each answer doubles how many may, up to the window: otherwise each wait would end in the same burst.
 */
export function createOutbox({ clock, random, window, send }: OutboxOptions): Outbox {
  const waiting: Entry[] = [];
  const underWay = new Set<Entry>();
  const backoff = createBackoff(random);
  let ordinal = 0;
  let allowed = window;
  let ready = false;
  let pause: { timer: Timer; asked: boolean } | undefined;
  let ended: TransportError | undefined;

  function pump(): void {
    while (ended === undefined && ready && pause === undefined && underWay.size < allowed) {
      const entry = waiting.shift();
      if (entry === undefined) return;
      underWay.add(entry);
      void tryOnce(entry);
    }
  }

  // #region try
  async function tryOnce(entry: Entry): Promise<void> {
    try {
      const seq = await send(entry.request);
      backoff.reset();
      allowed = Math.min(window, allowed * 2);
      entry.resolve({ seq });
    } catch (error) {
      if (error instanceof Loss && ended === undefined) {
        waiting.push(entry);
        waiting.sort((a, b) => a.ordinal - b.ordinal);
        if (error.retryAfterMs !== undefined) allowed = 1;
        wait(error.retryAfterMs);
      } else {
        entry.reject(ended ?? asTransportError(error));
      }
    } finally {
      underWay.delete(entry);
      pump();
    }
  }
  // #endregion try

  function wait(retryAfterMs: number | undefined): void {
    if (pause !== undefined) return;
    const timer = clock.setTimeout(() => {
      pause = undefined;
      pump();
    }, backoff.next(retryAfterMs));
    pause = { timer, asked: retryAfterMs !== undefined };
  }

  function stopWaiting(): void {
    clock.clearTimeout(pause?.timer);
    pause = undefined;
  }

  return {
    add(request) {
      if (ended !== undefined) return Promise.reject(ended);
      if (waiting.length >= MAX_WAITING) {
        return Promise.reject(
          new TransportError('queue-full', `${MAX_WAITING} publishes are waiting for a connection`),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({ ordinal: ++ordinal, request, resolve, reject });
        pump();
      });
    },
    setReady(now) {
      if (now === ready) return;
      ready = now;
      // A new connection makes a wait pointless, unless the server asked for it.
      if (ready && pause?.asked === false) stopWaiting();
      pump();
    },
    end(error) {
      ended ??= error;
      stopWaiting();
      for (const entry of [...underWay, ...waiting.splice(0)]) entry.reject(ended);
    },
  };
}

function asTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  return new TransportError('failed', error instanceof Error ? error.message : String(error), { cause: error });
}
