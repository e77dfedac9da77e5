/** What a number may be: 0 where `zero` allows it, else `min` to `max`; and the values that its buttons go through. */
export interface Range {
  min: number;
  max: number;
  steps: readonly number[];
  /** Whether only whole numbers are meant. */
  whole: boolean;
  /** The least above 0, where 0 itself is allowed. */
  leastAboveZero?: number;
}

/** Everything that can be set on a lane or on its source. */
export const RANGES = {
  ratePerSecond: {
    min: 0,
    max: 10_000,
    leastAboveZero: 0.1,
    whole: false,
    steps: [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000],
  },
  payloadBytes: {
    min: 0,
    max: 65_536,
    whole: true,
    steps: [0, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536],
  },
  burst: { min: 0, max: 5_000, whole: true, steps: [0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] },
  intervalMs: {
    min: 10,
    max: 60_000,
    whole: true,
    steps: [10, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000],
  },
  waitMs: {
    min: 0,
    max: 55_000,
    whole: true,
    steps: [0, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 40_000, 55_000],
  },
} as const satisfies Record<string, Range>;

/** The nearest value that the range allows. */
export function clampTo(range: Range, value: number): number {
  const rounded = range.whole ? Math.round(value) : value;
  const clamped = Math.min(range.max, Math.max(range.min, rounded));
  const least = range.leastAboveZero ?? 0;
  return clamped > 0 && clamped < least ? least : clamped;
}

/** The next step above or below; a value between two steps goes to the one that lies in the direction. */
export function stepIn(range: Range, value: number, direction: -1 | 1): number {
  const next =
    direction === 1 ? range.steps.find((step) => step > value) : range.steps.findLast((step) => step < value);
  return next ?? value;
}

/** Reads what a reader typed: digits, with a point or a comma before decimals, and spaces or commas between thousands. */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replaceAll(/[\s_]/g, '')
    .replaceAll(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.');
  return /^\d+(?:\.\d+)?$|^\.\d+$/.test(plain) ? Number(plain) : undefined;
}
