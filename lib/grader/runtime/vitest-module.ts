import type { ExpectStatic } from '@vitest/expect';
import { afterEach, beforeEach, describe, test } from '@vitest/runner';
import { fn, restoreAllMocks, spyOn } from '@vitest/spy';
import type { FakeTimers } from './fake-timers.ts';

/** The globals that a grade has replaced with `vi.stubGlobal`, and what they were. */
export interface Stubs {
  has(name: string): boolean;
  stub(name: string, value: unknown): void;
  unstubAll(): void;
}

/** Keeps what stood where a stub stands. */
export function createStubs(): Stubs {
  const originals = new Map<string, PropertyDescriptor | undefined>();
  return {
    has: (name) => originals.has(name),
    stub: (name, value) => {
      if (!originals.has(name)) originals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
    },
    unstubAll: () => {
      for (const [name, original] of originals) {
        if (original) Object.defineProperty(globalThis, name, original);
        else Reflect.deleteProperty(globalThis, name);
      }
      originals.clear();
    },
  };
}

/**
 * The module that stands for `vitest` in a grade: the names that a grade may import, made of Vitest's own parts. What
 * it does not have is an error that says so, instead of an `undefined` that is called later.
 */
export function createVitestModule(expect: ExpectStatic, timers: FakeTimers, stubs: Stubs): object {
  return only('vitest', {
    __esModule: true,
    afterEach,
    beforeEach,
    describe,
    expect,
    test,
    vi: only('vi', createVi(timers, stubs)),
  });
}

function createVi(timers: FakeTimers, stubs: Stubs): Record<string, unknown> {
  const vi: Record<string, unknown> = {
    fn,
    spyOn,
    restoreAllMocks,
    useFakeTimers: (options?: unknown) => {
      if (options !== undefined) throw new Error('A grade calls `vi.useFakeTimers()` with its defaults');
      timers.use();
    },
    useRealTimers: () => timers.useReal(),
    isFakeTimers: () => timers.isFake(),
    setSystemTime: (time?: number | string | Date) => timers.setSystemTime(time),
    advanceTimersByTime: (ms: number) => timers.clock().tick(ms),
    advanceTimersByTimeAsync: (ms: number) => timers.clock().tickAsync(ms),
    advanceTimersToNextTimer: () => {
      const clock = timers.clock();
      clock.next();
      clock.tick(0);
    },
    advanceTimersToNextTimerAsync: async () => {
      const clock = timers.clock();
      await clock.nextAsync();
      clock.tick(0);
    },
    runAllTimers: () => timers.clock().runAll(),
    runAllTimersAsync: () => timers.clock().runAllAsync(),
    runOnlyPendingTimers: () => timers.clock().runToLast(),
    runOnlyPendingTimersAsync: () => timers.clock().runToLastAsync(),
    getTimerCount: () => timers.clock().countTimers(),
    stubGlobal: (name: string, value: unknown) => stubs.stub(name, value),
    unstubAllGlobals: () => stubs.unstubAll(),
  };
  // Each gives `vi` or a promise of it, so that calls can be chained.
  for (const name of Object.keys(vi)) {
    const call = vi[name];
    if (RETURNING.has(name) || typeof call !== 'function') continue;
    vi[name] = (...args: unknown[]) => {
      const result: unknown = Reflect.apply(call, undefined, args);
      return result instanceof Promise ? result.then(() => vi) : vi;
    };
  }
  return vi;
}

/** What has a result of its own. */
const RETURNING = new Set(['fn', 'spyOn', 'isFakeTimers', 'getTimerCount']);

/** The same object, except that a name which it does not have is an error. */
function only<T extends object>(of: string, members: T): T {
  return new Proxy(members, {
    get: (target, name, receiver) => {
      if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name, receiver);
      const known = Object.keys(target).filter((key) => key !== '__esModule');
      throw new Error(`\`${name}\` of \`${of}\` is nothing that a grade may use; it may use ${known.join(', ')}`);
    },
  });
}
