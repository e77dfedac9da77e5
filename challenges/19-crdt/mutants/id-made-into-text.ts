// Mistake: An id that is no text is made into one in silence.
// Caught by: A wrong argument is refused > an id that is no text, or a clock that is no function, is a TypeError
/** Options that all four take. */
export interface ReplicaOptions {
  /** The physical clock, in ms since 1970; it may lag, and it may step back. @default Date.now */
  now?: () => number;
}

/** A counter that only grows. */
export class GCounter {
  readonly #id: string;
  /** What each replica has counted. A replica only ever raises its own number, so the larger of two is the newer. */
  readonly #counts = new Map<string, number>();

  constructor(replicaId: string, options: ReplicaOptions = {}) {
    this.#id = checked(replicaId, options);
  }

  static fromJSON(json: unknown, options: ReplicaOptions = {}): GCounter {
    const { id, counts } = json as { id: string; counts: [string, number][] };
    const counter = new GCounter(id, options);
    for (const [replica, count] of counts) counter.#counts.set(replica, count);
    return counter;
  }

  get value(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  increment(by = 1): void {
    this.#counts.set(this.#id, (this.#counts.get(this.#id) ?? 0) + by);
  }

  merge(other: GCounter): void {
    for (const [replica, count] of other.#counts) {
      this.#counts.set(replica, Math.max(count, this.#counts.get(replica) ?? 0));
    }
  }

  toJSON(): unknown {
    return { id: this.#id, counts: [...this.#counts] };
  }
}

/**
 * A counter that grows and shrinks: two that grow. One number would not do, since its maximum forgets what was taken
 * off.
 */
export class PNCounter {
  readonly #up: GCounter;
  readonly #down: GCounter;

  constructor(replicaId: string, options: ReplicaOptions = {}, [up, down]: GCounter[] = []) {
    this.#up = up ?? new GCounter(replicaId, options);
    this.#down = down ?? new GCounter(replicaId, options);
  }

  static fromJSON(json: unknown, options: ReplicaOptions = {}): PNCounter {
    const { up, down } = json as { up: { id: string }; down: unknown };
    return new PNCounter(up.id, options, [GCounter.fromJSON(up, options), GCounter.fromJSON(down, options)]);
  }

  get value(): number {
    return this.#up.value - this.#down.value;
  }

  increment(by = 1): void {
    this.#up.increment(by);
  }

  decrement(by = 1): void {
    this.#down.increment(by);
  }

  merge(other: PNCounter): void {
    this.#up.merge(other.#up);
    this.#down.merge(other.#down);
  }

  toJSON(): unknown {
    return { up: this.#up.toJSON(), down: this.#down.toJSON() };
  }
}

/** A hybrid logical time: the largest physical time seen, a count of writes within it, and whose write it was. */
interface Stamp {
  ms: number;
  count: number;
  replica: string;
}

/** One value: the last write wins. */
export class LWWRegister<T> {
  readonly #id: string;
  readonly #now: () => number;
  #stamp: Stamp | null = null;
  #value: T | undefined;

  constructor(replicaId: string, options: ReplicaOptions = {}) {
    this.#id = checked(replicaId, options);
    this.#now = options.now ?? Date.now;
  }

  static fromJSON<T>(json: unknown, options: ReplicaOptions = {}): LWWRegister<T> {
    const { id, stamp, value } = json as { id: string; stamp: Stamp | null; value?: T };
    const register = new LWWRegister<T>(id, options);
    register.#stamp = stamp;
    register.#value = value;
    return register;
  }

  /** `undefined` before the first write. */
  get value(): T | undefined {
    return this.#value;
  }

  set(value: T): void {
    const ms = this.#now();
    const last = this.#stamp;
    this.#stamp =
      last === null || ms > last.ms
        ? { ms, count: 0, replica: this.#id }
        : { ms: last.ms, count: last.count + 1, replica: this.#id };
    this.#value = value;
  }

  merge(other: LWWRegister<T>): void {
    if (other.#stamp === null || (this.#stamp !== null && !isLater(other.#stamp, this.#stamp))) return;
    this.#stamp = other.#stamp;
    this.#value = other.#value;
  }

  toJSON(): unknown {
    return { id: this.#id, stamp: this.#stamp, value: this.#value };
  }
}

function isLater(a: Stamp, b: Stamp): boolean {
  if (a.ms !== b.ms) return a.ms > b.ms;
  if (a.count !== b.count) return a.count > b.count;
  return a.replica > b.replica;
}

/** A set of JSON values: of an add and a remove at the same time, the add wins. */
export class ORSet<T> {
  readonly #id: string;
  #lastTag = 0;
  /** The tags of each item, by its JSON. Each add makes a new tag, also where the item is there already. */
  readonly #added = new Map<string, Set<string>>();
  /** Tags that were removed. A remove names the tags that it saw, so an add that it did not see stands. */
  readonly #removed = new Set<string>();

  constructor(replicaId: string, options: ReplicaOptions = {}) {
    this.#id = checked(replicaId, options);
  }

  static fromJSON<T>(json: unknown, options: ReplicaOptions = {}): ORSet<T> {
    const { id, lastTag, added, removed } = json as {
      id: string;
      lastTag: number;
      added: [string, string[]][];
      removed: string[];
    };
    const set = new ORSet<T>(id, options);
    set.#lastTag = lastTag;
    for (const [item, tags] of added) set.#added.set(item, new Set(tags));
    for (const tag of removed) set.#removed.add(tag);
    return set;
  }

  get value(): Set<T> {
    const items = [...this.#added.keys()].filter((item) => this.#isThere(item));
    return new Set(items.map((item) => JSON.parse(item) as T));
  }

  add(item: T): void {
    this.#lastTag += 1;
    this.#tagsOf(JSON.stringify(item)).add(JSON.stringify([this.#id, this.#lastTag]));
  }

  remove(item: T): void {
    for (const tag of this.#added.get(JSON.stringify(item)) ?? []) this.#removed.add(tag);
  }

  has(item: T): boolean {
    return this.#isThere(JSON.stringify(item));
  }

  merge(other: ORSet<T>): void {
    for (const [item, tags] of other.#added) {
      const mine = this.#tagsOf(item);
      for (const tag of tags) mine.add(tag);
    }
    for (const tag of other.#removed) this.#removed.add(tag);
  }

  toJSON(): unknown {
    const added = Array.from(this.#added, ([item, tags]) => [item, [...tags]]);
    return { id: this.#id, lastTag: this.#lastTag, added, removed: [...this.#removed] };
  }

  #isThere(item: string): boolean {
    return [...(this.#added.get(item) ?? [])].some((tag) => !this.#removed.has(tag));
  }

  #tagsOf(item: string): Set<string> {
    const tags = this.#added.get(item) ?? new Set<string>();
    this.#added.set(item, tags);
    return tags;
  }
}

function checked(replicaId: string, { now }: ReplicaOptions): string {
  if (now !== undefined && typeof now !== 'function') {
    throw new TypeError(`Expected \`now\` to be a function, got ${typeof now}`);
  }
  return String(replicaId);
}
