// Mistake: Only the durations are checked; a send or a now that is no function is found out later.
// Caught by: A wrong argument is refused > a wrong type is a TypeError
export interface TypingNotifier {
  keystroke(): void;
  stop(): void;
  dispose(): void;
}

export interface TypingNotifierOptions {
  idleMs?: number;
  repeatMs?: number;
}

export function createTypingNotifier(
  send: (isTyping: boolean) => void,
  { idleMs = 2000, repeatMs = 3000 }: TypingNotifierOptions = {},
): TypingNotifier {
  checkDuration('idleMs', idleMs);
  checkDuration('repeatMs', repeatMs);

  let sentTrueAt: number | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(idleTimer);
    if (sentTrueAt === undefined) return;
    sentTrueAt = undefined;
    send(false);
  }

  return {
    keystroke() {
      clearTimeout(idleTimer);
      idleTimer = setTimeout(stop, idleMs);
      const time = performance.now();
      if (sentTrueAt !== undefined && time - sentTrueAt < repeatMs) return;
      sentTrueAt = time;
      send(true);
    },
    stop,
    dispose() {
      clearTimeout(idleTimer);
      sentTrueAt = undefined;
    },
  };
}

export interface TypingRosterOptions {
  expireMs?: number;
  now?: () => number;
}

interface Typist {
  readonly name: string;
  readonly until: number;
}

export class TypingRoster {
  readonly #expireMs: number;
  readonly #now: () => number;
  readonly #typists = new Map<string, Typist>();
  readonly #subscribers = new Set<(text: string) => void>();
  #announced = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ expireMs = 5000, now = () => performance.now() }: TypingRosterOptions = {}) {
    checkDuration('expireMs', expireMs);
    this.#expireMs = expireMs;
    this.#now = now;
  }

  get text(): string {
    const time = this.#now();
    const names = [...this.#typists.values()].filter(({ until }) => until > time).map(({ name }) => name);
    const [first, second] = names;
    if (first === undefined) return '';
    if (second === undefined) return `${first} is typing…`;
    return names.length === 2
      ? `${first} and ${second} are typing…`
      : `${first} and ${names.length - 1} others are typing…`;
  }

  set(userId: string, name: string, isTyping: boolean): void {
    this.#forgetExpired();
    if (isTyping) this.#typists.set(userId, { name, until: this.#now() + this.#expireMs });
    else this.#typists.delete(userId);
    this.#update();
  }

  subscribe(fn: (text: string) => void): () => void {
    this.#subscribers.add(fn);
    return () => this.#subscribers.delete(fn);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscribers.clear();
    this.#typists.clear();
  }

  #forgetExpired(): void {
    const time = this.#now();
    for (const [userId, { until }] of this.#typists) {
      if (until <= time) this.#typists.delete(userId);
    }
  }

  #update(): void {
    this.#forgetExpired();
    clearTimeout(this.#timer);
    if (this.#typists.size > 0) {
      const next = Math.min(...[...this.#typists.values()].map(({ until }) => until));
      this.#timer = setTimeout(() => this.#update(), Math.ceil(next - this.#now()));
    }
    const text = this.text;
    if (text === this.#announced) return;
    this.#announced = text;
    for (const fn of this.#subscribers) fn(text);
  }
}

function checkDuration(name: string, value: number): void {
  if (typeof value !== 'number') {
    throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\` (${typeof value})`);
  }
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and at least 0, got \`${value}\``);
  }
}
