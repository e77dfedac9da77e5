import type { LabEvent, TransportId } from '../../protocol/index.ts';

/** How many messages are remembered. */
const KEPT = 8;

/** A message that was published from this page, and how it fared. All times are the page's own clock: nothing is estimated. */
export interface SentMessage {
  key: number;
  text: string;
  over: TransportId;
  /** When it was handed to the transport. */
  sentAt: number;
  /** How long until the server acknowledged it. */
  ackMs?: number;
  seq?: number;
  /** How long until it arrived in each lane. */
  arrivedMs: Partial<Record<TransportId, number>>;
  /** Why it was not published. */
  error?: string;
}

/** The last messages published from this page, newest first. */
export interface MessageLog {
  list(): SentMessage[];
  send(message: { text: string; over: TransportId; at: number }): number;
  acknowledge(key: number, seq: number, at: number): void;
  refuse(key: number, reason: string): void;
  /** Books the arrival of an event in a lane; it may come before the acknowledgement. */
  arrive(transport: TransportId, event: LabEvent, at: number): void;
  clear(): void;
}

/** Makes an empty log. */
export function createMessageLog(): MessageLog {
  let messages: SentMessage[] = [];
  let nextKey = 1;
  /** Arrivals by `seq`: whose message it is, only the acknowledgement says. */
  const arrivals = new Map<number, Partial<Record<TransportId, number>>>();

  function change(key: number, with_: (message: SentMessage) => Partial<SentMessage>): void {
    messages = messages.map((message) => (message.key === key ? { ...message, ...with_(message) } : message));
  }

  function arrivedMs(seq: number, sentAt: number): SentMessage['arrivedMs'] {
    const entries = Object.entries(arrivals.get(seq) ?? {}).map(([id, at]) => [id, at - sentAt]);
    return Object.fromEntries(entries) as SentMessage['arrivedMs'];
  }

  return {
    list: () => messages,
    send({ text, over, at }) {
      const message: SentMessage = { key: nextKey++, text, over, sentAt: at, arrivedMs: {} };
      messages = [message, ...messages].slice(0, KEPT);
      return message.key;
    },
    acknowledge(key, seq, at) {
      change(key, ({ sentAt }) => ({ seq, ackMs: at - sentAt, arrivedMs: arrivedMs(seq, sentAt) }));
    },
    refuse: (key, reason) => change(key, () => ({ error: reason })),
    arrive(transport, { seq }, at) {
      const known = arrivals.get(seq) ?? {};
      arrivals.set(seq, { ...known, [transport]: at });
      for (const oldest of arrivals.keys()) {
        if (arrivals.size <= 4 * KEPT) break;
        arrivals.delete(oldest);
      }
      const message = messages.find((candidate) => candidate.seq === seq);
      if (message) change(message.key, ({ sentAt }) => ({ arrivedMs: arrivedMs(seq, sentAt) }));
    },
    clear() {
      messages = [];
      arrivals.clear();
    },
  };
}
