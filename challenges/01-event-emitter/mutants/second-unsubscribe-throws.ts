// Mistake: An unsubscribe function called again looks for the list of its event, which may be gone.
// Caught by: An unsubscribe function removes one registration > a second call does no harm where nobody is left
/** What is called with an event's data. */
export type EventHandler<Data> = (data: Data) => void;

/** Options of a {@link TypedEventEmitter}. */
export interface EmitterOptions {
  /** Gets what a handler threw, and the event's name. Without it, `emit` throws after every handler has run. */
  onError?: (error: unknown, event: string) => void;
}

/** One stay of a handler in the list. The same function added later is another registration, and that is the point. */
interface Registration {
  readonly handler: EventHandler<unknown>;
  readonly once: boolean;
  active: boolean;
}

/** Calls handlers by the name of an event; `Events` says which data belongs to which name. */
export class TypedEventEmitter<Events extends Record<string, unknown>> {
  readonly #onError: EmitterOptions['onError'];
  // Maps, not objects: `{}['constructor']` is a function, and writing `{}['__proto__']` changes the prototype. A Map keeps
  // the order of insertion too, and finds a handler without a search.
  readonly #events = new Map<string, Map<EventHandler<unknown>, Registration>>();

  constructor({ onError }: EmitterOptions = {}) {
    if (onError !== undefined && typeof onError !== 'function') {
      throw new TypeError(`Expected \`onError\` to be a function, got \`${String(onError)}\` (${typeof onError})`);
    }
    this.#onError = onError;
  }

  /** Adds a handler; returns the function that removes it again. */
  on<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.#add(event, handler, false);
  }

  /** Adds a handler for the next emit only; returns the function that removes it before. */
  once<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.#add(event, handler, true);
  }

  /** Removes a handler, whether `on` or `once` added it. */
  off<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): void {
    // A once handler is stored under itself, not inside a wrapper, so there is nothing to look for.
    const registration = this.#events.get(event)?.get(untyped(handler));
    if (registration !== undefined) this.#remove(event, registration);
  }

  /** Calls the handlers of an event; returns how many it called. */
  emit<Name extends keyof Events & string>(event: Name, data: Events[Name]): number {
    const errors: unknown[] = [];
    let called = 0;
    // A copy keeps out what is added meanwhile. (A Map's own iterator would visit it, for ever if each adds another.)
    const registrations = Array.from(this.#events.get(event)?.values() ?? []);
    for (const registration of registrations) {
      // What was removed meanwhile is still in the copy. Asking the Map for the handler would not do: it may have been
      // removed and added again, and then it waits for the next emit like any other newcomer.
      if (!registration.active) continue;
      // Before the call: otherwise an emit inside the handler runs it again, and one that throws stays for ever.
      if (registration.once) this.#remove(event, registration);
      called += 1;
      try {
        registration.handler(data);
      } catch (error) {
        errors.push(error);
      }
    }
    // The length, not the error, is asked: `throw undefined` is legal.
    if (errors.length > 0) this.#report(errors, event);
    return called;
  }

  /** Removes the handlers of one event, or of all. */
  removeAllListeners(event?: keyof Events & string): void {
    // `undefined`, not falsy: the empty string is an event name, and clearing everything is not what was asked.
    const names = event === undefined ? [...this.#events.keys()] : [event];
    for (const name of names) {
      // A Map may lose entries while it is walked; what is gone is not visited, and nothing is added here.
      for (const registration of this.#events.get(name)?.values() ?? []) this.#remove(name, registration);
    }
  }

  /** How many handlers an event has. */
  listenerCount(event: keyof Events & string): number {
    return this.#events.get(event)?.size ?? 0;
  }

  #add<Data>(event: string, handler: EventHandler<Data>, once: boolean): () => void {
    const key = untyped(handler);
    const registrations = this.#events.get(event) ?? new Map<EventHandler<unknown>, Registration>();
    this.#events.set(event, registrations);
    const registration = registrations.get(key) ?? { handler: key, once, active: true };
    registrations.set(key, registration);
    return () => this.#remove(event, registration);
  }

  #remove(event: string, registration: Registration): void {
    registration.active = false;
    const registrations = this.#events.get(event);
    if (registrations === undefined) throw new Error(`Nobody listens to ${event}`);
    // A stale unsubscribe function ends here, whoever took the registration out.
    if (registrations.get(registration.handler) === registration) registrations.delete(registration.handler);
    // Names may come from outside, one for each chat room say; without this, every name ever used would stay.
    if (registrations?.size === 0) this.#events.delete(event);
  }

  #report(errors: readonly unknown[], event: string): void {
    if (this.#onError !== undefined) {
      for (const error of errors) this.#onError(error, event);
      return;
    }
    if (errors.length === 1) throw errors[0];
    throw new AggregateError(errors, `${errors.length} handlers of \`${event}\` threw`);
  }
}

/**
 * One Map holds the handlers of all events, and no type says that those under a name take that name's data. The signatures
 * of `on` and `emit` do, so this is the one place that forgets the type.
 */
function untyped<Data>(handler: EventHandler<Data>): EventHandler<unknown> {
  return handler as EventHandler<unknown>;
}
