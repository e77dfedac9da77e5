/** What part of a tape is looked at, and how it is converted. */
export interface View {
  /** The bottom of the picture, on the page's clock, in milliseconds. */
  to: number;
  /** How much time is shown from top to bottom, in milliseconds. */
  spanMs: number;
  /** The height of the picture in CSS pixels. */
  height: number;
  /** How far the server's clock is ahead of the page's, in milliseconds, as estimated. */
  offsetMs: number;
}

/** The height that a bundle takes at least, in CSS pixels: room for its label. */
export const BUCKET_PX = 28;

/** How many arrows of a kind may stand in {@link BUCKET_PX} before they are drawn as one bundle with their number. */
export const BUCKET_ROWS = 4;

/** How far two labels in a column are apart at least, in CSS pixels. */
export const LABEL_PX = 12;

/** Pixels per millisecond. */
export const scaleOf = (view: View): number => view.height / view.spanMs;

/** The top of the picture, on the page's clock. */
export const fromOf = (view: View): number => view.to - view.spanMs;

/** The distance from the top of a moment on the page's clock. */
export const yOf = (view: View, at: number): number => view.height - (view.to - at) * scaleOf(view);

/** The distance from the top of a moment on the server's clock; `NaN` stays `NaN`. */
export const serverYOf = (view: View, at: number): number => yOf(view, at - view.offsetMs);

/**
 * How long one bucket is. Buckets begin at multiples of it, so what is bundled together does not change while the
 * picture moves.
 */
export const bucketMsOf = (view: View): number => BUCKET_PX / scaleOf(view);

/**
 * Walks over rows in the order of time and hands out those of one bucket together.
 *
 * @param at - the row's moment, or `NaN` for a row to leave out
 */
export function eachBucket(
  rows: { first: number; end: number; bucketMs: number },
  at: (index: number) => number,
  onBucket: (first: number, last: number, count: number) => void,
): void {
  let bucket = Number.NaN;
  let first = 0;
  let last = 0;
  let count = 0;
  for (let index = rows.first; index < rows.end; index++) {
    const moment = at(index);
    if (Number.isNaN(moment)) continue;
    const own = Math.floor(moment / rows.bucketMs);
    if (own !== bucket) {
      if (count > 0) onBucket(first, last, count);
      bucket = own;
      first = index;
      count = 0;
    }
    last = index;
    count++;
  }
  if (count > 0) onBucket(first, last, count);
}
