// Mistake: A timeoutMs out of range is refused with a TypeError, like one of the wrong type.
// Caught by: Wrong options are refused > by the constructor
export interface OptimisticStoreOptions<State, Action> {
  initial: State;
  reduce: (state: State, action: Action) => State;
  timeoutMs?: number;
}

interface PendingAction<Action> {
  action: Action;
  timer: ReturnType<typeof setTimeout>;
}

export class OptimisticStore<State, Action> {
  readonly #reduce: (state: State, action: Action) => State;
  readonly #timeoutMs: number;
  readonly #listeners = new Set<(state: State) => void>();
  readonly #pending = new Map<string, PendingAction<Action>>();
  #confirmed: State;
  #state: State;

  constructor({ initial, reduce, timeoutMs = 10_000 }: OptimisticStoreOptions<State, Action>) {
    if (typeof reduce !== 'function') {
      throw new TypeError(`Expected \`reduce\` to be a function, got \`${String(reduce)}\` (${typeof reduce})`);
    }
    if (typeof timeoutMs !== 'number' || !Number.isFinite(timeoutMs) || timeoutMs < 0) {
      throw new TypeError(`Expected \`timeoutMs\` to be a number from 0, got \`${String(timeoutMs)}\``);
    }
    this.#reduce = reduce;
    this.#timeoutMs = timeoutMs;
    this.#confirmed = initial;
    this.#state = initial;
  }

  get state(): State {
    return this.#state;
  }

  get pending(): string[] {
    return [...this.#pending.keys()];
  }

  dispatch(id: string, action: Action): void {
    if (this.#pending.has(id)) throw new Error(`The action \`${id}\` is pending already`);
    const timer = setTimeout(() => this.reject(id), this.#timeoutMs);
    this.#pending.set(id, { action, timer });
    this.#update();
  }

  confirm(id: string, serverState?: State): void {
    const entry = this.#take(id);
    if (entry === undefined) return;
    this.#confirmed = serverState === undefined ? this.#reduce(this.#confirmed, entry.action) : serverState;
    this.#update();
  }

  reject(id: string, _reason?: unknown): void {
    if (this.#take(id) !== undefined) this.#update();
  }

  receive(serverState: State): void {
    this.#confirmed = serverState;
    this.#update();
  }

  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#listeners.clear();
  }

  #take(id: string): PendingAction<Action> | undefined {
    const entry = this.#pending.get(id);
    if (entry === undefined) return undefined;
    clearTimeout(entry.timer);
    this.#pending.delete(id);
    return entry;
  }

  #update(): void {
    let state = this.#confirmed;
    for (const { action } of this.#pending.values()) state = this.#reduce(state, action);
    if (Object.is(state, this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) {
      listener(state);
      if (!Object.is(state, this.#state)) return;
    }
  }
}
