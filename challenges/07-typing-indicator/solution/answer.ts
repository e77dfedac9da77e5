/** Turns keystrokes into a few messages. */
export interface TypingNotifier {
  /** A key was pressed. */
  keystroke(): void;
  /** Typing has ended: the message was sent, or the field is empty. */
  stop(): void;
  /** Ends everything without another word. */
  dispose(): void;
}

/** Options of {@link createTypingNotifier}. */
export interface TypingNotifierOptions {
  /** After how long a silence `false` is sent. @default 2000 */
  idleMs?: number;
  /** How long it takes at least until `true` is sent again. @default 3000 */
  repeatMs?: number;
}

/** Makes the sending end of a typing indicator. */
export function createTypingNotifier(
  send: (isTyping: boolean) => void,
  { idleMs = 2000, repeatMs = 3000 }: TypingNotifierOptions = {},
): TypingNotifier {
  checkFunction('send', send);
  checkDuration('idleMs', idleMs);
  checkDuration('repeatMs', repeatMs);

  // When `true` was sent last; `undefined` where the last word was `false`, or there was none. One variable instead of a
  // flag and a time, so that the two cannot contradict each other.
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
      // The debounce: each keystroke puts the `false` off.
      clearTimeout(idleTimer);
      idleTimer = setTimeout(stop, idleMs);
      // The throttle: it looks back and needs no timer. A timer would go on repeating `true` for a person who has left.
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

/** Options of a {@link TypingRoster}. */
export interface TypingRosterOptions {
  /** How long a user counts as typing after the last `true`. @default 5000 */
  expireMs?: number;
  /** The time in milliseconds. @default performance.now */
  now?: () => number;
}

interface Typist {
  readonly name: string;
  /** From this moment on the user is gone. */
  readonly until: number;
}

/** The receiving end: who is typing, as a line of text. */
export class TypingRoster {
  readonly #expireMs: number;
  readonly #now: () => number;
  /** By user, in the order they began. May hold some that have expired, until the next change. */
  readonly #typists = new Map<string, Typist>();
  readonly #subscribers = new Set<(text: string) => void>();
  #announced = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ expireMs = 5000, now = () => performance.now() }: TypingRosterOptions = {}) {
    checkDuration('expireMs', expireMs);
    checkFunction('now', now);
    this.#expireMs = expireMs;
    this.#now = now;
  }

  /** Who is typing now; empty when nobody is. */
  get text(): string {
    // Computed from the time, not from what timers have done: timers of a tab in the background come late.
    const time = this.#now();
    const names = [...this.#typists.values()].filter(({ until }) => until > time).map(({ name }) => name);
    const [first, second] = names;
    if (first === undefined) return '';
    if (second === undefined) return `${first} is typing…`;
    return names.length === 2
      ? `${first} and ${second} are typing…`
      : `${first} and ${names.length - 1} others are typing…`;
  }

  /** Takes a message: this user is typing, or no longer. */
  set(userId: string, name: string, isTyping: boolean): void {
    // First out with those whose time is over. Setting a key that a Map has leaves it in its place; somebody who expired
    // and begins again would come back to the front.
    this.#forgetExpired();
    if (isTyping) this.#typists.set(userId, { name, until: this.#now() + this.#expireMs });
    else this.#typists.delete(userId);
    this.#update();
  }

  /** Calls `fn` with the text whenever it has changed; returns the function that ends that. */
  subscribe(fn: (text: string) => void): () => void {
    this.#subscribers.add(fn);
    return () => this.#subscribers.delete(fn);
  }

  /** Ends everything. */
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

  /** Says what has changed, and sets the one timer for the next expiry. */
  #update(): void {
    this.#forgetExpired();
    clearTimeout(this.#timer);
    if (this.#typists.size > 0) {
      // Not the first in the Map: who began first may have been heard from last.
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
  // `NaN < 0` is false, so the question is put the positive way round.
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and at least 0, got \`${value}\``);
  }
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') {
    throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
  }
}
