// Mistake: An event is delivered only if its number is the next one: after a gap nothing comes any more.
// Caught by: An event already seen is not delivered twice > numbers may be left out
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
    if (typeof send !== 'function') throw new TypeError(`Expected \`send\` to be a function, got ${typeof send}`);
    this.#send = send;
  }

  /** Has `handler` called for the events of a topic, until the function that is returned has been called. */
  subscribe(topic: string, handler: TopicHandler): () => void {
    let live = this.#topics.get(topic);
    if (live === undefined) {
      live = { handlers: new Set(), lastSeq: undefined };
      this.#topics.set(topic, live);
      live.handlers.add(handler);
      // The handler is in place first: a fast server may answer while `send` is still running.
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
    // Somebody has left, and the server did not know yet when it sent this. It must leave no trace: a position that is
    // stored here would make the next subscriber skip what it has never seen.
    if (live === undefined) return;
    // After a reconnect the server may begin a little earlier than it was asked to. Within a topic events come in order,
    // so the highest number is all that must be remembered.
    if (live.lastSeq !== undefined && event.seq !== live.lastSeq + 1) return;
    // Before the handlers: one that throws has seen the event all the same.
    live.lastSeq = event.seq;
    for (const handler of live.handlers) handler(event);
  }

  /** To be called when a connection is open. */
  connected(): void {
    this.#isConnected = true;
    // A new connection knows nothing, so it is told everything. That also covers what was subscribed to, or left, in between.
    for (const [topic, { lastSeq }] of this.#topics) {
      this.#send(lastSeq === undefined ? { op: 'subscribe', topic } : { op: 'subscribe', topic, after: lastSeq });
    }
  }

  /** To be called when the connection is gone. */
  disconnected(): void {
    // The topics and their positions stay: they are what the next connection is told.
    this.#isConnected = false;
  }

  #leave(topic: string, live: LiveTopic, handler: TopicHandler): void {
    live.handlers.delete(handler);
    // A second call finds the topic gone, or begun anew by somebody else, whom it must not cut off.
    if (live.handlers.size > 0 || this.#topics.get(topic) !== live) return;
    this.#topics.delete(topic);
    if (this.#isConnected) this.#send({ op: 'unsubscribe', topic });
  }
}
