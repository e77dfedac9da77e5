// Mistake: a dispatch that throws has started its timer already, which rejects a later action of that id.
// Caught by: A pending id is not used twice > nor does it change any time
/** What a store is made from. */
export interface OptimisticStoreOptions<State, Action> {
  /** The confirmed state at first. */
  initial: State;
  /** Makes the next state out of one and an action. It is pure: it changes neither. */
  reduce: (state: State, action: Action) => State;
  /**
   * How long an action may stay pending, in milliseconds.
   * @default 10000
   */
  timeoutMs?: number;
}

interface PendingAction<Action> {
  action: Action;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * A state that shows actions before the server has confirmed them.
 *
 * Two things are kept, and only two: what the server is known to have, and what was asked of it since. What is shown is
 * computed from them. There is no snapshot to roll back to, so a rollback cannot bring back a world that has moved on.
 */
export class OptimisticStore<State, Action> {
  readonly #reduce: (state: State, action: Action) => State;
  readonly #timeoutMs: number;
  readonly #listeners = new Set<(state: State) => void>();
  /** A Map lists its keys in the order they were added, whatever they look like; an object would put `2` before `10`. */
  readonly #pending = new Map<string, PendingAction<Action>>();
  #confirmed: State;
  /** What is shown: kept beside its ingredients so that reading it is free and a change can be told. */
  #state: State;

  /**
   * @throws RangeError where `timeoutMs` is negative or not a number
   * @throws TypeError where an option is of the wrong type
   */
  constructor({ initial, reduce, timeoutMs = 10_000 }: OptimisticStoreOptions<State, Action>) {
    if (typeof reduce !== 'function') {
      throw new TypeError(`Expected \`reduce\` to be a function, got \`${String(reduce)}\` (${typeof reduce})`);
    }
    if (typeof timeoutMs !== 'number') {
      throw new TypeError(`Expected \`timeoutMs\` to be a number, got \`${String(timeoutMs)}\` (${typeof timeoutMs})`);
    }
    if (!Number.isFinite(timeoutMs) || timeoutMs < 0) {
      throw new RangeError(`Expected \`timeoutMs\` to be finite and at least 0, got \`${timeoutMs}\``);
    }
    this.#reduce = reduce;
    this.#timeoutMs = timeoutMs;
    this.#confirmed = initial;
    this.#state = initial;
  }

  /** The confirmed state with every pending action over it, in the order they were dispatched. */
  get state(): State {
    return this.#state;
  }

  /** The ids of the pending actions, in the order they were dispatched. */
  get pending(): string[] {
    return [...this.#pending.keys()];
  }

  /** Applies an action at once and keeps it pending. Throws where the id is pending already. */
  dispatch(id: string, action: Action): void {
    const timer = setTimeout(() => this.reject(id), this.#timeoutMs);
    if (this.#pending.has(id)) throw new Error(`The action \`${id}\` is pending already`);
    this.#pending.set(id, { action, timer });
    this.#update();
  }

  /** The server has accepted an action; the state it sent along, if any, is the new confirmed state. */
  confirm(id: string, serverState?: State): void {
    const entry = this.#take(id);
    // Not ours any more: it timed out or was answered twice. Its state may be older than what came since.
    if (entry === undefined) return;
    // Not `||`: 0 and '' are states. The server says which actions it has, so out of order is the order that counts.
    this.#confirmed = serverState === undefined ? this.#reduce(this.#confirmed, entry.action) : serverState;
    // Base and list change together before anyone is told: in between, the action would count twice or not at all.
    this.#update();
  }

  /** The server has refused an action: its effect goes. */
  reject(id: string, _reason?: unknown): void {
    if (this.#take(id) !== undefined) this.#update();
  }

  /** A state came from the server, unasked. */
  receive(serverState: State): void {
    this.#confirmed = serverState;
    this.#update();
  }

  /** Calls `listener` with the state whenever it has changed. Returns a function that ends this. */
  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends every timer. */
  dispose(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#listeners.clear();
  }

  /** Takes an action out of the list, with its timer: a timer that outlived it would hit a later action of that id. */
  #take(id: string): PendingAction<Action> | undefined {
    const entry = this.#pending.get(id);
    if (entry === undefined) return undefined;
    clearTimeout(entry.timer);
    this.#pending.delete(id);
    return entry;
  }

  /** Computes what is shown from the start. Nothing is undone: what is not in the list any more is not applied. */
  #update(): void {
    let state = this.#confirmed;
    for (const { action } of this.#pending.values()) state = this.#reduce(state, action);
    if (Object.is(state, this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) {
      listener(state);
      // The listener changed something: everyone has heard of the newer state by now and must not go back to this one.
      if (!Object.is(state, this.#state)) return;
    }
  }
}
