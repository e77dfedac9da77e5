// Mistake: The interval starts after the call, so a call from inside goes through at once.
// Caught by: A call inside the call waits its turn > inside the first call
export interface Throttled<Args extends unknown[]> {
  (...args: Args): void;
  flush(): void;
  cancel(): void;
}
export interface ThrottleOptions {
  intervalMs?: number;
}
export function throttleLatest<Args extends unknown[]>(
  fn: (...args: Args) => void,
  { intervalMs = 50 }: ThrottleOptions = {},
): Throttled<Args> {
  if (typeof fn !== 'function') {
    throw new TypeError(`Expected \`fn\` to be a function, got \`${String(fn)}\` (${typeof fn})`);
  }
  if (typeof intervalMs !== 'number') {
    throw new TypeError(`Expected \`intervalMs\` to be a number, got \`${String(intervalMs)}\` (${typeof intervalMs})`);
  }
  if (!(intervalMs >= 0 && intervalMs < Infinity)) {
    throw new RangeError(`Expected \`intervalMs\` to be finite and at least 0, got \`${intervalMs}\``);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Args | undefined;

  function run(args: Args): void {
    fn(...args);
    timer = setTimeout(endInterval, intervalMs);
  }

  function endInterval(): void {
    timer = undefined;
    if (waiting === undefined) return;
    const args = waiting;
    waiting = undefined;
    run(args);
  }

  function throttled(...args: Args): void {
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
