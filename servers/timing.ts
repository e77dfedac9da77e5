/** How long the servers wait for what, all in milliseconds. Everybody gets {@link DEFAULT_TIMING}; tests have less time. */
export interface Timing {
  /** SSE: how often a comment tells proxies and readers that the stream is alive. @default 15000 */
  commentMs: number;
  /** WebSocket and Socket.IO: how often a peer is pinged. @default 25000 */
  pingMs: number;
  /** After how long without taking anything a reader is cut off. @default 30000 */
  stallMs: number;
  /** How long a client may take over the head of a request. @default 10000 */
  headMs: number;
  /** How long it may take over all of it. @default 30000 */
  requestMs: number;
  /** How often these three are looked at. @default 5000 */
  checkMs: number;
  /** How long an idle connection is kept for the next request: longer than the longest poll. @default 65000 */
  keepAliveMs: number;
  /** How long what is open is given to end when the server closes. @default 1000 */
  graceMs: number;
  /** After how long without a connection and without a reader a session ends. @default 120000 */
  sessionIdleMs: number;
  /**
   * After how long without a byte and without a reader a session ends although connections stand: longer than any
   * heartbeat. Where a toxic lets nothing pass, nobody sees that a client has gone. @default 600000
   */
  sessionStillMs: number;
  /** How often telemetry tells what has gone through the edges. @default 250 */
  telemetryMs: number;
  /** How long one run of a claim's measurement may take. @default 30000 */
  claimRunMs: number;
  /** After how long without being read the servers end that a browser measures a claim with. @default 45000 */
  claimStageMs: number;
  /** How long the process that measures claims is kept for the next. @default 10000 */
  claimIdleMs: number;
}

/** What holds where nothing else is said. */
export const DEFAULT_TIMING: Timing = {
  commentMs: 15_000,
  pingMs: 25_000,
  stallMs: 30_000,
  headMs: 10_000,
  requestMs: 30_000,
  checkMs: 5_000,
  keepAliveMs: 65_000,
  graceMs: 1_000,
  sessionIdleMs: 120_000,
  sessionStillMs: 600_000,
  telemetryMs: 250,
  claimRunMs: 30_000,
  claimStageMs: 45_000,
  claimIdleMs: 10_000,
};
