import { describe, expect, it } from 'vitest';
import { SPANS_MS, tickStep, zoom } from '../../lib/ui/lane/time-scale.ts';
import { createViewport } from '../../lib/ui/lane/viewport.ts';

describe('a viewport', () => {
  it('follows the time until it is paused, and again when it goes on', () => {
    const viewport = createViewport({ spanMs: 1_000, originAt: 0 });
    expect(viewport.to(5_000)).toBe(5_000);
    viewport.pause(6_000);
    expect(viewport.to(9_000)).toBe(6_000);
    viewport.resume();
    expect(viewport.to(9_000)).toBe(9_000);
  });

  it('scrolls back to where the recording begins and forth to where it was frozen, and no further', () => {
    const viewport = createViewport({ spanMs: 1_000, originAt: 2_000 });
    viewport.scroll(-500);
    expect(viewport.to(10_000)).toBe(10_000);
    viewport.pause(10_000);
    viewport.scroll(-500);
    expect(viewport.to(0)).toBe(9_500);
    viewport.scroll(Number.NEGATIVE_INFINITY);
    expect(viewport.to(0)).toBe(2_500);
    viewport.scroll(Number.POSITIVE_INFINITY);
    expect(viewport.to(0)).toBe(10_000);
  });

  it('keeps the middle of a frozen picture where it is when the scale changes', () => {
    const viewport = createViewport({ spanMs: 2_000, originAt: 0 });
    viewport.pause(10_000);
    viewport.scroll(-4_000);
    viewport.zoom(-1);
    expect([viewport.spanMs, viewport.to(0)]).toEqual([1_000, 5_500]);
  });

  it('tells of every change but the passing of time', () => {
    const viewport = createViewport({ spanMs: 1_000, originAt: 0 });
    let calls = 0;
    const stop = viewport.subscribe(() => calls++);
    viewport.to(1);
    expect([calls, viewport.version]).toEqual([0, 0]);
    viewport.pause(1);
    viewport.pause(2);
    viewport.zoom(1);
    viewport.resume();
    expect([calls, viewport.version]).toEqual([3, 3]);
    stop();
    viewport.pause(3);
    expect(calls).toBe(3);
  });
});

describe('the time scale', () => {
  it('goes through its spans one by one and stays at both ends', () => {
    expect(SPANS_MS.map((span) => zoom(span, 1))).toEqual([...SPANS_MS.slice(1), SPANS_MS.at(-1)]);
    expect(SPANS_MS.map((span) => zoom(span, -1))).toEqual([SPANS_MS[0], ...SPANS_MS.slice(0, -1)]);
  });

  it('has ticks at 1, 2 or 5, far enough apart to be read and written with the decimals that they need', () => {
    for (const span of SPANS_MS) {
      const { stepMs, decimals } = tickStep(400 / span, 44);
      expect((stepMs * 400) / span).toBeGreaterThanOrEqual(44);
      expect((stepMs * 400) / span).toBeLessThanOrEqual(44 * 2.5);
      expect(Number((stepMs / 1_000).toFixed(decimals)) * 1_000).toBeCloseTo(stepMs, 6);
    }
  });
});
