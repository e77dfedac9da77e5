const { defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** The globals that a grade and its runner stand on. Their own properties and those of their prototypes are watched. */
const WATCHED = `
  Object Function Array String Number Boolean Symbol BigInt Math JSON Reflect
  Proxy Promise Map Set WeakMap WeakSet WeakRef RegExp Date Intl
  Error TypeError RangeError SyntaxError AggregateError DOMException
  ArrayBuffer DataView Uint8Array Uint16Array Uint32Array TextEncoder TextDecoder
  EventTarget Event AbortController AbortSignal MessageChannel MessagePort Performance
  setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone
  parseInt parseFloat isNaN isFinite performance postMessage close
`
  .trim()
  .split(/\s+/);

/** What anyone may set. */
const FREE = new Set<string | symbol>(['stackTraceLimit', 'prepareStackTrace']);

interface Watched {
  /** The global that it belongs to. */
  global: string;
  /** As a learner would write it: `Array.prototype.push`. */
  name: string;
  owner: object;
  key: string | symbol;
  /** `undefined` where it is inherited; then `value` is what it gives. */
  descriptor: PropertyDescriptor | undefined;
  value?: unknown;
}

/** Tells what an answer has replaced of the platform. */
export interface Intrinsics {
  /** Puts back what was replaced or deleted, and names it. What `tolerates` says yes to is left alone. */
  restore(tolerates: (global: string, value: unknown) => boolean): string[];
}

/** Notes the platform as it is now. What is added to it later is nobody's business; what is replaced is. */
export function watchIntrinsics(): Intrinsics {
  const watched = listWatched();
  const { length } = watched;
  const roots = ownKeys(Object.prototype).length;

  return {
    restore: (tolerates) => {
      const replaced: string[] = [];
      const note = (name: string): void => {
        defineProperty(replaced, replaced.length, {
          value: name,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      };
      // Nothing here may call what could have been replaced: no iteration, no array method.
      for (let index = 0; index < length; index += 1) {
        const entry = watched[index];
        if (!entry) continue;
        const { global, name, owner, key, descriptor, value } = entry;
        const now = getOwnPropertyDescriptor(owner, key);
        const same = descriptor ? isSame(now, descriptor) : get(owner, key) === value;
        if (same || tolerates(global, now?.value)) continue;
        if (descriptor) defineProperty(owner, key, descriptor);
        else deleteProperty(owner, key);
        note(name);
      }
      // An enumerable property of every object turns up in every loop over the keys of one.
      const keys = ownKeys(Object.prototype);
      for (let index = roots; index < keys.length; index += 1) {
        const key = keys[index] ?? '';
        if (typeof key === 'symbol' || !getOwnPropertyDescriptor(Object.prototype, key)?.enumerable) continue;
        deleteProperty(Object.prototype, key);
        note(`Object.prototype.${key}`);
      }
      return replaced;
    },
  };
}

function isSame(one: PropertyDescriptor | undefined, other: PropertyDescriptor): boolean {
  if (one === undefined) return false;
  // NaN is a property of Number, and not equal to itself.
  const sameValue = one.value === other.value || (one.value !== one.value && other.value !== other.value);
  return sameValue && one.get === other.get && one.set === other.set;
}

function listWatched(): Watched[] {
  const watched: Watched[] = [];
  const seen = new Set<object>();
  const watch = (global: string, owner: object, name = global): void => {
    if (seen.has(owner)) return;
    seen.add(owner);
    for (const key of ownKeys(owner)) {
      const descriptor = getOwnPropertyDescriptor(owner, key);
      if (!descriptor || FREE.has(key)) continue;
      watched.push({ global, name: `${name}.${String(key)}`, owner, key, descriptor });
    }
  };
  for (const name of WATCHED) {
    const value: unknown = get(globalThis, name);
    if (value === undefined) continue;
    const descriptor = getOwnPropertyDescriptor(globalThis, name);
    watched.push({ global: name, name, owner: globalThis, key: name, descriptor, value });
    if (!isObject(value)) continue;
    watch(name, value);
    const prototype: unknown = get(value, 'prototype');
    if (isObject(prototype)) watch(name, prototype, `${name}.prototype`);
  }
  // What `for … of` and `await` go by.
  const arrayIterator = getPrototypeOf([][Symbol.iterator]()) ?? {};
  watch('Iterator', arrayIterator, 'the prototype of array iterators');
  watch('Iterator', getPrototypeOf(arrayIterator) ?? {}, 'Iterator.prototype');
  return watched;
}

/** Says to the learner what was replaced. */
export function describeReplaced(replaced: readonly string[]): string {
  const [first = '', ...others] = replaced;
  const rest = others.length === 0 ? '' : others.length === 1 ? ` and \`${others[0]}\`` : ` and ${others.length} more`;
  return `The answer changes \`${first}\`${rest}. The grade stands on the same platform, so it has to stay as it is.`;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
