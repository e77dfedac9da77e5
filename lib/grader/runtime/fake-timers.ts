import { type FakeMethod, type InstalledClock, withGlobal } from '@sinonjs/fake-timers';
import { pause } from './platform.ts';

const RealDate = Date;

/** What the clock is installed with; Vitest's defaults. */
const OPTIONS = { loopLimit: 10_000, shouldClearNativeTimers: true, ignoreMissingTimers: true };

/** What stays real, as in Vitest: what microtasks are made of. */
const REAL = new Set(['nextTick', 'queueMicrotask']);

/** Fake timers as `vi` offers them. */
export interface FakeTimers {
  use(): void;
  useReal(): void;
  setSystemTime(time?: number | string | Date): void;
  /** The clock, where the timers are fake. @throws where they are not */
  clock(): InstalledClock;
  isFake(): boolean;
}

/** Makes fake timers over the global object, with the library and the settings that Vitest has inside. */
export function createFakeTimers(): FakeTimers {
  const timers = withTurns(() => withGlobal(globalThis));
  const names = Object.keys(timers.timers).filter(
    (name) => !REAL.has(name) && name !== 'setImmediate' && name !== 'clearImmediate',
  );
  let clock: InstalledClock | undefined;
  /** A `Date` that stands still, where a grade sets the time without faking timers. */
  let fixedDate: InstalledClock | undefined;

  const uninstall = (): void => {
    fixedDate?.uninstall();
    fixedDate = undefined;
    clock?.uninstall();
    clock = undefined;
  };

  const use = (): void => {
    const now = Date.now();
    uninstall();
    clock = timers.install({ ...OPTIONS, now, toFake: names as FakeMethod[] });
  };
  // What was inherited is an own property from the first time on. Better now than in the middle of a grade.
  use();
  uninstall();

  return {
    use,
    useReal: uninstall,
    setSystemTime: (time) => {
      const date = time === undefined || time instanceof RealDate ? time : new RealDate(time);
      if (clock) {
        clock.setSystemTime(date);
        return;
      }
      fixedDate?.uninstall();
      fixedDate = timers.install({ now: date ?? RealDate.now(), toFake: ['Date'] });
    },
    clock: () => {
      if (clock) return clock;
      throw new Error(
        'A function to advance timers was called but the timers are not faked. Call `vi.useFakeTimers()` first.',
      );
    },
    isFake: () => clock !== undefined,
  };
}

/**
 * Between two steps the library lets real turns of the event loop pass, in Node with `setImmediate`. A browser has none,
 * and clamps a chain of `setTimeout` to 4 ms each; so the library is shown a substitute while it is set up.
 */
function withTurns<T>(setUp: () => T): T {
  const scope = globalThis as { setImmediate?: unknown };
  scope.setImmediate = pause;
  try {
    return setUp();
  } finally {
    delete scope.setImmediate;
  }
}
