// Mistake: The count goes up before the delay is worked out, so the first one is factor times too long.
// Caught by: The delay grows by its factor up to a ceiling > the delays double from 1000 up to 30000
export type Jitter = 'none' | 'full' | 'equal' | 'decorrelated';

export interface BackoffOptions {
  baseDelayMs?: number;
  maxDelayMs?: number;
  factor?: number;
  maxAttempts?: number;
  jitter?: Jitter;
  random?: () => number;
}

export class ExponentialBackoff {
  readonly #baseDelayMs: number;
  readonly #maxDelayMs: number;
  readonly #factor: number;
  readonly #maxAttempts: number;
  readonly #jitter: Jitter;
  readonly #random: () => number;
  #attempt = 0;
  #lastDelayMs: number;

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

  get attempt(): number {
    return this.#attempt;
  }

  next(): number | null {
    if (this.#attempt >= this.#maxAttempts) return null;
    this.#attempt += 1;
    const delayMs = Math.floor(Math.min(this.#maxDelayMs, this.#spread()));
    this.#lastDelayMs = delayMs;
    return delayMs;
  }

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

  #plainDelayMs(): number {
    if (this.#baseDelayMs === 0) return 0;
    return Math.min(this.#maxDelayMs, this.#baseDelayMs * this.#factor ** this.#attempt);
  }

  #uniform(from: number, to: number): number {
    return from + this.#random() * (to - from);
  }
}

export interface RetryOptions {
  backoff: { next(): number | null };
  signal?: AbortSignal;
  shouldRetry?: (error: unknown) => boolean;
}

export async function retry<T>(
  task: (attempt: number, signal: AbortSignal) => Promise<T>,
  { backoff, signal = new AbortController().signal, shouldRetry = () => true }: RetryOptions,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await unlessAborted(signal, task(attempt, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!shouldRetry(error)) throw error;
      const delayMs = backoff.next();
      if (delayMs === null) throw error;
      await wait(delayMs, signal);
    }
  }
}

async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
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

function checked(name: string, value: number, least: number): number {
  if (typeof value !== 'number') {
    throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\` (${typeof value})`);
  }
  if (!(value >= least && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and at least ${least}, got \`${value}\``);
  }
  return value;
}
