import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { KeyedLimiter, SlidingWindowLimiter, TokenBucket } from '#answer';

afterEach(() => {
  vi.useRealTimers();
});

/** A clock that stands until the test moves it. */
function clockAt(time: number): { time: number; now: () => number } {
  const clock = { time, now: () => clock.time };
  return clock;
}

function bucketOf(capacity: number, refillPerSecond: number, clock = clockAt(0)) {
  return { clock, bucket: new TokenBucket({ capacity, refillPerSecond, now: clock.now }) };
}

function windowOf(limit: number, windowMs: number, time = 0) {
  const clock = clockAt(time);
  return { clock, limiter: new SlidingWindowLimiter({ limit, windowMs, now: clock.now }) };
}

/** Buckets of one token that does not come back within the test. */
function keyed(maxKeys?: number): KeyedLimiter {
  const create = () => new TokenBucket({ capacity: 1, refillPerSecond: 0.001, now: () => 0 });
  return new KeyedLimiter(maxKeys === undefined ? { create } : { create, maxKeys });
}

function expectTokens(bucket: TokenBucket, expected: number, rule: string): void {
  expect(Math.abs(bucket.tokens - expected), `${rule}: ${expected}, got ${bucket.tokens}`).toBeLessThan(1e-6);
}

describe('A bucket starts full and never holds more', () => {
  test('it begins with its capacity', () => {
    const { bucket } = bucketOf(5, 1, clockAt(123_456));
    expectTokens(bucket, 5, 'a new bucket is full');
    expect(bucket.tryConsume(5), 'a new bucket grants as much as it holds').toBe(true);
    expect(bucket.tryConsume(), 'an empty bucket grants nothing').toBe(false);
  });

  test('a long pause does not overfill it', () => {
    const { bucket, clock } = bucketOf(5, 10);
    bucket.tryConsume(2);
    clock.time = 3_600_000;
    expectTokens(bucket, 5, 'tokens never exceed the capacity');
    expect(bucket.tryConsume(5), 'after a long pause the bucket is full').toBe(true);
    expect(bucket.tryConsume(), 'after a long pause the bucket is full, and not fuller').toBe(false);
  });
});

describe('Tokens come back continuously', () => {
  test('a fraction of a second brings its share', () => {
    const early = bucketOf(10, 4);
    early.bucket.tryConsume(10);
    early.clock.time = 249;
    expect(early.bucket.tryConsume(), 'before 250 ms, 4 a second have not brought a whole token').toBe(false);
    const { bucket, clock } = bucketOf(10, 4);
    bucket.tryConsume(10);
    clock.time = 250;
    expect(bucket.tryConsume(), 'after 250 ms, 4 a second have brought one').toBe(true);
    clock.time = 1000;
    expectTokens(bucket, 3, '`tokens` is what there is now, without another call');
    expect(bucket.tryConsume(3), 'in the rest of the second three more').toBe(true);
  });

  test('asking often loses no fraction', () => {
    const { bucket, clock } = bucketOf(3, 1);
    bucket.tryConsume(3);
    let granted = 0;
    for (clock.time = 30; clock.time <= 10_100; clock.time += 10) {
      if (bucket.tryConsume()) granted += 1;
    }
    expect(granted, 'asked every 10 ms, one a second comes back: 10 in about 10 s').toBe(10);
    const looked = bucketOf(3, 1);
    looked.bucket.tryConsume(3);
    for (looked.clock.time = 10; looked.clock.time <= 1010; looked.clock.time += 10) {
      if (looked.bucket.tokens < 0 || looked.bucket.waitTimeMs(3) === 0) break;
    }
    expect(looked.bucket.tryConsume(), 'looking at `tokens` and waitTimeMs loses no fraction').toBe(true);
  });
});

describe('A refused call takes nothing', () => {
  test('all the tokens or none', () => {
    const { bucket } = bucketOf(5, 1);
    expect(bucket.tryConsume(3), 'three of five are granted').toBe(true);
    expect(bucket.tryConsume(3), 'three of two are refused').toBe(false);
    expect(bucket.tryConsume(6), 'six are refused').toBe(false);
    expectTokens(bucket, 2, 'a refused call takes nothing');
    expect(bucket.tryConsume(2), 'after a refusal the two are still there').toBe(true);
  });

  test('waitTimeMs takes nothing', () => {
    const { bucket } = bucketOf(2, 1);
    bucket.waitTimeMs();
    bucket.waitTimeMs(2);
    expect(bucket.tryConsume(2), 'waitTimeMs only asks').toBe(true);
  });
});

describe('waitTimeMs leads to success', () => {
  test('it is 0 when the call would succeed', () => {
    const { bucket, clock } = bucketOf(5, 1);
    expect(bucket.waitTimeMs(), 'a full bucket makes nobody wait').toBe(0);
    expect(bucket.waitTimeMs(5), 'nor for all that it holds').toBe(0);
    bucket.tryConsume(5);
    clock.time = 2000;
    expect(bucket.waitTimeMs(2), 'after two seconds two tokens are there').toBe(0);
  });

  test('it is a whole number, and as long as needed', () => {
    const { bucket, clock } = bucketOf(5, 3);
    bucket.tryConsume(5);
    const wait = bucket.waitTimeMs();
    expect(Number.isInteger(wait), `a third of a second is given as whole milliseconds, got ${wait}`).toBe(true);
    expect(Math.abs(wait - 334), `334 ms until one of three a second is there, got ${wait}`).toBeLessThanOrEqual(1);
    clock.time = 100;
    const rest = bucket.waitTimeMs();
    expect(Math.abs(rest - 234), `100 ms later, 234 ms are left, got ${rest}`).toBeLessThanOrEqual(1);
    clock.time += rest;
    expect(bucket.tryConsume(), 'when that time has passed, the call succeeds').toBe(true);
  });

  test('whoever waits that long gets through', () => {
    const rate = fc.constantFrom(0.1, 0.3, 0.7, 1, 3, 7, 10, 1000 / 7, 33_333);
    const step = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 4 }));
    const steps = fc.array(step, { maxLength: 8 });
    fc.assert(
      fc.property(rate, steps, fc.integer({ min: 1, max: 20 }), (refillPerSecond, steps, count) => {
        const { bucket, clock } = bucketOf(20, refillPerSecond);
        bucket.tryConsume(20);
        for (const [ms, taken] of steps) {
          clock.time += ms;
          bucket.tryConsume(taken);
        }
        const needed = ((count - bucket.tokens) / refillPerSecond) * 1000;
        const wait = bucket.waitTimeMs(count);
        expect(wait, 'the wait is not much longer than needed').toBeLessThanOrEqual(Math.max(0, needed) + 2);
        // A wait that is whole but for the last bit of a double may come out one lower: that millisecond is forgiven.
        const isWhole = Math.abs(needed - Math.round(needed)) < 1e-6;
        clock.time += isWhole ? wait + 1 : wait;
        expect(bucket.tryConsume(count), `after the wait of ${wait} ms, tryConsume(${count}) succeeds`).toBe(true);
      }),
      { seed: 42, numRuns: 400 },
    );
  });
});

describe('More than fits is never granted', () => {
  test('a count above the capacity is refused', () => {
    const { bucket, clock } = bucketOf(5, 1);
    expect(bucket.tryConsume(6), 'six do not fit into a bucket of five').toBe(false);
    expect(bucket.waitTimeMs(6), 'no wait makes six fit: Infinity').toBe(Infinity);
    clock.time = 1_000_000;
    expect(bucket.tryConsume(6), 'nor do they later').toBe(false);
    expect(bucket.waitTimeMs(5), 'five do fit').toBe(0);
  });

  test('a negative count is a RangeError', () => {
    const { bucket } = bucketOf(5, 1);
    bucket.tryConsume(5);
    expect(() => bucket.tryConsume(-1), 'a negative count is a RangeError').toThrow(RangeError);
    expect(() => bucket.waitTimeMs(-1), 'a negative count is a RangeError for waitTimeMs too').toThrow(RangeError);
    expectTokens(bucket, 0, 'a negative count adds nothing');
    expect(bucket.waitTimeMs(), 'the bucket goes on as before').toBeGreaterThan(0);
  });
});

describe('A bucket stands a clock that steps back', () => {
  test('the step neither adds nor removes tokens', () => {
    const { bucket, clock } = bucketOf(10, 2, clockAt(10_000));
    bucket.tryConsume(5);
    clock.time = 8000;
    expectTokens(bucket, 5, 'a clock that steps back changes no tokens');
    expect(bucket.tryConsume(5), 'the five are there').toBe(true);
    expect(bucket.tryConsume(), 'and not a sixth').toBe(false);
  });

  test('refilling goes on from the new reading', () => {
    const { bucket, clock } = bucketOf(10, 2, clockAt(10_000));
    bucket.tryConsume(5);
    clock.time = 8000;
    bucket.tryConsume(1);
    clock.time = 9000;
    expectTokens(bucket, 6, 'four and the two of one second after the step');
    clock.time = 10_000;
    expectTokens(bucket, 8, 'the time that the clock has shown before counts again');
  });

  test('what had come before the step stays', () => {
    const { bucket, clock } = bucketOf(10, 2, clockAt(10_000));
    bucket.tryConsume(10);
    clock.time = 11_000;
    expect(bucket.tryConsume(1), 'a second has brought two, one is taken').toBe(true);
    clock.time = 5000;
    expect(bucket.tryConsume(1), 'the other is there after the step').toBe(true);
    const wait = bucket.waitTimeMs();
    expect(Math.abs(wait - 500), `then the next comes 500 ms later, got ${wait}`).toBeLessThanOrEqual(1);
  });
});

describe('No window holds more than its limit', () => {
  test('the window is half open', () => {
    const { limiter, clock } = windowOf(2, 1000, 5000);
    expect([limiter.tryConsume(), limiter.tryConsume(), limiter.tryConsume()], 'two of three at once').toEqual([
      true,
      true,
      false,
    ]);
    clock.time = 5999;
    expect(limiter.tryConsume(), '999 ms later both still count').toBe(false);
    clock.time = 6000;
    expect(limiter.tryConsume(), 'at exactly t + windowMs a grant is allowed').toBe(true);
    expect(limiter.tryConsume(), 'and so is the second').toBe(true);
    expect(limiter.tryConsume(), 'but no third').toBe(false);
  });

  test('the window moves with the time', () => {
    const { limiter, clock } = windowOf(2, 1000);
    const grants: boolean[] = [];
    for (clock.time of [900, 990, 1010, 1500, 1899, 1900, 1901, 1989, 1990]) grants.push(limiter.tryConsume());
    const expected = [true, true, false, false, false, true, false, false, true];
    expect(grants, 'at 900 and 990, then not before 1900 and 1990: any 1000 ms count').toEqual(expected);
  });

  test('it grants exactly what fits, at any times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), times, (limit, gaps) => {
        const { limiter, clock } = windowOf(limit, 100);
        const granted: number[] = [];
        for (const gap of gaps) {
          clock.time += gap;
          const allowed = granted.filter((time) => time > clock.time - 100).length < limit;
          const rule = allowed ? 'fewer than `limit` in the last windowMs: granted' : 'the window is full: refused';
          expect(limiter.tryConsume(), `at ${clock.time} after grants at ${granted.join(', ')}: ${rule}`).toBe(allowed);
          if (allowed) granted.push(clock.time);
        }
      }),
      { seed: 42, numRuns: 150 },
    );
  });
});

describe('A window says how long to wait', () => {
  test('until the oldest grant leaves the window', () => {
    const { limiter, clock } = windowOf(2, 1000);
    expect(limiter.waitTimeMs(), 'an empty window makes nobody wait').toBe(0);
    limiter.tryConsume();
    clock.time = 300;
    expect(limiter.waitTimeMs(), 'one of two is free').toBe(0);
    limiter.tryConsume();
    clock.time = 400.25;
    const wait = limiter.waitTimeMs();
    expect(Number.isInteger(wait), `the wait is whole milliseconds, got ${wait}`).toBe(true);
    expect(Math.abs(wait - 600), `600 ms until the oldest is out, got ${wait}`).toBeLessThanOrEqual(1);
    clock.time += wait;
    expect(limiter.waitTimeMs(), 'after the wait it is 0').toBe(0);
    expect(limiter.tryConsume(), 'after the wait, tryConsume() succeeds').toBe(true);
    const next = limiter.waitTimeMs();
    expect(Math.abs(next - (1300 - clock.time)), 'the next wait is for the next oldest').toBeLessThanOrEqual(1);
  });
});

describe('Each key has its own bucket', () => {
  test('one key does not use up another', () => {
    const limiter = keyed();
    for (const key of ['ada', 'bo', 'constructor', '']) {
      expect(limiter.tryConsume(key), `"${key}" has a bucket of its own`).toBe(true);
    }
    for (const key of ['ada', 'bo', 'constructor', '']) {
      expect(limiter.tryConsume(key), `the bucket of "${key}" is empty, and remembered`).toBe(false);
    }
  });
});

describe('The least recently used key is forgotten', () => {
  test('only the oldest goes, and comes back new', () => {
    const limiter = keyed(3);
    for (const key of ['30', '10', '20', '00']) limiter.tryConsume(key);
    for (const key of ['10', '20', '00']) {
      expect(limiter.tryConsume(key), `maxKeys 3: "${key}" is among the last three used`).toBe(false);
    }
    expect(limiter.tryConsume('30'), 'a forgotten key gets a new bucket').toBe(true);
    expect(limiter.tryConsume('20'), 'the others stay').toBe(false);
  });

  test('a refused call is a use', () => {
    const limiter = keyed(2);
    limiter.tryConsume('ada');
    limiter.tryConsume('bo');
    expect(limiter.tryConsume('ada'), 'ada is remembered, and refused').toBe(false);
    limiter.tryConsume('cleo');
    expect(limiter.tryConsume('ada'), 'ada was refused just now, which is a use: she is remembered').toBe(false);
    expect(limiter.tryConsume('bo'), 'bo was the least recently used').toBe(true);
  });

  test('10,000 keys are remembered by default', () => {
    const limiter = keyed();
    for (let key = 0; key < 10_000; key += 1) limiter.tryConsume(`key ${key}`);
    expect(limiter.tryConsume('key 0'), 'with 10,000 keys the first is remembered').toBe(false);
    limiter.tryConsume('one more');
    expect(limiter.tryConsume('key 0'), 'with one more, the first was used since').toBe(false);
    expect(limiter.tryConsume('key 1'), 'and the second is forgotten').toBe(true);
  });
});

describe('The platform’s clock is the default', () => {
  test('both kinds work without now', () => {
    vi.useFakeTimers();
    const bucket = new TokenBucket({ capacity: 1, refillPerSecond: 2 });
    const limiter = new SlidingWindowLimiter({ limit: 1, windowMs: 500 });
    const both = () => [bucket.tryConsume(), limiter.tryConsume()];
    expect(both(), 'at first both grant').toEqual([true, true]);
    vi.advanceTimersByTime(499);
    expect(both(), 'after 499 ms of the platform’s time neither does').toEqual([false, false]);
    vi.advanceTimersByTime(2);
    expect(both(), 'after 501 ms both do again').toEqual([true, true]);
  });
});

describe('A wrong argument is refused', () => {
  const makers: Record<string, (value: unknown) => unknown> = {
    capacity: (capacity) => new TokenBucket({ capacity: capacity as number, refillPerSecond: 1 }),
    refillPerSecond: (rate) => new TokenBucket({ capacity: 1, refillPerSecond: rate as number }),
    limit: (limit) => new SlidingWindowLimiter({ limit: limit as number, windowMs: 1 }),
    windowMs: (windowMs) => new SlidingWindowLimiter({ limit: 1, windowMs: windowMs as number }),
    maxKeys: (maxKeys) => new KeyedLimiter({ create: () => bucketOf(1, 1).bucket, maxKeys: maxKeys as number }),
  };

  test('a number that is negative or NaN is a RangeError', () => {
    for (const [name, make] of Object.entries(makers)) {
      expect(() => make(-1), `${name}: -1 is a RangeError`).toThrow(RangeError);
      expect(() => make(NaN), `${name}: NaN is a RangeError`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    for (const [name, make] of Object.entries(makers)) {
      expect(() => make('1'), `${name}: '1' is a TypeError`).toThrow(TypeError);
    }
    const now = 5 as unknown as () => number;
    expect(() => new TokenBucket({ capacity: 1, refillPerSecond: 1, now }), 'now: 5 is a TypeError').toThrow(TypeError);
    expect(() => new SlidingWindowLimiter({ limit: 1, windowMs: 1, now }), 'now: 5 is a TypeError').toThrow(TypeError);
    const create = 5 as unknown as () => TokenBucket;
    expect(() => new KeyedLimiter({ create }), 'create: 5 is a TypeError').toThrow(TypeError);
  });
});
