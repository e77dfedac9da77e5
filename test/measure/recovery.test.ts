import { describe, expect, test } from 'vitest';
import { createRecovery, LATE_MS, OUTAGES_KEPT, type Recovery } from '../../lib/measure/recovery.ts';

/** A reader whose connection is open, and whose events take 5 ms. */
function openReader(): { recovery: Recovery; event: (publishedAt: number, tookMs?: number) => void } {
  const recovery = createRecovery();
  recovery.opened(0);
  return { recovery, event: (publishedAt, tookMs = 5) => recovery.delivered(publishedAt + tookMs, publishedAt) };
}

describe('an outage by a fault', () => {
  test('lasts from the fault to the first event that was published after it', () => {
    const { recovery, event } = openReader();
    event(900);
    recovery.fault(1_000);
    recovery.lost(1_001);
    recovery.opened(3_000);
    event(2_500, 510);
    expect(recovery.summary()).toMatchObject({ count: 1, longestMs: 2_010, current: undefined });
    expect(recovery.summary().outages).toEqual([
      { from: 1_000, byFault: true, noticedAt: 1_001, reopenedAt: 3_000, recoveredAt: 3_010 },
    ]);
  });

  test('is not over with an event that was on its way before the fault', () => {
    const { recovery, event } = openReader();
    recovery.fault(1_000);
    event(998);
    expect(recovery.summary().current).toMatchObject({ from: 1_000 });
    recovery.lost(41_000);
    recovery.opened(41_200);
    recovery.delivered(41_210, 1_500);
    expect(recovery.summary().longestMs).toBe(40_210);
  });

  test('is none where the next event comes in time over the same connection', () => {
    const { recovery, event } = openReader();
    recovery.fault(1_000);
    expect(recovery.summary().count).toBe(0);
    event(1_300);
    expect(recovery.summary()).toMatchObject({ count: 0, outages: [], current: undefined, longestMs: undefined });
  });

  test('is one where nothing was noticed and yet the next event came late', () => {
    const { recovery, event } = openReader();
    recovery.fault(1_000);
    event(1_100, LATE_MS + 1);
    expect(recovery.summary()).toMatchObject({ count: 1, late: 1, longestMs: 2_101 });
    expect(recovery.summary().outages[0]?.noticedAt).toBeUndefined();
  });

  test('goes on where the connection is lost again before an event has come', () => {
    const { recovery } = openReader();
    recovery.fault(1_000);
    recovery.lost(1_001);
    recovery.opened(1_500);
    recovery.lost(1_600);
    expect(recovery.summary().current).toMatchObject({ from: 1_000, noticedAt: 1_001, reopenedAt: undefined });
    recovery.opened(2_000);
    recovery.delivered(2_001, undefined);
    expect(recovery.summary()).toMatchObject({ count: 1, longestMs: 1_001 });
  });

  test('is not ended by an event while the connection is not open', () => {
    const { recovery, event } = openReader();
    recovery.fault(1_000);
    recovery.lost(1_001);
    event(1_100);
    expect(recovery.summary().current).toBeDefined();
  });

  test('begins with the first of two faults', () => {
    const { recovery } = openReader();
    recovery.fault(1_000);
    recovery.fault(1_500);
    recovery.lost(1_501);
    recovery.opened(1_800);
    recovery.delivered(2_000, 1_900);
    expect(recovery.summary().longestMs).toBe(1_000);
  });
});

describe('an outage without a fault', () => {
  test('lasts from the loss of the connection to the next event', () => {
    const { recovery, event } = openReader();
    recovery.lost(1_000);
    expect(recovery.summary()).toMatchObject({ count: 1, current: { from: 1_000, byFault: false } });
    recovery.opened(1_400);
    event(1_500);
    expect(recovery.summary()).toMatchObject({ count: 1, longestMs: 505 });
  });

  test('is not what comes before the first connection, nor a reader that lets go of its own', () => {
    const recovery = createRecovery();
    recovery.lost(10);
    expect(recovery.summary().count).toBe(0);
    recovery.opened(20);
    recovery.left();
    recovery.lost(30);
    expect(recovery.summary().count).toBe(0);
  });

  test('is seen at once by a measurement that begins on an open connection', () => {
    const recovery = createRecovery({ open: true });
    recovery.lost(10);
    expect(recovery.summary().count).toBe(1);
  });
});

describe('lateness', () => {
  test('counts what took longer than the bound, and keeps the worst', () => {
    const { recovery, event } = openReader();
    for (const tookMs of [5, LATE_MS, LATE_MS + 1, 9_000, 40]) event(1_000, tookMs);
    expect(recovery.summary()).toMatchObject({ late: 2, lateMs: LATE_MS, worstMs: 9_000 });
  });

  test('is not guessed while the offset of the clocks is not known', () => {
    const { recovery } = openReader();
    recovery.delivered(50_000, undefined);
    expect(recovery.summary()).toMatchObject({ late: 0, worstMs: undefined });
  });
});

test('a day of outages takes no more memory than an hour', () => {
  const { recovery, event } = openReader();
  for (let index = 1; index <= 10 * OUTAGES_KEPT; index++) {
    recovery.lost(index * 100);
    recovery.opened(index * 100 + 10);
    event(index * 100 + 20);
  }
  expect(recovery.summary().outages).toHaveLength(OUTAGES_KEPT);
  expect(recovery.summary().count).toBe(10 * OUTAGES_KEPT);
});
