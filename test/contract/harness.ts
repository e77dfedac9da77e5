import type { Limits } from '../../servers/options.ts';
import { type Clock, systemClock } from '../../lib/measure/clock.ts';
import { createLedger, type LedgerCounts } from '../../lib/measure/ledger.ts';
import type { LabEvent, TransportId } from '../../lib/protocol/index.ts';
import type { Connect, Connection, ConnectionState, ConnectOptions, LogReset } from '../../lib/transports/transport.ts';

/** How long a behaviour may take to show itself, in milliseconds. Generous: it bounds a failure, not a success. */
const BOUND_MS = 15_000;

/** A lab that the behaviours command from wherever they run; everything is a promise, since it may be another process. */
export interface RemoteLab {
  urls: Record<TransportId | 'control', string>;
  log: string;
  /** Resets every connection to the transport. */
  drop(): Promise<void>;
  /** Stops the transport's server and starts it again on the same port. */
  restart(): Promise<void>;
  /** Takes up `count` connections of the transport with sockets that ask for nothing. @returns how to free them */
  occupy(count: number): Promise<() => Promise<void>>;
  /** How many connections the transport's server has open now. */
  connections(): Promise<number>;
  /** Stops the whole lab. */
  stop(): Promise<void>;
  /** Stops the whole lab and starts another on the same ports, with `events` events in the topic before anyone reads. */
  replace(topic: string, events: number): Promise<RemoteLab>;
}

/** What a behaviour is run with: one transport, and a way to start labs. */
export interface Harness {
  id: TransportId;
  connect: Connect;
  /** Starts a lab that is stopped by itself when the behaviour is over. */
  startLab(limits?: Partial<Limits>): Promise<RemoteLab>;
  /** Called with what must be undone when the behaviour is over. */
  onEnd(undo: () => void): void;
}

/** A reader that keeps all that it was told. */
export interface Reader extends Connection {
  readonly events: LabEvent[];
  readonly states: ConnectionState[];
  readonly resets: LogReset[];
  seqs(): number[];
  counts(): LedgerCounts;
  /** How many timers the connection has set and neither cleared nor seen fire. */
  liveTimers(): number;
  /** Waits until `condition` holds; it is looked at whenever the reader is told something. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Waits until the connection is open. */
  opened(): Promise<void>;
}

/** Connects a reader that is closed when the behaviour is over. */
export function read(harness: Harness, lab: RemoteLab, options: Partial<ConnectOptions> & { topic: string }): Reader {
  const events: LabEvent[] = [];
  const states: ConnectionState[] = [];
  const resets: LogReset[] = [];
  const timers = new Set<unknown>();
  const ledger = createLedger(options.after === undefined ? {} : { after: options.after });
  const changed = createSignal();

  const connection = harness.connect({
    url: lab.urls[harness.id],
    intervalMs: 20,
    // A tenth of the jitter: behaviour is the same, and a run does not wait for its own politeness.
    random: () => Math.random() * 0.1,
    clock: countingClock(timers),
    ...options,
    onEvent(event) {
      events.push(event);
      ledger.receive(event.seq);
      options.onEvent?.(event);
      changed.notify();
    },
    onState(state) {
      states.push(state);
      options.onState?.(state);
      changed.notify();
    },
    onReset(reset) {
      resets.push(reset);
      ledger.reset(reset);
      options.onReset?.(reset);
      changed.notify();
    },
  });
  harness.onEnd(() => connection.close());

  const until = (condition: () => boolean, what: string) =>
    changed.until(condition, () => `${what} (state ${JSON.stringify(connection.state)}, ${events.length} events)`);

  return {
    events,
    states,
    resets,
    seqs: () => events.map(({ seq }) => seq),
    counts: ledger.counts,
    liveTimers: () => timers.size,
    until,
    opened: () => until(() => connection.state.name === 'open', 'an open connection'),
    get state() {
      return connection.state;
    },
    publish: connection.publish,
    close: connection.close,
  };
}

/** Publishes without any client, so that a reader's behaviour does not depend on a publisher's. @returns the `seq` */
export async function put(lab: RemoteLab, topic: string, data: unknown): Promise<number> {
  const id = Array.from({ length: 20 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
  const body = { id, topic, type: 'note', data };
  const { seq } = (await request(`${lab.urls.polling}/events`, { method: 'POST', body })) as { seq: number };
  return seq;
}

/** Has the lab itself publish `count` events at a rate. */
export async function startSource(
  lab: RemoteLab,
  topic: string,
  source: { ratePerSecond: number; count: number },
): Promise<void> {
  const body = { payloadBytes: 32, ...source };
  await request(`${lab.urls.control}/sources/${topic}`, { method: 'PUT', body });
}

/** Says what the topic holds, read without any client. */
export async function contentOf(lab: RemoteLab, topic: string): Promise<LabEvent[]> {
  const page = await request(`${lab.urls.polling}/events?topic=${topic}&after=0&limit=1000`, { method: 'GET' });
  return (page as { events: LabEvent[] }).events;
}

/**
 * Makes a request that may be repeated, and repeats it where the platform sent it over a connection that was dropped, or
 * that an earlier lab on the same port has left behind. Both keep such connections until they find out.
 */
async function request(address: string, { method, body }: { method: string; body?: unknown }): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(address, {
        method,
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`Expected ${method} ${address} to be accepted, got ${response.status}`);
      return await response.json();
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === 10) throw error;
    }
  }
}

/** Waits until `probe` is true, asking again every 50 ms: for what nobody reports. */
export async function eventually(probe: () => Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + BOUND_MS;
  while (!(await probe())) {
    if (Date.now() > until) throw new Error(`Expected ${what} within ${BOUND_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Fails where two values are not the same JSON. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`Expected ${what} to be ${wanted}, got ${got?.slice(0, 2000)}`);
}

/** Fails where something that must hold does not. */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Expected that ${what}`);
}

/** The rejection of a promise that must reject. */
export async function rejectionOf(promise: Promise<unknown>): Promise<{ name: string; code: unknown }> {
  const error = await promise.then(
    (value) => new Error(`Expected a rejection, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  const { name, code } = error as Error & { code?: unknown };
  if (code === undefined) throw error;
  return { name, code };
}

/** The platform's clock, with its running timers kept in `timers`. */
function countingClock(timers: Set<unknown>): Clock {
  return {
    now: systemClock.now,
    setTimeout(callback, delayMs) {
      const timer = systemClock.setTimeout(() => {
        timers.delete(timer);
        callback();
      }, delayMs);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      timers.delete(timer);
      systemClock.clearTimeout(timer);
    },
  };
}

/** Lets a condition be waited for that may come true with any of many callbacks. */
function createSignal() {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const look of waiting) look();
    },
    until: (condition: () => boolean, what: () => string) =>
      new Promise<void>((resolve, reject) => {
        const bound = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`Expected ${what()} within ${BOUND_MS / 1000} s`));
        }, BOUND_MS);
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          clearTimeout(bound);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
