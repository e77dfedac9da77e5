/** How much time a lane can show from top to bottom, in milliseconds, from the closest look to the widest. */
export const SPANS_MS = [
  10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000,
] as const;

/** The span that a lane begins with. */
export const DEFAULT_SPAN_MS = 10_000;

/** The next closer (-1) or wider (+1) span; the ends stay. A value between two spans counts as the nearest. */
export function zoom(spanMs: number, direction: -1 | 1): number {
  let nearest = 0;
  SPANS_MS.forEach((span, index) => {
    if (Math.abs(span - spanMs) < Math.abs((SPANS_MS[nearest] ?? 0) - spanMs)) nearest = index;
  });
  return SPANS_MS[nearest + direction] ?? SPANS_MS[nearest] ?? DEFAULT_SPAN_MS;
}

/** A distance on the time axis, its place among all that there are, and how many decimals its seconds need. */
export interface TickStep {
  stepMs: number;
  index: number;
  decimals: number;
}

/** The smallest step of 1, 2 or 5 times a power of ten milliseconds whose ticks are at least `minPx` apart. */
export function tickStep(pxPerMs: number, minPx: number): TickStep {
  return STEPS.find(({ stepMs }) => stepMs * pxPerMs >= minPx) ?? WIDEST;
}

const STEPS: readonly TickStep[] = [-1, 0, 1, 2, 3, 4, 5, 6].flatMap((power, row) =>
  [1, 2, 5].map((digit, column) => ({
    stepMs: digit * 10 ** power,
    index: row * 3 + column,
    decimals: Math.max(0, 3 - power),
  })),
);
const WIDEST: TickStep = { stepMs: 1e7, index: STEPS.length, decimals: 0 };

/** A span as its unit is read: `500 ms`, `10 s`, `5 min`. */
export function formatSpan(spanMs: number): string {
  if (spanMs < 1_000) return `${spanMs} ms`;
  return spanMs < 120_000 ? `${spanMs / 1_000} s` : `${spanMs / 60_000} min`;
}
