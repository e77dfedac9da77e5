// Mistake: The arguments are checked when the throttled function is called, and not when it is made.
// Caught by: A wrong argument is refused > an interval that is negative or NaN is a RangeError
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
  { intervalMs = 50 }: ThrottleOptions = {},
): Throttled<Args> {
  function check(): void {
    if (typeof fn !== 'function') {
      throw new TypeError(`Expected \`fn\` to be a function, got \`${String(fn)}\` (${typeof fn})`);
    }
    if (typeof intervalMs !== 'number') {
      throw new TypeError(
        `Expected \`intervalMs\` to be a number, got \`${String(intervalMs)}\` (${typeof intervalMs})`,
      );
    }
    if (!(intervalMs >= 0 && intervalMs < Infinity)) {
      throw new RangeError(`Expected \`intervalMs\` to be finite and at least 0, got \`${intervalMs}\``);
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Args | undefined;

  function run(args: Args): void {
    timer = setTimeout(endInterval, intervalMs);
    fn(...args);
  }

  function endInterval(): void {
    timer = undefined;
    if (waiting === undefined) return;
    const args = waiting;
    waiting = undefined;
    run(args);
  }

  function throttled(...args: Args): void {
    check();
    if (timer === undefined) run(args);
    else waiting = args;
  }

  function flush(): void {
    if (waiting === undefined) return;
    clearTimeout(timer);
    endInterval();
  }

  function cancel(): void {
    clearTimeout(timer);
    timer = undefined;
    waiting = undefined;
  }

  return Object.assign(throttled, { flush, cancel });
}
