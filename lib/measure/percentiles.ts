import { createRing } from './ring.ts';

/** What is known of a series of samples. Percentiles are `undefined` while there is nothing to take them from. */
export interface SampleSummary {
  /** How many samples the percentiles are taken from. */
  count: number;
  p50: number | undefined;
  p95: number | undefined;
  /** The largest of the samples that the percentiles are taken from. */
  max: number | undefined;
  /** The largest sample ever added, also where it has long left the window. */
  lifetimeMax: number | undefined;
  /** How many samples were ever added. */
  lifetimeCount: number;
}

/** Recent samples and what can be said of them. */
export interface Samples {
  /** Adds a sample taken at `at`, in milliseconds on any clock that does not step back. */
  add(value: number, at: number): void;
  /** Sums up the samples of the window that ends at `now`. */
  summary(now: number): SampleSummary;
  /** The last `count` samples, oldest first, whatever their age: what a sparkline draws. */
  recent(count: number): number[];
  /** Forgets everything, the lifetime's figures too. */
  clear(): void;
}

/** How much {@link createSamples} keeps. */
export interface SamplesOptions {
  /** The most samples kept; beyond it the oldest go, so that at high rates the window is shorter. @default 2048 */
  capacity?: number;
  /** How far back the percentiles look, in milliseconds. @default 30000 */
  windowMs?: number;
}

/**
 * Keeps the recent samples of a series in bounded memory: 16 bytes a sample, `capacity` of them, for ever.
 *
 * @throws {RangeError} when `capacity` is no whole number from 1
 */
export function createSamples({ capacity = 2048, windowMs = 30_000 }: SamplesOptions = {}): Samples {
  const values = createRing(capacity);
  const times = createRing(capacity);
  let lifetimeMax: number | undefined;
  let lifetimeCount = 0;

  function within(now: number): number[] {
    const inside: number[] = [];
    for (let index = values.length - 1; index >= 0; index--) {
      const value = values.at(index);
      const at = times.at(index);
      if (value === undefined || at === undefined || at < now - windowMs) break;
      inside.push(value);
    }
    return inside;
  }

  return {
    add(value, at) {
      values.push(value);
      times.push(at);
      lifetimeCount++;
      if (lifetimeMax === undefined || value > lifetimeMax) lifetimeMax = value;
    },
    summary(now) {
      const sorted = within(now).sort((a, b) => a - b);
      return {
        count: sorted.length,
        p50: percentile(sorted, 50),
        p95: percentile(sorted, 95),
        max: sorted.at(-1),
        lifetimeMax,
        lifetimeCount,
      };
    },
    recent(count) {
      const from = Math.max(0, values.length - count);
      return Array.from({ length: values.length - from }, (_, index) => values.at(from + index) ?? Number.NaN);
    },
    clear() {
      values.clear();
      times.clear();
      lifetimeMax = undefined;
      lifetimeCount = 0;
    },
  };
}

/**
 * The percentile by nearest rank: the smallest sample that at least `percent` per cent of the samples do not exceed. It is
 * always one of the samples, never a value between two that nobody measured.
 *
 * @param sorted ascending
 * @param percent above 0, up to 100
 */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}
