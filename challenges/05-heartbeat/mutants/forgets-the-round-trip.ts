// Mistake: lastRttMs is null again while a ping is outstanding, so that a page shows it only now and then.
// Caught by: lastRttMs is the last round trip > null at first, then the time of each pong
/** What a heartbeat is made with. */
export interface HeartbeatOptions {
  /** From a pong to the next ping, in ms. @default 25000 */
  intervalMs?: number;
  /** How long a pong may take, in ms. @default 5000 */
  timeoutMs?: number;
  /** Sends a ping with this id to the other side. When it throws, the other side counts as dead. */
  sendPing: (id: number) => void;
  /** Called once when the other side counts as dead. */
  onDead: () => void;
  /** A clock in ms. @default performance.now */
  now?: () => number;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * Where it stands. Each phase has exactly one timer, so there is never a second one to forget: that forgotten timer is what
 * makes most heartbeats declare a healthy connection dead.
 */
type State =
  | { phase: 'stopped' }
  /** A ping is outstanding; the timer is the deadline of its pong. */
  | { phase: 'waiting'; id: number; sentAtMs: number; timer: Timer }
  /** The pong has come; the timer sends the next ping. */
  | { phase: 'resting'; timer: Timer };

/** Pings the other side of a connection, and says when it does not answer. */
export class Heartbeat {
  readonly #intervalMs: number;
  readonly #timeoutMs: number;
  readonly #sendPing: (id: number) => void;
  readonly #onDead: () => void;
  readonly #now: () => number;

  #state: State = { phase: 'stopped' };
  /** Never reset: a pong that an earlier run is owed must not fit a ping of this one. */
  #lastId = 0;
  #lastRttMs: number | null = null;

  constructor(options: HeartbeatOptions) {
    // Defaults in the pattern apply to `undefined` alone; `||` would turn an interval of 0 into 25 seconds.
    const { intervalMs = 25_000, timeoutMs = 5000, sendPing, onDead, now = () => performance.now() } = options;
    checkDuration('intervalMs', intervalMs);
    checkDuration('timeoutMs', timeoutMs);
    checkFunction('sendPing', sendPing);
    checkFunction('onDead', onDead);
    checkFunction('now', now);
    this.#intervalMs = intervalMs;
    this.#timeoutMs = timeoutMs;
    this.#sendPing = sendPing;
    this.#onDead = onDead;
    this.#now = now;
  }

  /** How long the last ping took to be answered, in ms; `null` until the first pong. */
  get lastRttMs(): number | null {
    return this.#lastRttMs;
  }

  /** Sends a ping at once and goes on from there; starts afresh when it runs already. */
  start(): void {
    this.stop();
    this.#ping();
  }

  /** Ends it, without a word and without a timer. */
  stop(): void {
    if (this.#state.phase !== 'stopped') clearTimeout(this.#state.timer);
    this.#state = { phase: 'stopped' };
  }

  /** To be called when a pong with this id has come. */
  receivedPong(id: number): void {
    const state = this.#state;
    // One line for a pong that is late, doubled, made up, or owed to an earlier run.
    if (state.phase !== 'waiting' || state.id !== id) return;
    clearTimeout(state.timer);
    this.#lastRttMs = this.#now() - state.sentAtMs;
    // From the pong, not from the ping: so a slow answer and the next ping never overlap, also where the timeout is longer
    // than the interval.
    this.#state = { phase: 'resting', timer: setTimeout(() => this.#ping(), this.#intervalMs) };
  }

  #ping(): void {
    const id = ++this.#lastId;
    this.#lastRttMs = null;
    const timer = setTimeout(() => this.#die(), this.#timeoutMs);
    // All is in place before the call: a pong may come, or somebody may stop us, while `sendPing` is still running.
    const state: State = { phase: 'waiting', id, sentAtMs: this.#now(), timer };
    this.#state = state;
    try {
      this.#sendPing(id);
    } catch {
      // Where `sendPing` stopped or restarted us before it threw, this ping is nobody's any more.
      if (this.#state === state) this.#die();
    }
  }

  #die(): void {
    // First stop, then tell: `onDead` connects anew and calls `start()`, which a stop after it would undo.
    this.stop();
    this.#onDead();
  }
}

function checkDuration(name: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`Expected \`${name}\` to be a number, got ${typeof value}`);
  // NaN fails both comparisons; a timer would take it for 0.
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and not negative, got ${value}`);
  }
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`Expected \`${name}\` to be a function, got ${typeof value}`);
}
