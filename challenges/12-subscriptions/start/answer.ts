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

/** Shares the subscriptions of one connection among many handlers. */
export class SubscriptionManager {
  constructor(options: SubscriptionManagerOptions) {
    void options;
  }

  /** Has `handler` called for the events of a topic, until the function that is returned has been called. */
  subscribe(topic: string, handler: TopicHandler): () => void {
    void topic;
    void handler;
    return () => {};
  }

  /** To be called when an event has come from the server. */
  receive(event: TopicEvent): void {
    void event;
  }

  /** To be called when a connection is open. */
  connected(): void {}

  /** To be called when the connection is gone. */
  disconnected(): void {}
}
