/** Counts of values in bins of one width. */
export interface Histogram {
  binWidth: number;
  /** The first bin begins at 0; the last one holds the largest value. */
  bins: readonly number[];
}

/** The most bins of a histogram; with more values apart than that, the last bin takes the rest. */
export const MAX_BINS = 1_000;

/**
 * Counts values in bins: a value on an edge belongs to the bin that begins there; one below 0 to the first.
 *
 * @throws {RangeError} when `binWidth` is not above 0
 */
export function histogramOf(values: readonly number[], binWidth: number): Histogram {
  if (!(binWidth > 0)) throw new RangeError(`Expected \`binWidth\` to be above 0, got ${binWidth}`);
  const bins: number[] = [];
  for (const value of values) {
    const bin = Math.min(MAX_BINS - 1, Math.max(0, Math.floor(value / binWidth)));
    while (bins.length <= bin) bins.push(0);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { binWidth, bins };
}

/** The most values that lie within any stretch of `width`, wherever it begins; its end belongs to it no more. */
export function peakWithin(values: readonly number[], width: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  let peak = 0;
  let first = 0;
  sorted.forEach((value, index) => {
    while (value - (sorted[first] ?? value) >= width) first++;
    peak = Math.max(peak, index - first + 1);
  });
  return peak;
}
