import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockExchange, createOffsetEstimator } from '../../lib/measure/offset.ts';

/** An exchange as it happens when the server's clock is `offsetMs` ahead and the ways take `upMs` and `downMs`. */
function exchange(sentAt: number, offsetMs: number, way: { upMs: number; downMs: number; workMs?: number }) {
  const received = sentAt + way.upMs + offsetMs;
  const left = received + (way.workMs ?? 0);
  return { sentAt, server: { receivedAt: received, sentAt: left }, receivedAt: left - offsetMs + way.downMs };
}

const way = fc.record({
  upMs: fc.double({ min: 0, max: 500, noNaN: true }),
  downMs: fc.double({ min: 0, max: 500, noNaN: true }),
  workMs: fc.double({ min: 0, max: 30_000, noNaN: true }),
});

describe('clock offset', () => {
  it('knows nothing before the first exchange', () => {
    expect(createOffsetEstimator().estimate(0)).toBeUndefined();
  });

  it('is exact when both ways take the same time, however long the server worked', () => {
    const estimator = createOffsetEstimator();
    estimator.add(exchange(1000, -250, { upMs: 20, downMs: 20, workMs: 25_000 }));
    expect(estimator.estimate(26_040)).toEqual({ offsetMs: -250, errorMs: 20, roundTripMs: 40 });
  });

  it('holds the true offset within its error for all ways', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e7, max: 1e7, noNaN: true }), fc.array(way, { minLength: 1 }), (offset, ways) => {
        const estimator = createOffsetEstimator();
        let now = 1_700_000_000_000;
        for (const one of ways) {
          const next = exchange(now, offset, one);
          estimator.add(next);
          now = next.receivedAt;
        }
        const estimate = estimator.estimate(now);
        expect(Math.abs((estimate?.offsetMs ?? Number.NaN) - offset)).toBeLessThanOrEqual(
          (estimate?.errorMs ?? 0) + 0.01,
        );
      }),
    );
  });

  it('trusts the exchange with the smallest round trip', () => {
    const estimator = createOffsetEstimator();
    estimator.add(exchange(0, 100, { upMs: 50, downMs: 0 }));
    estimator.add(exchange(100, 100, { upMs: 1, downMs: 1 }));
    estimator.add(exchange(200, 100, { upMs: 0, downMs: 90 }));
    expect(estimator.estimate(300)).toMatchObject({ offsetMs: 100, roundTripMs: 2 });
  });

  it('loses trust in an old exchange, and forgets it in the end', () => {
    const estimator = createOffsetEstimator({ maxAgeMs: 200_000 });
    estimator.add(exchange(0, 0, { upMs: 0.5, downMs: 0.5 }));
    const fresh = estimator.estimate(1)?.errorMs ?? Number.NaN;
    expect(estimator.estimate(100_000)?.errorMs).toBeGreaterThan(fresh + 1);
    estimator.add(exchange(100_000, 0, { upMs: 1, downMs: 1 }));
    expect(estimator.estimate(100_002)?.roundTripMs).toBeCloseTo(2);
    expect(estimator.estimate(400_000)).toBeUndefined();
  });

  it('leaves out what cannot have happened', () => {
    const estimator = createOffsetEstimator();
    const impossible: ClockExchange[] = [
      { sentAt: 100, server: { receivedAt: 0, sentAt: 0 }, receivedAt: 50 },
      { sentAt: 0, server: { receivedAt: 10, sentAt: 5 }, receivedAt: 50 },
      { sentAt: 0, server: { receivedAt: Number.NaN, sentAt: 5 }, receivedAt: 50 },
    ];
    for (const one of impossible) estimator.add(one);
    expect(estimator.estimate(50)).toBeUndefined();
  });

  it('remembers a bounded number of exchanges', () => {
    const estimator = createOffsetEstimator({ capacity: 2 });
    estimator.add(exchange(0, 5, { upMs: 0, downMs: 0 }));
    estimator.add(exchange(10, 5, { upMs: 9, downMs: 9 }));
    estimator.add(exchange(40, 5, { upMs: 7, downMs: 7 }));
    expect(estimator.estimate(60)?.roundTripMs).toBe(14);
  });
});
