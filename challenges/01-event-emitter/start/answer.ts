/** What is called with an event's data. */
export type EventHandler<Data> = (data: Data) => void;

/** Options of a {@link TypedEventEmitter}. */
export interface EmitterOptions {
  /** Gets what a handler threw, and the event's name. Without it, `emit` throws after every handler has run. */
  onError?: (error: unknown, event: string) => void;
}

/** Calls handlers by the name of an event; `Events` says which data belongs to which name. */
export class TypedEventEmitter<Events extends Record<string, unknown>> {
  constructor(options: EmitterOptions = {}) {
    void options;
  }

  /** Adds a handler; returns the function that removes it again. */
  on<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    void event;
    void handler;
    return () => {};
  }

  /** Adds a handler for the next emit only; returns the function that removes it before. */
  once<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    void event;
    void handler;
    return () => {};
  }

  /** Removes a handler, whether `on` or `once` added it. */
  off<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): void {
    void event;
    void handler;
  }

  /** Calls the handlers of an event; returns how many it called. */
  emit<Name extends keyof Events & string>(event: Name, data: Events[Name]): number {
    void event;
    void data;
    return 0;
  }

  /** Removes the handlers of one event, or of all. */
  removeAllListeners(event?: keyof Events & string): void {
    void event;
  }

  /** How many handlers an event has. */
  listenerCount(event: keyof Events & string): number {
    void event;
    return 0;
  }
}
