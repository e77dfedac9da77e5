/** How a page deals with a source that is faster than the line. */
export const SENDER_IDS = ['all', 'mark', 'newest', 'window'] as const;

/** The id of a sender. */
export type SenderId = (typeof SENDER_IDS)[number];

/** What the figure calls them. */
export const SENDER_NAMES: Readonly<Record<SenderId, string>> = {
  all: 'Send everything',
  mark: 'Wait for bufferedAmount',
  newest: 'Newest, by bufferedAmount',
  window: 'Newest, by acknowledgement',
};

/** While more than this waits in the browser, a sender that looks at it waits as well. */
export const MARK_BYTES = 256 * 1024;

/** What a sender knows when it decides. */
export interface Gauge {
  /** What the browser has not handed on yet. @see https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount */
  bufferedAmount(): number;
  /** How many messages were sent and not acknowledged. */
  unanswered(): number;
}

/** A sender takes what the source makes, and decides what goes when. */
export interface Sender {
  /** The source has made another value. */
  take(value: number): void;
  /** Something may have changed: sends what may go now. */
  pump(): void;
  /** How many values wait in the page. */
  waiting(): number;
}

// #region senders
/** Makes one. `send` hands a value to the socket, there and then. */
export function createSender(id: SenderId, gauge: Gauge, send: (value: number) => void): Sender {
  const queue: number[] = [];
  const mayGo: Record<SenderId, () => boolean> = {
    all: () => true,
    mark: () => gauge.bufferedAmount() <= MARK_BYTES,
    newest: () => gauge.bufferedAmount() <= MARK_BYTES,
    window: () => gauge.unanswered() === 0,
  };
  function pump(): void {
    while (queue.length > 0 && mayGo[id]()) send(queue.shift() ?? 0);
  }
  return {
    take(value) {
      // Coalescing: a newer position makes the one that waits worthless. The last one made is always sent.
      if (id === 'newest' || id === 'window') queue.length = 0;
      queue.push(value);
      pump();
    },
    pump,
    waiting: () => queue.length,
  };
}
// #endregion senders
