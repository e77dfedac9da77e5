// Mistake: The options are checked by start(), not at construction.
// Caught by: Bad options are refused at construction > a number out of range is a RangeError
export interface HeartbeatOptions {
  intervalMs?: number;
  timeoutMs?: number;
  sendPing: (id: number) => void;
  onDead: () => void;
  now?: () => number;
}

type Timer = ReturnType<typeof setTimeout>;

type State =
  | { phase: 'stopped' }
  | { phase: 'waiting'; id: number; sentAtMs: number; timer: Timer }
  | { phase: 'resting'; timer: Timer };

export class Heartbeat {
  readonly #intervalMs: number;
  readonly #timeoutMs: number;
  readonly #sendPing: (id: number) => void;
  readonly #onDead: () => void;
  readonly #now: () => number;

  #state: State = { phase: 'stopped' };
  #lastId = 0;
  #lastRttMs: number | null = null;

  constructor(options: HeartbeatOptions) {
    const { intervalMs = 25_000, timeoutMs = 5000, sendPing, onDead, now = () => performance.now() } = options;
    this.#intervalMs = intervalMs;
    this.#timeoutMs = timeoutMs;
    this.#sendPing = sendPing;
    this.#onDead = onDead;
    this.#now = now;
  }

  get lastRttMs(): number | null {
    return this.#lastRttMs;
  }

  start(): void {
    checkDuration('intervalMs', this.#intervalMs);
    checkDuration('timeoutMs', this.#timeoutMs);
    checkFunction('sendPing', this.#sendPing);
    checkFunction('onDead', this.#onDead);
    checkFunction('now', this.#now);
    this.stop();
    this.#ping();
  }

  stop(): void {
    if (this.#state.phase !== 'stopped') clearTimeout(this.#state.timer);
    this.#state = { phase: 'stopped' };
  }

  receivedPong(id: number): void {
    const state = this.#state;
    if (state.phase !== 'waiting' || state.id !== id) return;
    clearTimeout(state.timer);
    this.#lastRttMs = this.#now() - state.sentAtMs;
    this.#state = { phase: 'resting', timer: setTimeout(() => this.#ping(), this.#intervalMs) };
  }

  #ping(): void {
    const id = ++this.#lastId;
    const timer = setTimeout(() => this.#die(), this.#timeoutMs);
    const state: State = { phase: 'waiting', id, sentAtMs: this.#now(), timer };
    this.#state = state;
    try {
      this.#sendPing(id);
    } catch {
      if (this.#state === state) this.#die();
    }
  }

  #die(): void {
    this.stop();
    this.#onDead();
  }
}

function checkDuration(name: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`Expected \`${name}\` to be a number, got ${typeof value}`);
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and not negative, got ${value}`);
  }
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`Expected \`${name}\` to be a function, got ${typeof value}`);
}
