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
  constructor(options: BackoffOptions = {}) {
    void options;
  }

  /** How many delays have been given. */
  get attempt(): number {
    return 0;
  }

  /** The delay before the next attempt, in milliseconds, or `null` when there are no more. */
  next(): number | null {
    return null;
  }

  /** Begins again with the first delay. */
  reset(): void {}
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
export function retry<T>(
  task: (attempt: number, signal: AbortSignal) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  void task;
  void options;
  return new Promise(() => {});
}
