const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

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
  descriptor: PropertyDescriptor;
}

/** Tells what an answer has replaced of the platform. */
export interface Intrinsics {
  /** Puts back what was replaced or deleted, and names it. What `tolerates` says yes to is left alone. */
  restore(tolerates: (global: string, value: unknown) => boolean): string[];
}

/** Notes the platform as it is now. What is added to it later is nobody's business; what is replaced is. */
export function watchIntrinsics(): Intrinsics {
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
    const descriptor = getOwnPropertyDescriptor(globalThis, name);
    const value: unknown = Reflect.get(globalThis, name);
    if (descriptor) watched.push({ global: name, name, owner: globalThis, key: name, descriptor });
    if (!isObject(value)) continue;
    watch(name, value);
    const prototype: unknown = Reflect.get(value, 'prototype');
    if (isObject(prototype)) watch(name, prototype, `${name}.prototype`);
  }
  // What `for … of` and `await` go by.
  watch('the prototype of array iterators', prototypeOf([][Symbol.iterator]()));
  watch('the prototype of iterators', prototypeOf(prototypeOf([][Symbol.iterator]())));
  watch('the prototype of generators', prototypeOf(prototypeOf((function* () {})())));
  const { length } = watched;

  return {
    restore: (tolerates) => {
      const replaced: string[] = [];
      let count = 0;
      // Nothing here may call what could have been replaced: no iteration, no array method.
      for (let index = 0; index < length; index += 1) {
        const entry = watched[index];
        if (!entry) continue;
        const { global, name, owner, key, descriptor } = entry;
        const now = getOwnPropertyDescriptor(owner, key);
        if (now && now.value === descriptor.value && now.get === descriptor.get && now.set === descriptor.set) continue;
        // NaN, a property of Number.
        if (now && now.value !== now.value && descriptor.value !== descriptor.value) continue;
        if (tolerates(global, now?.value)) continue;
        defineProperty(owner, key, descriptor);
        defineProperty(replaced, count, { value: name, enumerable: true, writable: true, configurable: true });
        count += 1;
      }
      return replaced;
    },
  };
}

/** Says to the learner what was replaced. */
export function describeReplaced(replaced: readonly string[]): string {
  const [first = '', ...others] = replaced;
  const rest = others.length === 0 ? '' : others.length === 1 ? ` and \`${others[0]}\`` : ` and ${others.length} more`;
  return `The answer replaces \`${first}\`${rest}. The grade stands on the same platform, so it has to stay as it is.`;
}

function prototypeOf(value: object): object {
  return apply(getPrototypeOf, undefined, [value]) as object;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
