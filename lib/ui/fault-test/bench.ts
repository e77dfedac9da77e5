import { systemClock } from '../../measure/clock.ts';
import { isRecord } from '../../protocol/index.ts';
import { numbersOf, readTopic } from '../durable-queue/log-count.ts';
import { type Client, type ClientKind, createClient } from './client.ts';
import type { Fault } from './faults.ts';

/** How long anything may take to show itself, in milliseconds: the bound of a failure, and not of a success. */
export const BOUND_MS = 4_000;

/** A client, with all that it was told. */
export interface TestedClient extends Client {
  /** The numbers of the events, in the order of their coming. */
  readonly received: readonly number[];
  /** How often it came to be open. */
  readonly opened: number;
  /** Waits for something that is looked at whenever the client is told something. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Waits for the answer to a publish. */
  answered(answer: Promise<number>): Promise<number>;
  /** Does something as soon as the client begins another connection. */
  onceConnecting(act: () => Promise<number>): Promise<number>;
}

/** What a behaviour is tried with: a topic of its own on a real server, and a fault. */
export interface Bench {
  readonly fault: Fault;
  /** Makes the client, and waits until it is open. */
  connect(): Promise<TestedClient>;
  /** Publishes a number without any client. */
  put(n: number): Promise<void>;
  /** The numbers that the log holds, read without any client. */
  stored(): Promise<number[]>;
  /** Asks again until something is so. */
  eventually(probe: () => Promise<boolean>, what: string): Promise<void>;
}

/** What a bench is made with. */
export interface BenchOptions {
  kind: ClientKind;
  fault: Fault;
  /** Addresses of the session’s edges: that of `polling` has no fault. */
  urls: { websocket: string; polling: string };
  topic: string;
  random: () => number;
  createId: () => string;
  createSocket: (url: string, protocol: string) => WebSocket;
  /** @default BOUND_MS */
  boundMs?: number;
  signal: AbortSignal;
}

/** Makes a bench. @returns it, and what ends all that was opened with it */
export function createBench(options: BenchOptions): { bench: Bench; close: () => void } {
  const { kind, fault, urls, topic, random, createId, createSocket, boundMs = BOUND_MS, signal } = options;
  const undo: (() => void)[] = [];
  const stored = async (): Promise<number[]> => numbersOf((await readTopic(urls.polling, topic)).events);

  /** Rejects after the bound, or when the run is given up. */
  function bounded<T>(promise: Promise<T>, what: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = systemClock.setTimeout(() => {
        reject(new Error(`Expected ${what()} within ${boundMs / 1_000} s`));
      }, boundMs);
      const onAbort = (): void => reject(signal.reason);
      const end = (): void => {
        systemClock.clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      undo.push(end);
      signal.addEventListener('abort', onAbort);
      promise.then(resolve, reject).finally(end);
    });
  }

  async function connect(): Promise<TestedClient> {
    const received: number[] = [];
    const looks = new Set<() => void>();
    let opened = 0;
    let onConnecting: (() => void) | undefined;
    const tell = (): void => {
      for (const look of looks) look();
    };
    const client = createClient({
      kind,
      url: urls.websocket,
      topic,
      clock: systemClock,
      random,
      createId,
      createSocket,
      onEvent({ data }) {
        if (isRecord(data) && typeof data.n === 'number') received.push(data.n);
        tell();
      },
      onState(state) {
        if (state === 'open') opened++;
        if (state === 'connecting') onConnecting?.();
        tell();
      },
    });
    undo.push(client.close);

    const tested: TestedClient = {
      get state() {
        return client.state;
      },
      get opened() {
        return opened;
      },
      received,
      publish: (n) => client.publish({ n }),
      close: client.close,
      until(condition, what) {
        const met = new Promise<void>((resolve) => {
          const look = (): void => {
            if (!condition()) return;
            looks.delete(look);
            resolve();
          };
          looks.add(look);
          look();
        });
        return bounded(
          met,
          () => `${what} (it is ${client.state}, and has received ${received.join(', ') || 'nothing'})`,
        );
      },
      answered: (answer) => bounded(answer, () => `an answer to the publish (it is ${client.state})`),
      onceConnecting: (act) =>
        new Promise((resolve, reject) => {
          onConnecting = () => {
            onConnecting = undefined;
            act().then(resolve, reject);
          };
        }),
    };
    await tested.until(() => opened === 1, 'an open connection');
    return tested;
  }

  return {
    bench: {
      fault,
      connect,
      async put(n) {
        const body = JSON.stringify({ id: createId(), topic, type: 'note', data: { n } });
        const headers = { 'Content-Type': 'application/json' };
        const { status } = await fetch(`${urls.polling}/events`, { method: 'POST', headers, body });
        if (status !== 201) throw new Error(`Expected the server to take an event, got ${status}`);
      },
      stored,
      async eventually(probe, what) {
        let isOver = false;
        undo.push(() => (isOver = true));
        const met = (async () => {
          while (!isOver && !(await probe())) {
            await new Promise<void>((resolve) => systemClock.setTimeout(resolve, 30));
          }
        })();
        await bounded(met, () => what);
      },
    },
    close() {
      for (const one of undo.splice(0)) one();
    },
  };
}
