// Mistake: An interval of 0 is taken for none given, and becomes 50 ms.
// Caught by: Then at most one call in an interval > an interval of 0 is not the default
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
  { intervalMs: given = 50 }: ThrottleOptions = {},
): Throttled<Args> {
  if (typeof fn !== 'function') {
    throw new TypeError(`Expected \`fn\` to be a function, got \`${String(fn)}\` (${typeof fn})`);
  }
  if (typeof given !== 'number') {
    throw new TypeError(`Expected \`intervalMs\` to be a number, got \`${String(given)}\` (${typeof given})`);
  }
  // The positive way round, so that `NaN` is refused as well.
  if (!(given >= 0 && given < Infinity)) {
    throw new RangeError(`Expected \`intervalMs\` to be finite and at least 0, got \`${given}\``);
  }

  const intervalMs = given || 50;
  // An interval runs exactly as long as there is a timer. A time of the last call would say the same, and would have to be
  // kept in step with the timer.
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The whole list, so that `[undefined]`, a call, differs from `undefined`, none.
  let waiting: Args | undefined;

  function run(args: Args): void {
    // The interval starts before the call. A call from inside `fn` then waits like any other; the other way round it would
    // find no interval and call `fn` again, without end. It also starts where `fn` throws.
    timer = setTimeout(endInterval, intervalMs);
    fn(...args);
  }

  function endInterval(): void {
    timer = undefined;
    if (waiting === undefined) return;
    const args = waiting;
    // Cleared before the call, since `fn` may leave something new to wait.
    waiting = undefined;
    // This starts the next interval. A trailing call is a call: the one after it has to keep its distance.
    run(args);
  }

  function throttled(...args: Args): void {
    if (timer === undefined) run(args);
    else waiting = args;
  }

  function flush(): void {
    // Not even the timer is touched where nothing waits, or a flush would shorten the interval that runs.
    if (waiting === undefined) return;
    clearTimeout(timer);
    endInterval();
  }

  function cancel(): void {
    // Both: with the timer left running, the next call would wait for an interval that it knows nothing of.
    clearTimeout(timer);
    timer = undefined;
    waiting = undefined;
  }

  return Object.assign(throttled, { flush, cancel });
}
