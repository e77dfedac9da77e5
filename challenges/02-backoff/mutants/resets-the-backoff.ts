// Mistake: retry resets the backoff first, and so hands out attempts that are used up already.
// Caught by: retry waits as the backoff says > a used backoff goes on from where it is
/** How delays are spread, so that clients that failed together do not come back together. */
export type Jitter = 'none' | 'full' | 'equal' | 'decorrelated';

/** Options of an {@link ExponentialBackoff}. */
export interface BackoffOptions {
  /** The delay before the first retry. @default 1000 */
  baseDelayMs?: number;
  /** No delay is longer. @default 30000 */
  maxDelayMs?: number;
  /** By how much each delay is longer than the one before. @default 2 */
  factor?: number;
  /** How many delays there are before `null`. @default Infinity */
  maxAttempts?: number;
  /** @default 'full' */
  jitter?: Jitter;
  /** Gives numbers in [0, 1). @default Math.random */
  random?: () => number;
}

/** Works out how long to wait before each attempt. */
export class ExponentialBackoff {
  readonly #baseDelayMs: number;
  readonly #maxDelayMs: number;
  readonly #factor: number;
  readonly #maxAttempts: number;
  readonly #jitter: Jitter;
  readonly #random: () => number;
  #attempt = 0;
  #lastDelayMs: number;

  // Defaults in the pattern, not `options.maxAttempts || Infinity`: there, a limit of 0 would become no limit.
  constructor({
    baseDelayMs = 1000,
    maxDelayMs = 30_000,
    factor = 2,
    maxAttempts = Infinity,
    jitter = 'full',
    random = Math.random,
  }: BackoffOptions = {}) {
    this.#baseDelayMs = checked('baseDelayMs', baseDelayMs, 0);
    this.#maxDelayMs = checked('maxDelayMs', maxDelayMs, 0);
    this.#factor = checked('factor', factor, 1);
    // Infinity is a limit like any other here, and nowhere else.
    this.#maxAttempts = maxAttempts === Infinity ? maxAttempts : checked('maxAttempts', maxAttempts, 0);
    if (typeof jitter !== 'string') {
      throw new TypeError(`Expected \`jitter\` to be a string, got \`${String(jitter)}\` (${typeof jitter})`);
    }
    if (!['none', 'full', 'equal', 'decorrelated'].includes(jitter)) {
      throw new RangeError(`Expected \`jitter\` to be none, full, equal or decorrelated, got \`${String(jitter)}\``);
    }
    if (typeof random !== 'function') {
      throw new TypeError(`Expected \`random\` to be a function, got \`${String(random)}\` (${typeof random})`);
    }
    this.#jitter = jitter;
    this.#random = random;
    this.#lastDelayMs = baseDelayMs;
  }

  /** How many delays have been given. */
  get attempt(): number {
    return this.#attempt;
  }

  /** The delay before the next attempt, in milliseconds, or `null` when there are no more. */
  next(): number | null {
    if (this.#attempt >= this.#maxAttempts) return null;
    // Down, not to the nearest: rounding up could pass the ceiling. The minimum stands last for the same reason.
    const delayMs = Math.floor(Math.min(this.#maxDelayMs, this.#spread()));
    this.#attempt += 1;
    this.#lastDelayMs = delayMs;
    return delayMs;
  }

  /** Begins again with the first delay. */
  reset(): void {
    this.#attempt = 0;
    this.#lastDelayMs = this.#baseDelayMs;
  }

  #spread(): number {
    const delayMs = this.#plainDelayMs();
    switch (this.#jitter) {
      case 'none':
        return delayMs;
      case 'full':
        return this.#uniform(0, delayMs);
      case 'equal':
        return this.#uniform(delayMs / 2, delayMs);
      case 'decorrelated':
        return this.#uniform(this.#baseDelayMs, this.#lastDelayMs * 3);
    }
  }

  /**
   * The ceiling comes before the jitter. The other way round, everything above it is cut to the same number, and after some
   * attempts all clients wait exactly `maxDelayMs` again: in step, just when the herd is largest.
   */
  #plainDelayMs(): number {
    // The power overflows to Infinity, which the minimum repairs; 0 * Infinity is NaN, which it does not.
    if (this.#baseDelayMs === 0) return 0;
    return Math.min(this.#maxDelayMs, this.#baseDelayMs * this.#factor ** this.#attempt);
  }

  #uniform(from: number, to: number): number {
    return from + this.#random() * (to - from);
  }
}

/** Options of {@link retry}. */
export interface RetryOptions {
  /** Says how long to wait after a try that failed, or `null` to give up. */
  backoff: { next(): number | null };
  /** Ends everything at once. */
  signal?: AbortSignal;
  /** Whether another try makes sense after this error. @default always */
  shouldRetry?: (error: unknown) => boolean;
}

/** Runs a task until it fulfils. */
export async function retry<T>(
  task: (attempt: number, signal: AbortSignal) => Promise<T>,
  // A signal that nobody can abort spares every later line the question whether there is one.
  { backoff, signal = new AbortController().signal, shouldRetry = () => true }: RetryOptions,
): Promise<T> {
  if (backoff instanceof ExponentialBackoff) backoff.reset();
  // The count is our own. The backoff may be shared with others, or have been used before.
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await unlessAborted(signal, task(attempt, signal));
    } catch (error) {
      // First of all: a task that failed because it was aborted must not be judged, counted or tried again.
      signal.throwIfAborted();
      if (!shouldRetry(error)) throw error;
      const delayMs = backoff.next();
      // Not `!delayMs`: 0 means at once.
      if (delayMs === null) throw error;
      await wait(delayMs, signal);
    }
  }
}

/** What the promise says, or the signal's reason as soon as it is aborted, however long the promise takes. */
async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    // An aborted signal does not fire again for a late listener; without asking, the wait would last its full time.
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    // A signal may live as long as the page; it would collect a listener for every try.
    signal.removeEventListener('abort', onAbort);
  }
}

async function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  try {
    await unlessAborted(signal, passed);
  } finally {
    clearTimeout(timer);
  }
}

/** Zero is fine, `NaN` is not: every comparison with it is false, so the question is put the positive way round. */
function checked(name: string, value: number, least: number): number {
  if (typeof value !== 'number') {
    throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\` (${typeof value})`);
  }
  if (!(value >= least && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and at least ${least}, got \`${value}\``);
  }
  return value;
}
