/** An event of a topic's log. */
export interface PolledEvent {
  topic: string;
  /** Counts from 1 in the topic, without a hole. */
  seq: number;
  type: string;
  at: number;
  data: unknown;
}

/** How long to wait before the next attempt. `null` means: give up. */
export interface PollBackoff {
  next(): number | null;
  reset(): void;
}

export interface LongPollOptions {
  /** The whole endpoint, such as `http://localhost:3102/events`. `topic` and `after` are added to it. */
  url: string;
  /** @default the platform's */
  fetch?: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  topic: string;
  /** The last `seq` that is known already. @default 0 */
  after?: number;
  /** @default full jitter, from 1 s up to 30 s, without an end */
  backoff?: PollBackoff;
  onEvent: (event: PolledEvent) => void;
  /** Hears of gaps and failures. */
  onError?: (error: unknown) => void;
}

/** Reads a topic with one held request after the other. */
export class LongPollClient {
  /** @throws {RangeError} an `after` that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(_options: LongPollOptions) {}

  /** The `seq` of the last event that was handed over. */
  get cursor(): number {
    return 0;
  }

  /** Begins to poll. Does nothing while it polls. */
  start(): void {}

  /** Ends the request that is held. Nothing is delivered from now on. */
  stop(): void {}
}
