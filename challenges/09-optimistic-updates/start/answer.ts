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

/** A state that shows actions before the server has confirmed them. */
export class OptimisticStore<State, Action> {
  readonly #options: OptimisticStoreOptions<State, Action>;

  /**
   * @throws RangeError where `timeoutMs` is negative or not a number
   * @throws TypeError where an option is of the wrong type
   */
  constructor(options: OptimisticStoreOptions<State, Action>) {
    this.#options = options;
  }

  /** The confirmed state with every pending action over it, in the order they were dispatched. */
  get state(): State {
    return this.#options.initial;
  }

  /** The ids of the pending actions, in the order they were dispatched. */
  get pending(): string[] {
    return [];
  }

  /** Applies an action at once and keeps it pending. Throws where the id is pending already. */
  dispatch(_id: string, _action: Action): void {}

  /** The server has accepted an action; the state it sent along, if any, is the new confirmed state. */
  confirm(_id: string, _serverState?: State): void {}

  /** The server has refused an action: its effect goes. */
  reject(_id: string, _reason?: unknown): void {}

  /** A state came from the server, unasked. */
  receive(_serverState: State): void {}

  /** Calls `listener` with the state whenever it has changed. Returns a function that ends this. */
  subscribe(_listener: (state: State) => void): () => void {
    return () => {};
  }

  /** Ends every timer. */
  dispose(): void {}
}
