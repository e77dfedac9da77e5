/** Options that all four take. */
export interface ReplicaOptions {
  /** The physical clock, in ms since 1970; it may lag, and it may step back. @default Date.now */
  now?: () => number;
}

/** A counter that only grows. */
export class GCounter {
  constructor(replicaId: string, options: ReplicaOptions = {}) {
    void replicaId;
    void options;
  }

  static fromJSON(json: unknown, options: ReplicaOptions = {}): GCounter {
    void json;
    return new GCounter('', options);
  }

  get value(): number {
    return -1;
  }

  increment(by = 1): void {
    void by;
  }

  merge(other: GCounter): void {
    void other;
  }

  toJSON(): unknown {
    return {};
  }
}

/** A counter that grows and shrinks. */
export class PNCounter {
  constructor(replicaId: string, options: ReplicaOptions = {}) {
    void replicaId;
    void options;
  }

  static fromJSON(json: unknown, options: ReplicaOptions = {}): PNCounter {
    void json;
    return new PNCounter('', options);
  }

  get value(): number {
    return -1;
  }

  increment(by = 1): void {
    void by;
  }

  decrement(by = 1): void {
    void by;
  }

  merge(other: PNCounter): void {
    void other;
  }

  toJSON(): unknown {
    return {};
  }
}

/** One value: the last write wins. */
export class LWWRegister<T> {
  constructor(replicaId: string, options: ReplicaOptions = {}) {
    void replicaId;
    void options;
  }

  static fromJSON<T>(json: unknown, options: ReplicaOptions = {}): LWWRegister<T> {
    void json;
    return new LWWRegister<T>('', options);
  }

  /** `undefined` before the first write. */
  get value(): T | undefined {
    return undefined;
  }

  set(value: T): void {
    void value;
  }

  merge(other: LWWRegister<T>): void {
    void other;
  }

  toJSON(): unknown {
    return {};
  }
}

/** A set of JSON values: of an add and a remove at the same time, the add wins. */
export class ORSet<T> {
  constructor(replicaId: string, options: ReplicaOptions = {}) {
    void replicaId;
    void options;
  }

  static fromJSON<T>(json: unknown, options: ReplicaOptions = {}): ORSet<T> {
    void json;
    return new ORSet<T>('', options);
  }

  get value(): Set<T> {
    return new Set();
  }

  add(item: T): void {
    void item;
  }

  remove(item: T): void {
    void item;
  }

  has(item: T): boolean {
    void item;
    return false;
  }

  merge(other: ORSet<T>): void {
    void other;
  }

  toJSON(): unknown {
    return {};
  }
}
