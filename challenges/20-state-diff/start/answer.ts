/** One change of a JSON value: RFC 6902, of whose operations three are used here. `path` is a JSON pointer, RFC 6901. */
export type Patch =
  | { op: 'add'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'replace'; path: string; value: unknown };

/** What makes `before` into `after`; empty where they are equal. */
export function diff(before: unknown, after: unknown): Patch[] {
  void before;
  void after;
  return [{ op: 'remove', path: '/nowhere' }];
}

/** The state after the changes. The given one stays as it is, and what did not change is shared with it. */
export function patch(state: unknown, ops: readonly Patch[]): unknown {
  void ops;
  return { state };
}

/** What two ends of a synchronized state tell each other. */
export type SyncMessage<State> =
  { baseVersion: number; version: number; ops: Patch[] } | { version: number; state: State } | { request: 'state' };

/** Options of a {@link DiffSync}. */
export interface DiffSyncOptions<State> {
  /** Passes a message to the other end. */
  send: (message: SyncMessage<State>) => void;
  /** The state at first, and its version. */
  state: State;
  version: number;
}

/** One end of a state that is kept alike in two places by sending differences. */
export class DiffSync<State> {
  readonly #state: State;

  constructor(options: DiffSyncOptions<State>) {
    this.#state = options.state;
  }

  get state(): State {
    return this.#state;
  }

  get version(): number {
    return -1;
  }

  /** Makes `next` the state, and tells the other end. */
  update(next: State): void {
    void next;
  }

  /** Takes a message of the other end. */
  receive(message: SyncMessage<State>): void {
    void message;
  }
}
