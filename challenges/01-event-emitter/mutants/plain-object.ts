// Mistake: The lists stand in an object literal, where __proto__ and constructor already mean something.
// Caught by: Every string is an event name > the name "constructor" is ordinary
export type EventHandler<Data> = (data: Data) => void;

export interface EmitterOptions {
  onError?: (error: unknown, event: string) => void;
}

interface Entry {
  handler: EventHandler<unknown>;
  once: boolean;
}

export class TypedEventEmitter<Events extends Record<string, unknown>> {
  private readonly onError: EmitterOptions['onError'];
  private lists: Record<string, Entry[]> = {};

  constructor(options: EmitterOptions = {}) {
    if (options.onError !== undefined && typeof options.onError !== 'function') throw new TypeError('onError');
    this.onError = options.onError;
  }

  on<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.add(event, handler as EventHandler<unknown>, false);
  }

  once<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): () => void {
    return this.add(event, handler as EventHandler<unknown>, true);
  }

  off<Name extends keyof Events & string>(event: Name, handler: EventHandler<Events[Name]>): void {
    this.remove(
      event,
      (this.lists[event] ?? []).find((entry) => entry.handler === handler),
    );
  }

  emit<Name extends keyof Events & string>(event: Name, data: Events[Name]): number {
    let called = 0;
    const errors: unknown[] = [];
    for (const entry of this.lists[event] ?? []) {
      if (!(this.lists[event] ?? []).includes(entry)) continue;
      if (entry.once) this.remove(event, entry);
      called += 1;
      try {
        entry.handler(data);
      } catch (error) {
        if (this.onError) this.onError(error, event);
        else errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors);
    return called;
  }

  removeAllListeners(event?: keyof Events & string): void {
    if (event === undefined) this.lists = {};
    else delete this.lists[event];
  }

  listenerCount(event: keyof Events & string): number {
    return (this.lists[event] ?? []).length;
  }

  private add(event: string, handler: EventHandler<unknown>, once: boolean): () => void {
    const list = this.lists[event] ?? [];
    let entry = list.find((known) => known.handler === handler);
    if (entry === undefined) {
      entry = { handler, once };
      this.lists[event] = [...list, entry];
    }
    return () => this.remove(event, entry);
  }

  private remove(event: string, entry: Entry | undefined): void {
    const list = this.lists[event];
    if (list !== undefined) this.lists[event] = list.filter((known) => known !== entry);
  }
}
