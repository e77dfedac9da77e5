// Mistake: A 204 is taken for a failed attempt, and waited after.
// Caught by: An answer is followed by the next request at once > 204 polls again from the same position
/** An event of a topic's log. */
export interface PolledEvent {
  topic: string;
  /** Counts from 1 in the topic, without a hole. */
  seq: number;
  type: string;
  at: number;
  data: unknown;
}

/** How long to wait before the next attempt. `null` means: give up. */
export interface PollBackoff {
  next(): number | null;
  reset(): void;
}

export interface LongPollOptions {
  /** The whole endpoint, such as `http://localhost:3102/events`. `topic` and `after` are added to it. */
  url: string;
  /** @default the platform's */
  fetch?: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  topic: string;
  /** The last `seq` that is known already. @default 0 */
  after?: number;
  /** @default full jitter, from 1 s up to 30 s, without an end */
  backoff?: PollBackoff;
  onEvent: (event: PolledEvent) => void;
  /** Hears of gaps and failures. */
  onError?: (error: unknown) => void;
}

/** The longest delay that `setTimeout` knows. What is above it would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Reads a topic with one held request after the other. */
export class LongPollClient {
  readonly #url: string;
  readonly #fetch: NonNullable<LongPollOptions['fetch']>;
  readonly #topic: string;
  readonly #backoff: PollBackoff;
  readonly #onEvent: (event: PolledEvent) => void;
  readonly #onError: (error: unknown) => void;
  #cursor: number;
  /** Of the loop that runs. Each start has its own, so that an old loop can never mistake a new one for itself. */
  #run: AbortController | undefined;

  /** @throws {RangeError} an `after` that is negative or `NaN` @throws {TypeError} an option of the wrong type */
  constructor(options: LongPollOptions) {
    const { url, topic, after = 0, backoff = createBackoff(), onEvent, onError = () => {} } = options;
    const { fetch = (input, init) => globalThis.fetch(input, init) } = options;
    if (typeof url !== 'string') throw wrongType('url', 'a string', url);
    if (typeof topic !== 'string') throw wrongType('topic', 'a string', topic);
    if (typeof fetch !== 'function') throw wrongType('fetch', 'a function', fetch);
    if (typeof onEvent !== 'function') throw wrongType('onEvent', 'a function', onEvent);
    if (typeof onError !== 'function') throw wrongType('onError', 'a function', onError);
    if (typeof backoff?.next !== 'function' || typeof backoff.reset !== 'function') {
      throw wrongType('backoff', 'an object with `next` and `reset`', backoff);
    }
    if (typeof after !== 'number') throw wrongType('after', 'a number', after);
    if (!Number.isInteger(after) || after < 0) {
      throw new RangeError(`Expected \`after\` to be a whole number from 0, got ${after}`);
    }
    this.#url = url;
    this.#topic = topic;
    this.#fetch = (input, init) => fetch(input, init);
    this.#backoff = backoff;
    this.#onEvent = onEvent;
    this.#onError = onError;
    this.#cursor = after;
  }

  /** The `seq` of the last event that was handed over. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Begins to poll. Does nothing while it polls. */
  start(): void {
    if (this.#run !== undefined) return;
    this.#run = new AbortController();
    void this.#poll(this.#run.signal);
  }

  /** Ends the request that is held. Nothing is delivered from now on. */
  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  /** The loop. One request at a time is not a check here: there is no second place that could make one. */
  async #poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const delayMs = await this.#request(signal);
      if (signal.aborted) return;
      if (delayMs === null) return this.stop();
      if (delayMs > 0) await sleep(delayMs, signal);
    }
  }

  /** One request. Gives the time until the next, or `null` where there shall be none. */
  async #request(signal: AbortSignal): Promise<number | null> {
    try {
      const response = await this.#fetch(this.#address(), { signal });
      switch (response.status) {
        case 200:
          this.#deliver(readEvents(await response.json()), signal);
          break;
        case 204:
          return this.#backoff.next();
        case 410:
          this.#skipGap(readOldest(await response.json()), signal);
          break;
        case 429:
        case 503:
          discard(response);
          return retryAfterMs(response.headers) ?? this.#backoff.next();
        default:
          discard(response);
          throw new Error(`The server answered ${response.status}`);
      }
      this.#backoff.reset();
      return 0;
    } catch (error) {
      if (signal.aborted) return null;
      this.#onError(error);
      return this.#backoff.next();
    }
  }

  #address(): URL {
    const address = new URL(this.#url);
    address.searchParams.set('topic', this.#topic);
    address.searchParams.set('after', String(this.#cursor));
    return address;
  }

  #deliver(events: PolledEvent[], signal: AbortSignal): void {
    for (const event of events) {
      if (signal.aborted) return;
      if (event.seq <= this.#cursor) continue;
      this.#cursor = event.seq;
      try {
        this.#onEvent(event);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  /**
   * What we ask for is not there: too old, or of another log, whose numbers begin again. So the cursor may go back
   * here, or everything that the new log brings would look as if it had been seen.
   */
  #skipGap(oldest: number, signal: AbortSignal): void {
    if (signal.aborted) return;
    const wanted = this.#cursor + 1;
    this.#cursor = oldest - 1;
    this.#onError(new Error(`Event ${wanted} cannot be had any more; going on from ${oldest}`));
  }
}

/** Fulfils when the time is over, or when it is aborted, and leaves no timer behind. */
function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, Math.min(delayMs, MAX_DELAY_MS));
    signal.addEventListener('abort', end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}

/** RFC 9110 section 10.2.3: a number of seconds, or a date. `undefined` where it is absent or neither. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** Lets go of a body that nobody will read: until then it keeps its connection. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => {});
}

function readEvents(body: unknown): PolledEvent[] {
  if (isRecord(body) && Array.isArray(body['events']) && body['events'].every(isEvent)) return body['events'];
  throw new TypeError('Expected a body with `events`');
}

function readOldest(body: unknown): number {
  if (isRecord(body) && typeof body['oldest'] === 'number') return body['oldest'];
  throw new TypeError('Expected a body with `oldest`');
}

function isEvent(value: unknown): value is PolledEvent {
  return isRecord(value) && typeof value['seq'] === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Full jitter: anything from nothing to a delay that doubles, so that a thousand clients do not come back at once. */
function createBackoff(): PollBackoff {
  let attempt = 0;
  return {
    next: () => Math.round(Math.random() * Math.min(30_000, 1000 * 2 ** attempt++)),
    reset: () => {
      attempt = 0;
    },
  };
}

function wrongType(name: string, expected: string, got: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` to be ${expected}, got ${String(got)} (${typeof got})`);
}
