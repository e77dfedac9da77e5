/** What a heartbeat is made with. */
export interface HeartbeatOptions {
  /** From a pong to the next ping, in ms. @default 25000 */
  intervalMs?: number;
  /** How long a pong may take, in ms. @default 5000 */
  timeoutMs?: number;
  /** Sends a ping with this id to the other side. When it throws, the other side counts as dead. */
  sendPing: (id: number) => void;
  /** Called once when the other side counts as dead. */
  onDead: () => void;
  /** A clock in ms. @default performance.now */
  now?: () => number;
}

/** Pings the other side of a connection, and says when it does not answer. */
export class Heartbeat {
  constructor(options: HeartbeatOptions) {
    void options;
  }

  /** How long the last ping took to be answered, in ms; `null` until the first pong. */
  get lastRttMs(): number | null {
    return null;
  }

  /** Sends a ping at once and goes on from there; starts afresh when it runs already. */
  start(): void {}

  /** Ends it, without a word and without a timer. */
  stop(): void {}

  /** To be called when a pong with this id has come. */
  receivedPong(id: number): void {
    void id;
  }
}
