// Mistake: Only a `send` that is missing is refused; one that is no function fails when it is first called.
// Caught by: Bad options are refused at construction > send must be a function
/** An event of a topic; `seq` rises from one event of the topic to the next. */
export interface TopicEvent {
  topic: string;
  seq: number;
  data: unknown;
}

/** What is said to the server. */
export type SubscriptionMessage =
  /** `after`: the last `seq` that was seen, where the server is to go on from there. */
  { op: 'subscribe'; topic: string; after?: number } | { op: 'unsubscribe'; topic: string };

/** Is called for every event of the topic that it was given for. */
export type TopicHandler = (event: TopicEvent) => void;

/** What a subscription manager is made with. */
export interface SubscriptionManagerOptions {
  /** Sends a message over the connection; called only while there is one. */
  send: (message: SubscriptionMessage) => void;
}

/** A topic that somebody listens to. It exists as long as it has a handler, and its position goes with it. */
interface LiveTopic {
  /** A set: the same handler twice is one handler, and removing it twice is removing it once. No counter can drift. */
  handlers: Set<TopicHandler>;
  /** The highest `seq` that has been seen; `undefined` before the first. Not 0, which would ask for all of history. */
  lastSeq: number | undefined;
}

/** Shares the subscriptions of one connection among many handlers. */
export class SubscriptionManager {
  readonly #send: (message: SubscriptionMessage) => void;
  /** What is wanted. What has been said to the server is never stored: it follows from this and `#isConnected`. */
  readonly #topics = new Map<string, LiveTopic>();
  #isConnected = false;

  constructor({ send }: SubscriptionManagerOptions) {
    if (!send) throw new TypeError('Expected `send` to be given');
    this.#send = send;
  }

  /** Has `handler` called for the events of a topic, until the function that is returned has been called. */
  subscribe(topic: string, handler: TopicHandler): () => void {
    let live = this.#topics.get(topic);
    if (live === undefined) {
      live = { handlers: new Set(), lastSeq: undefined };
      this.#topics.set(topic, live);
      live.handlers.add(handler);
      if (this.#isConnected) this.#send({ op: 'subscribe', topic });
    } else {
      live.handlers.add(handler);
    }
    const joined = live;
    return () => this.#leave(topic, joined, handler);
  }

  /** To be called when an event has come from the server. */
  receive(event: TopicEvent): void {
    const live = this.#topics.get(event.topic);
    if (live === undefined) return;
    if (live.lastSeq !== undefined && event.seq <= live.lastSeq) return;
    live.lastSeq = event.seq;
    for (const handler of live.handlers) handler(event);
  }

  /** To be called when a connection is open. */
  connected(): void {
    this.#isConnected = true;
    for (const [topic, { lastSeq }] of this.#topics) {
      this.#send(lastSeq === undefined ? { op: 'subscribe', topic } : { op: 'subscribe', topic, after: lastSeq });
    }
  }

  /** To be called when the connection is gone. */
  disconnected(): void {
    this.#isConnected = false;
  }

  #leave(topic: string, live: LiveTopic, handler: TopicHandler): void {
    live.handlers.delete(handler);
    if (live.handlers.size > 0 || this.#topics.get(topic) !== live) return;
    this.#topics.delete(topic);
    if (this.#isConnected) this.#send({ op: 'unsubscribe', topic });
  }
}
