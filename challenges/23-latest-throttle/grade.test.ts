import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { throttleLatest } from '#answer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A throttle over a list: each delivery stands in it as `value@time`, the time counted from here. */
function recorded(options: { intervalMs?: number } = {}) {
  const start = Date.now();
  const log: string[] = [];
  const throttled = throttleLatest((value: unknown) => void log.push(`${value}@${Date.now() - start}`), options);
  return { log, throttled };
}

const pass = (ms: number): unknown => vi.advanceTimersByTime(ms);

describe('The first call goes through at once', () => {
  test('before it returns, with all its arguments', () => {
    const fn = vi.fn<(...args: unknown[]) => void>();
    const throttled = throttleLatest(fn, { intervalMs: 50 });
    const point = { x: 1 };
    throttled(point, 'two', 3);
    expect(fn, 'the first call reaches fn before it returns').toHaveBeenCalledTimes(1);
    expect(fn.mock.calls[0], 'fn gets all the arguments').toEqual([point, 'two', 3]);
    expect(fn.mock.calls[0]?.[0], 'and gets them as they are, not copied').toBe(point);
  });

  test('one call is delivered once', () => {
    const { log, throttled } = recorded();
    throttled('a');
    pass(1000);
    expect(log, 'a single call is delivered once, at once, and not again at the end').toEqual(['a@0']);
  });

  test('after a quiet interval the next is a first one', () => {
    const { log, throttled } = recorded();
    throttled('a');
    pass(60);
    throttled('b');
    expect(log, 'when the interval is over and nothing waited, a call goes through at once').toEqual(['a@0', 'b@60']);
    pass(30);
    throttled('c');
    expect(log.length, 'that call has started an interval of its own').toBe(2);
  });

  test('two throttles share nothing', () => {
    const one = recorded();
    const other = recorded();
    one.throttled('a');
    other.throttled('b');
    expect(other.log, 'the interval of one throttle does not hold up another').toEqual(['b@0']);
  });
});

describe('Then at most one call in an interval', () => {
  test('by default that is 50 ms', () => {
    const { log, throttled } = recorded({});
    throttled('a');
    throttled('b');
    pass(49);
    throttled('c');
    expect(log, 'within 50 ms there is one call').toEqual(['a@0']);
    pass(1);
    expect(log, 'at its end there is the second').toEqual(['a@0', 'c@50']);
  });

  test('the delivery at the end starts the next interval', () => {
    const { log, throttled } = recorded({ intervalMs: 100 });
    throttled('a');
    throttled('b');
    pass(110);
    throttled('c');
    expect(log, '10 ms after the delivery at the end of an interval, a call has to wait').toEqual(['a@0', 'b@100']);
    pass(89);
    expect(log.length, 'until 100 ms after it').toBe(2);
    pass(1);
    expect(log, 'then it arrives').toEqual(['a@0', 'b@100', 'c@200']);
  });

  test('an interval of 0 is not the default', () => {
    const { log, throttled } = recorded({ intervalMs: 0 });
    throttled('a');
    throttled('b');
    pass(2);
    expect(log.length, 'intervalMs: 0 is legal: what waits comes as soon as a timer can').toBe(2);
  });

  test('a steady stream comes through once in an interval', () => {
    const { log, throttled } = recorded({ intervalMs: 50 });
    for (let ms = 0; ms <= 200; ms += 10) {
      throttled(ms);
      pass(10);
    }
    expect(log, 'a call every 10 ms: the first at once, then the latest every 50 ms').toEqual([
      '0@0',
      '40@50',
      '90@100',
      '140@150',
      '190@200',
    ]);
  });
});

describe('The latest arguments always arrive', () => {
  test('what came in between is dropped', () => {
    const { log, throttled } = recorded();
    for (const value of ['a', 'b', 'c', 'd']) {
      throttled(value);
      pass(10);
    }
    pass(1000);
    expect(log, 'the latest arrives at the end, those between never, and nothing twice').toEqual(['a@0', 'd@50']);
  });

  test('no arguments and undefined count', () => {
    const fn = vi.fn<(...args: unknown[]) => void>();
    const throttled = throttleLatest(fn, { intervalMs: 50 });
    throttled(1);
    throttled(undefined);
    pass(50);
    throttled();
    pass(1000);
    expect(fn.mock.calls.length, 'undefined, and no argument at all, are delivered like any other').toBe(3);
    expect(fn.mock.calls[1], 'undefined arrives as undefined').toEqual([undefined]);
  });

  test('at any times', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(gaps, (gaps) => {
        const delivered: { value: number; at: number }[] = [];
        const throttled = throttleLatest((value: number) => void delivered.push({ value, at: Date.now() }), {
          intervalMs: 50,
        });
        for (const [value, gap] of gaps.entries()) {
          pass(gap);
          const free = Date.now() - (delivered.at(-1)?.at ?? -Infinity) > 50;
          throttled(value);
          if (free) expect(delivered.at(-1)?.value, 'when no interval runs, a call goes through at once').toBe(value);
        }
        const called = Date.now();
        pass(200);
        expect(delivered.at(-1)?.value, 'the last delivery has the latest arguments').toBe(gaps.length - 1);
        expect(delivered.at(-1)?.at, 'it comes within one interval').toBeLessThanOrEqual(called + 50);
        const apart = delivered.slice(1).map(({ at }, index) => at - (delivered[index]?.at ?? 0));
        expect(Math.min(50, ...apart), 'two deliveries are at least an interval apart').toBe(50);
        const values = delivered.map(({ value }) => value);
        expect(values, 'in the order of the calls, none twice').toEqual([...new Set(values)].toSorted((a, b) => a - b));
      }),
      { seed: 42, numRuns: 100 },
    );
  });
});

describe('A call inside the call waits its turn', () => {
  test('inside the first call', () => {
    const seen: number[] = [];
    const throttled = throttleLatest(
      (value: number) => {
        seen.push(value);
        if (value < 3) throttled(value + 1);
      },
      { intervalMs: 50 },
    );
    throttled(0);
    expect(seen, 'a call from inside fn falls into the interval that has just begun').toEqual([0]);
    pass(50);
    expect(seen, 'it arrives at its end; the one made then has to wait again').toEqual([0, 1]);
    pass(200);
    expect(seen, 'none of them is lost').toEqual([0, 1, 2, 3]);
  });

  test('inside flush', () => {
    const seen: string[] = [];
    const throttled = throttleLatest(
      (value: string) => {
        seen.push(value);
        if (value === 'b') throttled('from inside');
      },
      { intervalMs: 50 },
    );
    throttled('a');
    throttled('b');
    throttled.flush();
    expect(seen, 'what fn calls during a flush waits for the interval that the flush has started').toEqual(['a', 'b']);
    pass(50);
    expect(seen, 'and arrives at its end').toEqual(['a', 'b', 'from inside']);
  });
});

describe('After cancel nothing more comes', () => {
  test('what waited is dropped', () => {
    const { log, throttled } = recorded();
    throttled('a');
    throttled('b');
    throttled.cancel();
    pass(1000);
    expect(log, 'after cancel() nothing more is delivered').toEqual(['a@0']);
    throttled.flush();
    expect(log, 'a flush() after it finds nothing').toEqual(['a@0']);
  });

  test('a later call starts afresh, at once', () => {
    for (const waiting of [true, false]) {
      const { log, throttled } = recorded();
      throttled('a');
      if (waiting) throttled('b');
      pass(10);
      throttled.cancel();
      pass(10);
      throttled('c');
      expect(log, 'after cancel() a call goes through at once, within the old interval too').toEqual(['a@0', 'c@20']);
      throttled('d');
      pass(49);
      expect(log.length, 'and starts an interval of its own; the end of the old one means nothing').toBe(2);
      pass(1);
      expect(log, 'at the end of the new interval the latest arrives').toEqual(['a@0', 'c@20', 'd@70']);
    }
  });

  test('before any call, and twice, it does no harm', () => {
    const { log, throttled } = recorded();
    throttled.cancel();
    throttled.cancel();
    throttled('a');
    expect(log, 'cancel() with nothing to cancel does nothing').toEqual(['a@0']);
  });
});

describe('flush calls now what waits', () => {
  test('with the latest arguments, and only once', () => {
    const { log, throttled } = recorded();
    throttled('a');
    throttled('b');
    throttled('c');
    pass(20);
    throttled.flush();
    expect(log, 'flush() delivers the latest before it returns').toEqual(['a@0', 'c@20']);
    throttled.flush();
    pass(1000);
    expect(log, 'what was flushed is not delivered again').toEqual(['a@0', 'c@20']);
  });

  test('a new interval starts with it', () => {
    const { log, throttled } = recorded();
    throttled('a');
    throttled('b');
    pass(20);
    throttled.flush();
    pass(10);
    throttled('c');
    pass(39);
    expect(log, 'after a flush() at 20, a call at 30 waits until 70').toEqual(['a@0', 'b@20']);
    pass(1);
    expect(log, 'the interval of the flush ends at 70').toEqual(['a@0', 'b@20', 'c@70']);
  });

  test('with nothing waiting it does nothing', () => {
    const { log, throttled } = recorded();
    throttled.flush();
    expect(log, 'flush() before any call delivers nothing').toEqual([]);
    throttled('a');
    pass(20);
    throttled.flush();
    expect(log, 'flush() with nothing waiting delivers nothing').toEqual(['a@0']);
    pass(10);
    throttled('b');
    expect(log, 'and the interval that runs goes on').toEqual(['a@0']);
    pass(20);
    expect(log, 'to its old end').toEqual(['a@0', 'b@50']);
  });
});

describe('A wrong argument is refused', () => {
  test('an interval that is negative or NaN is a RangeError', () => {
    for (const intervalMs of [-1, NaN]) {
      expect(() => throttleLatest(() => {}, { intervalMs }), `${intervalMs} is a RangeError`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    const intervalMs = '50' as unknown as number;
    expect(() => throttleLatest(() => {}, { intervalMs }), "intervalMs: '50' is a TypeError").toThrow(TypeError);
    const fn = 'no function' as unknown as () => void;
    expect(() => throttleLatest(fn, {}), 'an fn that is no function is a TypeError').toThrow(TypeError);
  });
});
