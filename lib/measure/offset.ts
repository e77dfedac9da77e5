/**
 * How fast two ordinary clocks may drift apart: 15 parts in a million, as NTP assumes.
 *
 * @see RFC 5905 section 7.1 (`PHI`, the frequency tolerance)
 */
const DRIFT = 15e-6;

/** The four moments of one exchange, in milliseconds: the outer two on our clock, the inner two on the server's. */
export interface ClockExchange {
  /** Our clock when the request left. T1 in RFC 5905. */
  sentAt: number;
  /** The server's stamps: when it had read the request (T2) and when its answer left (T3). */
  server: { receivedAt: number; sentAt: number };
  /** Our clock when the answer was here. T4. */
  receivedAt: number;
}

/** How far the server's clock is ahead of ours, and how wrong that can be. */
export interface OffsetEstimate {
  /** To be added to our time to get the server's, in milliseconds. */
  offsetMs: number;
  /** The true offset lies within `offsetMs` ± this: half the round trip, and what the clocks may have drifted since. */
  errorMs: number;
  /** The round trip of the exchange that the estimate rests on, without the time that the server took. */
  roundTripMs: number;
}

/** Estimates the offset between our clock and the server's from ordinary exchanges. */
export interface OffsetEstimator {
  /** Adds an exchange. One whose stamps are impossible (an answer before its request) is left out. */
  add(exchange: ClockExchange): void;
  /** The best estimate at `now` on our clock; `undefined` before the first exchange and when all are too old. */
  estimate(now: number): OffsetEstimate | undefined;
  clear(): void;
}

/** What {@link createOffsetEstimator} keeps. */
export interface OffsetOptions {
  /** How many exchanges are remembered. @default 32 */
  capacity?: number;
  /** After how long an exchange is forgotten, in milliseconds. @default 300000 */
  maxAgeMs?: number;
}

interface Sample {
  at: number;
  offsetMs: number;
  roundTripMs: number;
}

/**
 * Makes an estimator that works as NTP does. One exchange gives
 *
 *     offset = ((T2 − T1) + (T3 − T4)) / 2        round trip = (T4 − T1) − (T3 − T2)
 *
 * and the offset is wrong by at most half the round trip, however unequal the two ways were. So the exchange with the
 * smallest round trip is the best witness, and it loses that rank with age, since clocks drift.
 *
 * It does not smooth and does not steer a clock: each estimate rests on one exchange, and says which error that leaves.
 *
 * @see RFC 5905 section 8
 */
export function createOffsetEstimator({ capacity = 32, maxAgeMs = 300_000 }: OffsetOptions = {}): OffsetEstimator {
  let samples: Sample[] = [];
  const errorAt = (sample: Sample, now: number) => sample.roundTripMs / 2 + Math.max(0, now - sample.at) * DRIFT;

  return {
    add({ sentAt, server, receivedAt }) {
      const roundTripMs = receivedAt - sentAt - (server.sentAt - server.receivedAt);
      // Stamps are rounded, so a very short way may come out a little below zero; an impossible one is far below.
      if (!(roundTripMs > -1) || server.sentAt < server.receivedAt) return;
      const offsetMs = (server.receivedAt - sentAt + (server.sentAt - receivedAt)) / 2;
      samples.push({ at: receivedAt, offsetMs, roundTripMs: Math.max(0, roundTripMs) });
      if (samples.length > capacity) samples.shift();
    },
    estimate(now) {
      samples = samples.filter((sample) => now - sample.at <= maxAgeMs);
      let best: Sample | undefined;
      for (const sample of samples) {
        if (best === undefined || errorAt(sample, now) < errorAt(best, now)) best = sample;
      }
      return best && { offsetMs: best.offsetMs, errorMs: errorAt(best, now), roundTripMs: best.roundTripMs };
    },
    clear() {
      samples = [];
    },
  };
}
