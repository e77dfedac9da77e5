/** How deep the arrays and objects of a received JSON text may be nested. Deeper is `bad-request`. */
export const MAX_JSON_DEPTH = 32;

/** How many events one polling answer holds at most, and how many where `limit` is left out. */
export const POLL_LIMIT = { max: 1000, default: 100 } as const;

/** The most bytes of events in one polling answer. One event that is larger by itself is still delivered. */
export const POLL_MAX_BYTES = 1024 * 1024;

/** How long a long poll is held, in milliseconds: the most, and where `waitMs` is left out. */
export const WAIT_MS = { max: 55_000, default: 25_000 } as const;

/** How long a server that is restarted may stay away, in milliseconds: 0 to this. */
export const RESTART_DOWN_MS = 60_000;

/** How many raw connections a session carries at a time. */
export const MAX_RAW_CONNECTIONS = 10;

/** The subprotocol that the WebSocket server selects when a client offers it. @see RFC 6455 section 1.9 */
export const SUBPROTOCOL = 'wirelab.1';

/** The names of the headers that the HTTP transports add. */
export const HEADERS = {
  /** The id of the log that positions belong to, on every answer. */
  log: 'Wirelab-Log',
  /** The position to send as `after`, on a 204. */
  next: 'Wirelab-Next',
  /**
   * The server's clock when the request had been read and when its answer left, in milliseconds since the epoch, two
   * numbers with a space between: what an offset estimate needs.
   *
   * @see RFC 5905 section 8 (the same two stamps are T2 and T3 there)
   */
  clock: 'Wirelab-Clock',
} as const;
