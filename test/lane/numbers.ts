import { LATE_MS } from '../../lib/measure/recovery.ts';
import type { LaneNumbers } from '../../lib/ui/lane/lane-session.ts';

/** The numbers of a lane at which nothing has happened, changed by what a test is about. */
export function numbersOf(change: Partial<LaneNumbers> = {}): LaneNumbers {
  return {
    transport: 'polling',
    pacing: { intervalMs: 1_000, waitMs: 25_000 },
    resume: true,
    state: { name: 'open', since: 0 },
    stateSince: 0,
    reset: undefined,
    counts: { received: 0, lost: 0, duplicated: 0, reordered: 0, skipped: 0 },
    recovery: {
      late: 0,
      lateMs: LATE_MS,
      worstMs: undefined,
      count: 0,
      longestMs: undefined,
      outages: [],
      current: undefined,
    },
    traffic: {
      requests: 0,
      emptyAnswers: 0,
      failedRequests: 0,
      messagesUp: 0,
      messagesDown: 0,
      connected: 0,
      disconnected: 0,
    },
    wire: undefined,
    connections: { source: 'unseen' },
    latency: { count: 0, p50: undefined, p95: undefined, max: undefined, lifetimeMax: undefined, lifetimeCount: 0 },
    history: [],
    unmeasured: 0,
    lastSeq: undefined,
    waitingMs: undefined,
    ...change,
  };
}
