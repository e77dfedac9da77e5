import { percentile } from '../../measure/percentiles.ts';

/** One publish and what became of it. */
export interface Trip {
  readonly number: number;
  /** When it was called, on the page's clock. */
  readonly sentAt: number;
  /** Milliseconds from the call until its acknowledgement; absent while none has come. */
  readonly tookMs?: number;
  readonly seq?: number;
  /** Why there will be none. */
  readonly failure?: string;
}

/** What some trips come to, in milliseconds. */
export interface TripSums {
  readonly count: number;
  readonly fastestMs: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** The sums of those that have come back; `undefined` where none has. */
export function sumTrips(trips: readonly Trip[]): TripSums | undefined {
  const took = trips.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs])).sort((a, b) => a - b);
  const fastestMs = took[0];
  const medianMs = percentile(took, 50);
  const slowestMs = took.at(-1);
  if (fastestMs === undefined || medianMs === undefined || slowestMs === undefined) return undefined;
  return { count: took.length, fastestMs, medianMs, slowestMs };
}
