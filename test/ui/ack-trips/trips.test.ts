import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { loadTransport } from '../../../lib/transports/index.ts';
import { openTripRun } from '../../../lib/ui/ack-trips/trip-run.ts';
import { sumTrips } from '../../../lib/ui/ack-trips/trips.ts';
import { startTestLab } from '../../support/lab.ts';

describe('sumTrips', () => {
  it('has nothing to say of nothing', () => {
    expect(sumTrips([])).toBeUndefined();
    expect(
      sumTrips([
        { number: 1, sentAt: 0 },
        { number: 2, sentAt: 0, failure: 'closed' },
      ]),
    ).toBeUndefined();
  });

  it('leaves out what has not come back', () => {
    const trips = [9, 2, undefined, 4].map((tookMs, index) => ({
      number: index + 1,
      sentAt: 0,
      ...(tookMs === undefined ? {} : { tookMs }),
    }));
    expect(sumTrips(trips)).toEqual({ count: 3, fastestMs: 2, medianMs: 4, slowestMs: 9 });
  });
});

describe('openTripRun', () => {
  it.each(['one by one', 'at once'] as const)('measures every publish, %s', async (order) => {
    await using lab = await startTestLab();
    const run = openTripRun({
      connect: await loadTransport('socket-io'),
      url: lab.urls['socket-io'],
      topic: 'trips',
      clock: systemClock,
      onChange: () => undefined,
    });
    try {
      await run.publish(5, order);
      const { trips, batchMs, isBusy, opened } = run.state();
      expect(trips.map(({ seq }) => seq).sort()).toEqual([1, 2, 3, 4, 5]);
      for (const { tookMs } of trips) expect(tookMs).toBeGreaterThan(0);
      expect(batchMs).toBeGreaterThan(0);
      expect([isBusy, opened]).toEqual([false, 1]);
    } finally {
      run.close();
    }
  });

  it('says why, where it is closed before the answer', async () => {
    await using lab = await startTestLab();
    const run = openTripRun({
      connect: await loadTransport('socket-io'),
      url: lab.urls['socket-io'],
      topic: 'trips',
      clock: systemClock,
      onChange: () => undefined,
    });
    const done = run.publish(3, 'at once');
    await vi.waitFor(() => expect(run.state().trips).toHaveLength(3));
    run.close();
    await done;
    // Nobody is told any more once it is closed.
    expect(run.state().trips.every(({ seq }) => seq === undefined)).toBe(true);
  });
});
