// Mistake: Whether onError is a function is asked when it is first needed, not at construction.
// Caught by: A wrong option is refused > an onError that is no function is a TypeError
export type EventHandler<Data> = (data: Data) => void;

export interface EmitterOptions {
  onError?: (error: unknown, event: string) => void;
}

interface Registration {
  readonly handler: EventHandler<unknown>;
  readonly once: boolean;
  active: boolean;
}

export class TypedEventEmitter<Events extends Record<string, unknown>> {
  readonly #onError: EmitterOptions['onError'];
  readonly #events = new Map<string, Map<EventHandler<unknown>, Registration>>();

  constructor({ onError }: EmitterOptions = {}) {
    this.#onError = onError;
  }

  on<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.#add(event, handler, false);
  }

  once<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.#add(event, handler, true);
  }

  off<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): void {
    const registration = this.#events.get(event)?.get(untyped(handler));
    if (registration !== undefined) this.#remove(event, registration);
  }

  emit<Name extends keyof Events & string>(event: Name, data: Events[Name]): number {
    const errors: unknown[] = [];
    let called = 0;
    const registrations = Array.from(this.#events.get(event)?.values() ?? []);
    for (const registration of registrations) {
      if (!registration.active) continue;
      if (registration.once) this.#remove(event, registration);
      called += 1;
      try {
        registration.handler(data);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) this.#report(errors, event);
    return called;
  }

  removeAllListeners(event?: keyof Events & string): void {
    const names = event === undefined ? [...this.#events.keys()] : [event];
    for (const name of names) {
      for (const registration of this.#events.get(name)?.values() ?? []) this.#remove(name, registration);
    }
  }

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
    if (!registration.active) return;
    registration.active = false;
    const registrations = this.#events.get(event);
    registrations?.delete(registration.handler);
    if (registrations?.size === 0) this.#events.delete(event);
  }

  #report(errors: readonly unknown[], event: string): void {
    const onError = this.#onError;
    if (onError !== undefined && typeof onError !== 'function') {
      throw new TypeError(`Expected \`onError\` to be a function, got \`${String(onError)}\` (${typeof onError})`);
    }
    if (onError !== undefined) {
      for (const error of errors) onError(error, event);
      return;
    }
    if (errors.length === 1) throw errors[0];
    throw new AggregateError(errors, `${errors.length} handlers of \`${event}\` threw`);
  }
}

function untyped<Data>(handler: EventHandler<Data>): EventHandler<unknown> {
  return handler as EventHandler<unknown>;
}
