import type { Clock, Timer } from '../../measure/clock.ts';
import { decodeServerMessage } from '../../protocol/index.ts';
import { createRedial } from '../reconnect-herd/redial.ts';
import type { Policy } from './policies.ts';

/** From one message to the next, in milliseconds. */
const PACE_MS = 20;

/** After how long without an acknowledgement a message is sent again, in milliseconds. */
const RESEND_MS = 800;

/** What a writer has done so far. */
export interface WriterCounts {
  /** Messages that were given to an open socket at least once. */
  readonly sent: number;
  /** Calls of `send`, with those that were repeats. */
  readonly sends: number;
  readonly acknowledged: number;
}

/** Publishes a batch of numbered messages over a WebSocket that may break at any moment. */
export interface Writer {
  counts(): WriterCounts;
  /** Whether there is nothing left for it to do: all was sent, and acknowledged where the policy asks for that. */
  isDone(): boolean;
  /** Ends the connection. Fulfils when the server has read all that was sent, or nothing more can reach it. */
  close(): Promise<void>;
}

/** What a writer is made with. */
export interface WriterOptions {
  policy: Policy;
  topic: string;
  /** How many messages the batch has. */
  count: number;
  createSocket: () => WebSocket;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** Called when message `n` was given to a socket for the first time. */
  onSent: (n: number) => void;
}

/** Opens a writer; it begins as soon as there is a connection. */
export function openWriter({ policy, topic, count, createSocket, clock, random, onSent }: WriterOptions): Writer {
  let socket: WebSocket | undefined;
  let isOpen = false;
  let timer: Timer | undefined;
  let sends = 0;
  let ids = 0;

  // #region writer
  let newest = 0;
  /** What is not acknowledged: each message with the id and the time of its last try. */
  const unanswered = new Map<number, { id: string; sentAt: number }>();

  function send(n: number): void {
    const id = (policy.keepsId && unanswered.get(n)?.id) || `w${++ids}`;
    if (policy.resends) unanswered.set(n, { id, sentAt: clock.now() });
    socket?.send(JSON.stringify({ op: 'publish', id, topic, type: 'note', data: { n } }));
    sends++;
  }

  function onAck(id: string): void {
    for (const [n, last] of unanswered) if (last.id === id) unanswered.delete(n);
  }

  /** A new connection: what was on its way is lost, or its acknowledgement is. Nobody can tell which. */
  function onOpen(): void {
    if (policy.oldestFirst) for (const n of [...unanswered.keys()].sort((a, b) => a - b)) send(n);
  }

  function onTick(): void {
    if (!isOpen) return;
    if (newest < count) {
      send(++newest);
      onSent(newest);
    }
    for (const [n, { sentAt }] of unanswered) if (clock.now() - sentAt >= RESEND_MS) send(n);
  }
  // #endregion writer

  function tick(): void {
    timer = clock.setTimeout(tick, PACE_MS);
    onTick();
  }

  const redial = createRedial({
    open() {
      const own = createSocket();
      own.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = decodeServerMessage(JSON.parse(String(data)));
        if (message.op === 'ack') onAck(message.id);
      });
      socket = own;
      return own;
    },
    waitMs: () => 50 + random() * 200,
    clock,
    network: { isOff: () => false, subscribe: () => () => undefined },
    onState({ name }) {
      isOpen = name === 'open';
      if (isOpen) onOpen();
    },
  });
  tick();

  return {
    counts: () => ({ sent: newest, sends, acknowledged: policy.resends ? newest - unanswered.size : 0 }),
    isDone: () => newest === count && unanswered.size === 0,
    close() {
      clock.clearTimeout(timer);
      const last = socket;
      const ended = new Promise<void>((resolve) => {
        if (!isOpen || last === undefined) resolve();
        else last.addEventListener('close', () => resolve());
      });
      redial.close();
      return ended;
    },
  };
}
