import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ExponentialBackoff, retry, type BackoffOptions, type Jitter } from '#answer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Numbers in [0, 1) that look random and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function delays(backoff: ExponentialBackoff, count: number): (number | null)[] {
  return Array.from({ length: count }, () => backoff.next());
}

/** The delays number `attempt` (from 0) of 4,000 clients that share one source of randomness. */
function herd(options: BackoffOptions, attempt: number): number[] {
  const random = seeded(42);
  return Array.from({ length: 4000 }, () => {
    const backoff = new ExponentialBackoff({ ...options, random });
    return delays(backoff, attempt + 1)[attempt] ?? -1;
  });
}

/** Each tenth of the values must lie where it does in a uniform spread, give or take 4 % of the range. */
function expectUniform(values: number[], [from, to]: [number, number], rule: string): void {
  const sorted = values.toSorted((a, b) => a - b);
  expect(sorted.at(0), `${rule}: nothing below ${from}`).toBeGreaterThanOrEqual(from);
  expect(sorted.at(-1), `${rule}: nothing above ${to}`).toBeLessThanOrEqual(to);
  for (const share of [0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999]) {
    const off = Math.abs((sorted[Math.floor(share * sorted.length)] ?? 0) - (from + share * (to - from)));
    expect(off, `${rule}: spread evenly over [${from}, ${to}]`).toBeLessThanOrEqual(0.04 * (to - from) + 1);
  }
}

function expectNear(actual: number | null, expected: number, rule: string): void {
  expect(typeof actual, `${rule} (a delay is a number)`).toBe('number');
  expect(Math.abs((actual ?? 0) - expected), `${rule}: ${expected}, got ${actual}`).toBeLessThanOrEqual(1);
}

interface Outcome {
  state: 'pending' | 'fulfilled' | 'rejected';
  value?: unknown;
}

/** What became of a promise so far; it is never awaited, so one that does not settle holds up nothing. */
function watch(promise: Promise<unknown>): Outcome {
  const outcome: Outcome = { state: 'pending' };
  promise.then(
    (value) => Object.assign(outcome, { state: 'fulfilled', value }),
    (value: unknown) => Object.assign(outcome, { state: 'rejected', value }),
  );
  return outcome;
}

const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** The same delay each time, and no jitter. */
function every(delayMs: number, maxAttempts = Infinity): ExponentialBackoff {
  return new ExponentialBackoff({ baseDelayMs: delayMs, factor: 1, jitter: 'none', maxAttempts });
}

/** A task that rejects with `error 0`, `error 1` … until the try with the number `succeedsAt`. */
function failing(succeedsAt = Infinity) {
  return vi.fn<(attempt: number, signal: AbortSignal) => Promise<string>>(async (attempt) => {
    if (attempt < succeedsAt) throw `error ${attempt}`;
    return `value ${attempt}`;
  });
}

describe('The delay grows by its factor up to a ceiling', () => {
  test('the delays double from 1000 up to 30000', () => {
    const backoff = new ExponentialBackoff({ jitter: 'none' });
    expect(delays(backoff, 7), 'without jitter: baseDelayMs * factor ** attempt, at most maxDelayMs').toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  test('base, factor and ceiling can be chosen', () => {
    const backoff = new ExponentialBackoff({ baseDelayMs: 10, factor: 3, maxDelayMs: 200, jitter: 'none' });
    expect(delays(backoff, 5), 'the delay grows by `factor` and stops at `maxDelayMs`').toEqual([10, 30, 90, 200, 200]);
  });
});

describe('Every delay is whole, finite and within the ceiling', () => {
  test.each(['none', 'full', 'equal', 'decorrelated'])('with jitter %s', (jitter) => {
    for (const random of [() => 0, () => 0.37, () => 1 - Number.EPSILON, seeded(1)]) {
      const options = { baseDelayMs: 7, maxDelayMs: 1001, factor: 1.3, jitter: jitter as Jitter, random };
      const wrong = delays(new ExponentialBackoff(options), 60).filter(
        (delay) => !Number.isInteger(delay) || delay === null || delay < 0 || delay > 1001,
      );
      expect(wrong, 'a delay is a whole number of milliseconds from 0 to maxDelayMs').toEqual([]);
    }
  });

  test('also where the base is above the ceiling', () => {
    for (const jitter of ['none', 'full', 'equal', 'decorrelated'] as const) {
      const backoff = new ExponentialBackoff({ baseDelayMs: 1000, maxDelayMs: 400, jitter, random: () => 0.5 });
      const highest = Math.max(...delays(backoff, 5).map((delay) => delay ?? NaN));
      expect(highest, `a base above maxDelayMs is capped like any delay (${jitter})`).toBeLessThanOrEqual(400);
    }
  });

  test('after two thousand attempts', () => {
    for (const jitter of ['none', 'full', 'equal', 'decorrelated'] as const) {
      const backoff = new ExponentialBackoff({ jitter, random: () => 0.5 });
      const last = delays(backoff, 2000).at(-1) ?? NaN;
      expect(Number.isInteger(last) && last <= 30_000, `a power that overflows (${jitter}): got ${last}`).toBe(true);
    }
  });

  test('a base of 0 gives delays of 0', () => {
    for (const jitter of ['none', 'full', 'equal', 'decorrelated'] as const) {
      const backoff = new ExponentialBackoff({ baseDelayMs: 0, jitter, random: () => 0.5 });
      const other = delays(backoff, 1100).filter((delay) => delay !== 0);
      expect(other, `baseDelayMs 0 is legal, and every delay is 0 (${jitter})`).toEqual([]);
    }
  });
});

describe('Full jitter spreads over the whole delay', () => {
  test('it is the default', () => {
    const backoff = new ExponentialBackoff({ random: () => 0.5 });
    for (const half of [500, 1000, 2000]) expectNear(backoff.next(), half, 'full jitter at 0.5 is half of the delay');
    const own = delays(new ExponentialBackoff({ baseDelayMs: 1000, factor: 1 }), 50);
    expect(
      own.every((delay) => delay !== null && delay <= 1000),
      'without `random` it has its own',
    ).toBe(true);
    expect(new Set(own).size, 'without `random`, the delays differ').toBeGreaterThan(1);
  });

  test('it is uniform from 0 to the delay', () => {
    expectUniform(herd({ jitter: 'full' }, 0), [0, 1000], 'full jitter, first delay');
    expectUniform(herd({ jitter: 'full' }, 2), [0, 4000], 'full jitter, third delay');
  });

  test('at the ceiling it still spreads', () => {
    const atCeiling = herd({ jitter: 'full', maxDelayMs: 2000 }, 6);
    expectUniform(atCeiling, [0, 2000], 'full jitter, the ceiling comes before it');
  });
});

describe('Equal jitter keeps one half', () => {
  test('it is uniform from half of the delay to the delay', () => {
    expectUniform(herd({ jitter: 'equal' }, 0), [500, 1000], 'equal jitter, first delay');
    expectUniform(herd({ jitter: 'equal', maxDelayMs: 2000 }, 6), [1000, 2000], 'equal jitter at the ceiling');
  });
});

describe('Decorrelated jitter goes from the last delay', () => {
  test('the first delay is between the base and three times the base', () => {
    expectUniform(herd({ jitter: 'decorrelated' }, 0), [1000, 3000], 'decorrelated jitter, first delay');
  });

  test('each next one between the base and three times the last', () => {
    const backoff = new ExponentialBackoff({ baseDelayMs: 100, jitter: 'decorrelated', random: () => 0.5 });
    let last = 100;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const delay = backoff.next();
      expectNear(delay, (100 + 3 * last) / 2, `decorrelated jitter at 0.5 after a delay of ${last}`);
      last = delay ?? 0;
    }
  });

  test('the last delay is the one after the cap', () => {
    const options = { baseDelayMs: 100, maxDelayMs: 1000, jitter: 'decorrelated', random: seeded(7) } as const;
    const values = delays(new ExponentialBackoff(options), 2000);
    const below = values.filter((delay) => delay !== null && delay < 1000).length;
    expect(below, 'after a capped delay the next goes from maxDelayMs, so it is often lower').toBeGreaterThan(400);
  });

  test('after reset it goes from the base again', () => {
    const backoff = new ExponentialBackoff({ baseDelayMs: 100, jitter: 'decorrelated', random: () => 0.5 });
    delays(backoff, 5);
    backoff.reset();
    expectNear(backoff.next(), 200, 'after reset() the last delay is baseDelayMs');
  });
});

describe('next counts, and ends with null', () => {
  test('attempt is 0 at first, and one more after each delay', () => {
    const backoff = new ExponentialBackoff({});
    const counted = [backoff.attempt];
    for (let call = 0; call < 3; call += 1) {
      backoff.next();
      counted.push(backoff.attempt);
    }
    expect(counted, '`attempt` counts the delays that were given').toEqual([0, 1, 2, 3]);
  });

  test('after maxAttempts delays it is null, and stays so', () => {
    const backoff = every(10, 2);
    expect(delays(backoff, 4), 'next() is null once maxAttempts are used').toEqual([10, 10, null, null]);
    expect(backoff.attempt, '`attempt` counts delays: a null is none').toBe(2);
  });

  test('a limit of 0 means null at once', () => {
    const unlimited = every(10);
    expect(unlimited.next(), 'without a limit there is a delay').toBe(10);
    expect(every(10, 0).next(), 'maxAttempts 0 means no delay at all').toBeNull();
  });
});

describe('reset starts again', () => {
  test('count, delays and attempts begin anew', () => {
    const backoff = new ExponentialBackoff({ baseDelayMs: 10, jitter: 'none', maxAttempts: 3 });
    delays(backoff, 4);
    backoff.reset();
    expect(backoff.attempt, 'reset() sets `attempt` to 0').toBe(0);
    expect(delays(backoff, 4), 'after reset() the delays and the attempts begin anew').toEqual([10, 20, 40, null]);
  });
});

describe('A wrong argument is refused', () => {
  function errorOf(options: Record<string, unknown>): unknown {
    try {
      return void new ExponentialBackoff(options as BackoffOptions);
    } catch (error) {
      return error;
    }
  }

  test('a number that is negative or NaN is a RangeError', () => {
    for (const name of ['baseDelayMs', 'maxDelayMs', 'factor', 'maxAttempts']) {
      for (const value of [-1, NaN]) {
        expect(errorOf({ [name]: value }), `${name}: ${value} is a RangeError`).toBeInstanceOf(RangeError);
      }
    }
    expect(errorOf({ maxDelayMs: Infinity }), 'maxDelayMs: Infinity is a RangeError').toBeInstanceOf(RangeError);
  });

  test('a wrong type is a TypeError', () => {
    for (const name of ['baseDelayMs', 'maxDelayMs', 'factor', 'maxAttempts', 'random']) {
      expect(errorOf({ [name]: '10' }), `${name}: '10' is a TypeError`).toBeInstanceOf(TypeError);
    }
  });
});

describe('retry runs the task until it fulfils', () => {
  test('it fulfils with the value of the try that fulfilled', async () => {
    const task = failing(2);
    const outcome = watch(retry(task, { backoff: every(100) }));
    await pass(1000);
    expect(outcome, 'retry fulfils with the value of the task').toEqual({ state: 'fulfilled', value: 'value 2' });
    expect(task, 'after a try that fulfilled there is no other').toHaveBeenCalledTimes(3);
    expect(vi.getTimerCount(), 'retry leaves no timer behind').toBe(0);
  });

  test('tries are numbered from 0, also with a used backoff', async () => {
    const task = failing(2);
    const backoff = every(100);
    delays(backoff, 3);
    watch(retry(task, { backoff }));
    await pass(1000);
    const attempts = task.mock.calls.map((call) => call[0]);
    expect(attempts, 'the first try is number 0, whatever the backoff has counted').toEqual([0, 1, 2]);
  });

  test('the task gets a signal, also where none was given', async () => {
    const task = failing(0);
    watch(retry(task, { backoff: every(100) }));
    await pass();
    expect(task.mock.calls[0]?.[1]?.aborted, 'the task gets an AbortSignal that is not aborted').toBe(false);
  });
});

describe('retry waits as the backoff says', () => {
  test('each try comes after its delay, not before', async () => {
    const task = failing();
    const backoff = new ExponentialBackoff({ baseDelayMs: 100, jitter: 'none' });
    watch(retry(task, { backoff }));
    await pass();
    expect(task, 'the first try comes at once').toHaveBeenCalledTimes(1);
    for (const [index, delay] of [100, 200, 400].entries()) {
      await pass(delay - 1);
      expect(task, `1 ms before the delay of ${delay} ms is over, nothing happens`).toHaveBeenCalledTimes(index + 1);
      await pass(1);
      expect(task, `after ${delay} ms comes the next try`).toHaveBeenCalledTimes(index + 2);
    }
  });

  test('a used backoff goes on from where it is', async () => {
    const task = failing();
    const backoff = new ExponentialBackoff({ baseDelayMs: 100, jitter: 'none', maxAttempts: 3 });
    delays(backoff, 2);
    const outcome = watch(retry(task, { backoff }));
    await pass(399);
    expect(task, 'two delays are used: the next one is 400 ms, and retry does not reset it').toHaveBeenCalledTimes(1);
    await pass(1000);
    expect(task, 'of three delays one was left').toHaveBeenCalledTimes(2);
    expect(outcome, 'then there are no more, and retry gives up').toEqual({ state: 'rejected', value: 'error 1' });
  });

  test('the delay begins when the try has failed', async () => {
    const task = vi.fn<() => Promise<string>>(
      () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error('slow')), 500)),
    );
    watch(retry(task, { backoff: every(100) }));
    await pass(599);
    expect(task, 'while a try runs, and until its delay has passed, no other begins').toHaveBeenCalledTimes(1);
    await pass(2);
    expect(task, 'the next try comes 100 ms after the one that took 500 ms').toHaveBeenCalledTimes(2);
  });

  test('a delay of 0 is a delay', async () => {
    const outcome = watch(retry(failing(3), { backoff: every(0) }));
    for (let step = 0; step < 5; step += 1) await pass(1);
    expect(outcome, '0 means try again at once, not give up').toEqual({ state: 'fulfilled', value: 'value 3' });
  });
});

describe('retry gives up with the last error', () => {
  test('when the backoff has no more delays', async () => {
    for (const [limit, tries] of [[2, 3] as const, [0, 1] as const]) {
      const task = failing();
      const outcome = watch(retry(task, { backoff: every(100, limit) }));
      await pass(1000);
      const last = { state: 'rejected', value: `error ${tries - 1}` };
      expect(outcome, 'when next() is null, retry rejects with the last error').toEqual(last);
      expect(task, `${limit} delays mean ${tries} tries`).toHaveBeenCalledTimes(tries);
    }
  });

  test('when shouldRetry says no', async () => {
    const task = failing();
    const shouldRetry = vi.fn<(error: unknown) => boolean>((error) => error !== 'error 1');
    const outcome = watch(retry(task, { backoff: every(100), shouldRetry }));
    await pass(100);
    const last = { state: 'rejected', value: 'error 1' };
    expect(outcome, 'when shouldRetry(error) is false, retry rejects with that error at once').toEqual(last);
    await pass(1000);
    expect(task, 'after that there is no other try').toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount(), 'retry leaves no timer behind').toBe(0);
  });
});

describe('An abort ends retry at once', () => {
  const reason = new Error('called off');
  const calledOff = { state: 'rejected', value: reason };

  test('while it waits', async () => {
    const controller = new AbortController();
    const task = failing();
    const outcome = watch(retry(task, { backoff: every(100), signal: controller.signal }));
    await pass(50);
    expect(outcome.state, 'before the abort, retry waits').toBe('pending');
    controller.abort(reason);
    await pass();
    expect(outcome, 'an abort during the delay rejects with signal.reason at once').toEqual(calledOff);
    expect(outcome.value, 'it is the very reason').toBe(reason);
    expect(vi.getTimerCount(), 'an abort leaves no timer behind').toBe(0);
    await pass(1000);
    expect(task, 'after an abort no other try begins').toHaveBeenCalledTimes(1);
  });

  test('while a task runs that never settles', async () => {
    const controller = new AbortController();
    const task = vi.fn<(attempt: number, signal: AbortSignal) => Promise<string>>(() => new Promise(() => {}));
    const outcome = watch(retry(task, { backoff: every(100), signal: controller.signal }));
    await pass();
    expect(task, 'the task runs').toHaveBeenCalledTimes(1);
    controller.abort();
    await pass();
    expect(outcome.state, 'an abort rejects at once, also while a task runs').toBe('rejected');
    expect(outcome.value, 'it rejects with signal.reason').toBe(controller.signal.reason);
    expect(task.mock.calls[0]?.[1]?.aborted, 'the signal that the task got is aborted too').toBe(true);
  });

  test('inside the task, which then rejects', async () => {
    const controller = new AbortController();
    const task = vi.fn<() => Promise<string>>(async () => {
      controller.abort(reason);
      throw new Error('because of the abort');
    });
    const outcome = watch(retry(task, { backoff: every(100), signal: controller.signal }));
    await pass();
    expect(outcome, 'aborted during a try, retry rejects with signal.reason and waits for nothing').toEqual(calledOff);
    await pass(1000);
    expect(task, 'after an abort no other try begins').toHaveBeenCalledTimes(1);
  });

  test('before it began', async () => {
    const task = failing();
    const outcome = watch(retry(task, { backoff: every(100), signal: AbortSignal.abort(reason) }));
    await pass();
    expect(outcome, 'a signal that is aborted already rejects with its reason').toEqual(calledOff);
    expect(task, 'a signal that is aborted already means that nothing is started').not.toHaveBeenCalled();
  });
});
