// Mistake: A send that is no function is taken, and fails at the first update instead of at construction.
// Caught by: Wrong options are refused > with a TypeError
export type Patch =
  | { op: 'add'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'replace'; path: string; value: unknown };

export function diff(before: unknown, after: unknown): Patch[] {
  return diffAt('', before, after);
}

function diffAt(path: string, before: unknown, after: unknown): Patch[] {
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(path, before, after);
  if (isRecord(before) && isRecord(after)) return diffRecords(path, before, after);
  return before === after ? [] : [{ op: 'replace', path, value: after }];
}

function diffRecords(path: string, before: Fields, after: Fields): Patch[] {
  const removed = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key): Patch => ({ op: 'remove', path: join(path, key) }));
  const others = Object.keys(after).flatMap((key): Patch[] =>
    Object.hasOwn(before, key)
      ? diffAt(join(path, key), before[key], after[key])
      : [{ op: 'add', path: join(path, key), value: after[key] }],
  );
  return [...removed, ...others];
}

function diffLists(path: string, before: readonly unknown[], after: readonly unknown[]): Patch[] {
  const common = Math.min(before.length, after.length);
  const changed = after.slice(0, common).flatMap((item, index) => diffAt(join(path, index), before[index], item));
  const removed = before.slice(common).map((_, index): Patch => ({ op: 'remove', path: join(path, common + index) }));
  const added = after
    .slice(common)
    .map((value, index): Patch => ({ op: 'add', path: join(path, common + index), value }));
  return [...changed, ...removed.toReversed(), ...added];
}

export function patch(state: unknown, ops: readonly Patch[]): unknown {
  return ops.reduce((current, op) => change(current, parsePointer(op.path), op), state);
}

function change(target: unknown, [key, ...rest]: readonly string[], op: Patch): unknown {
  if (key === undefined) {
    if (op.op === 'remove') throw new Error('The whole state cannot be removed');
    return op.value;
  }
  if (Array.isArray(target)) return changeList(target, [key, ...rest], op);
  if (!isRecord(target)) throw missing(op);
  const there = Object.hasOwn(target, key);
  if (!there && (rest.length > 0 || op.op !== 'add')) throw missing(op);
  const entries = Object.entries(target);
  if (rest.length === 0 && op.op === 'remove') return Object.fromEntries(entries.filter(([name]) => name !== key));
  const value = rest.length === 0 ? change(undefined, [], op) : change(target[key], rest, op);
  return Object.fromEntries(
    there ? entries.map((entry) => (entry[0] === key ? [key, value] : entry)) : [...entries, [key, value]],
  );
}

function changeList(target: readonly unknown[], [key = '', ...rest]: readonly string[], op: Patch): unknown[] {
  const inserts = rest.length === 0 && op.op === 'add';
  const index = key === '-' && inserts ? target.length : readIndex(key);
  if (index === undefined || index >= target.length + (inserts ? 1 : 0)) throw missing(op);
  if (inserts) return target.toSpliced(index, 0, op.value);
  if (rest.length === 0 && op.op === 'remove') return target.toSpliced(index, 1);
  return target.with(index, change(target[index], rest, op));
}

function readIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

function missing({ op, path }: Patch): Error {
  return new Error(`There is nothing at ${path} to ${op}`);
}

function parsePointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function join(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type SyncMessage<State> =
  { baseVersion: number; version: number; ops: Patch[] } | { version: number; state: State } | { request: 'state' };

export interface DiffSyncOptions<State> {
  send: (message: SyncMessage<State>) => void;
  state: State;
  version: number;
}

export class DiffSync<State> {
  readonly #send: (message: SyncMessage<State>) => void;
  #state: State;
  #version: number;
  #isAsking = false;

  constructor({ send, state, version }: DiffSyncOptions<State>) {
    if (typeof version !== 'number') throw new TypeError(`Expected \`version\` to be a number, got ${typeof version}`);
    if (!(version >= 0)) throw new RangeError(`Expected \`version\` to be at least 0, got \`${version}\``);
    this.#send = send;
    this.#state = state;
    this.#version = version;
  }

  get state(): State {
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  update(next: State): void {
    const ops = diff(this.#state, next);
    if (ops.length === 0) return;
    const baseVersion = this.#version;
    this.#state = next;
    this.#version += 1;
    this.#send({ baseVersion, version: this.#version, ops });
  }

  receive(message: SyncMessage<State>): void {
    if ('request' in message) {
      this.#send({ version: this.#version, state: this.#state });
    } else if ('state' in message) {
      this.#isAsking = false;
      this.#state = message.state;
      this.#version = message.version;
    } else if (!this.#isAsking) {
      this.#take(message);
    }
  }

  #take({ baseVersion, version, ops }: { baseVersion: number; version: number; ops: Patch[] }): void {
    if (baseVersion === this.#version) {
      try {
        this.#state = patch(this.#state, ops) as State;
        this.#version = version;
        return;
      } catch {}
    }
    this.#isAsking = true;
    this.#send({ request: 'state' });
  }
}
