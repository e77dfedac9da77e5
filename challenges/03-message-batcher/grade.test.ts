import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MessageBatcher, type MessageBatcherOptions } from '#answer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets `ms` pass, and all that follows from it without waiting. */
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Says what has become of a promise so far. */
function watch(promise: Promise<unknown>): () => 'pending' | 'fulfilled' | 'rejected' {
  let state: 'pending' | 'fulfilled' | 'rejected' = 'pending';
  promise.then(
    () => (state = 'fulfilled'),
    () => (state = 'rejected'),
  );
  return () => state;
}

function addAll(batcher: MessageBatcher<number>, items: number[]): MessageBatcher<number> {
  for (const item of items) batcher.add(item);
  return batcher;
}

/** What has left, now or in so many ms, in one line: `0,1 | 2`. */
const shown = (sent: string[]) => ({
  sent: () => sent.join(' | '),
  sentAfter: (ms: number) => pass(ms).then(() => sent.join(' | ')),
});

/** A batcher (100 ms) over a receiver whose deliveries end when the test says so, and how. */
function manual(maxBatchSize: number, items: number[] = [], onError?: (error: unknown, batch: number[]) => void) {
  const sent: string[] = [];
  const open: { fulfil: () => void; reject: (error: Error) => void }[] = [];
  const options: MessageBatcherOptions<number> = {
    maxBatchSize,
    maxWaitMs: 100,
    onFlush: (batch) => {
      sent.push(batch.join(','));
      return new Promise((fulfil, reject) => open.push({ fulfil, reject }));
    },
  };
  return {
    batcher: addAll(new MessageBatcher(onError === undefined ? options : { ...options, onError }), items),
    ...shown(sent),
    deliver: () => open.shift()?.fulfil(),
    fail: (error = new Error('receiver down')) => open.shift()?.reject(error),
  };
}

/** A batcher over a receiver that fulfils at once, after it has rejected as often as it is told to. */
function quick(
  maxBatchSize: number,
  { items = [] as number[], failures = 0, maxWaitMs = 100, onError = (): void => {} } = {},
) {
  const sent: string[] = [];
  const onFlush = async (batch: number[]): Promise<void> => {
    if (sent.push(batch.join(',')) <= failures) throw new Error('receiver down');
  };
  return { batcher: addAll(new MessageBatcher({ maxBatchSize, maxWaitMs, onFlush, onError }), items), ...shown(sent) };
}

describe('A full batch leaves within add', () => {
  test('the last item that fits makes the call', () => {
    const { batcher, sent } = manual(3, [0, 1]);
    expect(sent(), 'Two of three items are no full batch: it must not leave yet.').toBe('');
    batcher.add(2);
    expect(sent(), 'The third item fills the batch: onFlush is called before add returns.').toBe('0,1,2');
  });

  test('a batch holds 10 items unless told otherwise', () => {
    const sizes: number[] = [];
    const batcher = new MessageBatcher<number>({ onFlush: ({ length }) => void sizes.push(length) });
    for (let item = 0; item < 10; item += 1) batcher.add(item);
    expect(sizes, 'maxBatchSize is 10 by default.').toEqual([10]);
  });
});

describe('A batch leaves maxWaitMs after its first item', () => {
  test('later items do not put it off', async () => {
    const { batcher, sentAfter } = quick(10, { items: [0] });
    await pass(60);
    batcher.add(1);
    expect(await sentAfter(39), 'Only 99 of the 100 ms have passed.').toBe('');
    expect(await sentAfter(1), 'The wait runs from the first item; a later one must not restart it.').toBe('0,1');
  });

  test('the next batch has a wait of its own', async () => {
    const { batcher, sentAfter } = quick(2, { items: [0] });
    await pass(60);
    batcher.add(1); // full: leaves at 60
    await pass(10);
    batcher.add(2); // at 70
    expect(await sentAfter(99), 'The timer of a batch that left full must not send the next one early.').toBe('0,1');
    expect(await sentAfter(1), 'The second batch leaves 100 ms after its own first item.').toBe('0,1 | 2');
    batcher.add(3);
    expect(await sentAfter(100), 'A batch after one that left by age leaves by age as well.').toBe('0,1 | 2 | 3');
  });

  test('the wait runs on during a delivery', async () => {
    const { batcher, sentAfter, deliver } = manual(2, [0, 1]);
    await pass(30);
    batcher.add(2); // at 30
    await pass(30);
    deliver();
    expect(await sentAfter(69), 'The end of a delivery is no reason for a lone, young item to leave.').toBe('0,1');
    expect(await sentAfter(1), 'What came during a delivery waits since it came, not since its end.').toBe('0,1 | 2');
  });

  test('100 ms unless told otherwise, and 0 is not the default', async () => {
    const sizes: number[] = [];
    new MessageBatcher<number>({ onFlush: ({ length }) => void sizes.push(length) }).add(0);
    await pass(99);
    expect(sizes, 'maxWaitMs is 100 by default: not yet.').toEqual([]);
    await pass(1);
    expect(sizes, 'maxWaitMs is 100 by default.').toEqual([1]);
    const { sentAfter } = quick(10, { items: [0], maxWaitMs: 0 });
    expect(await sentAfter(1), 'maxWaitMs: 0 is legal and must not turn into the default.').toBe('0');
  });
});

describe('No batch is empty or over the limit', () => {
  test('nothing pending, no call', async () => {
    const { batcher, sent, sentAfter } = quick(2);
    const flushed = watch(batcher.flush());
    expect(await sentAfter(100), 'A flush of nothing must not call onFlush.').toBe('');
    expect(flushed(), 'A flush of nothing fulfils.').toBe('fulfilled');
    batcher.add(0);
    void batcher.flush();
    await pass(300);
    expect(sent().split(' | '), 'After a flush, no timer may send an empty batch.').toEqual(['0']);
  });

  test('what piled up leaves in batches of the limit', async () => {
    const { batcher, sentAfter, deliver } = manual(3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const flushed = watch(batcher.flush());
    for (let round = 0; round < 4; round += 1) {
      await pass(0);
      deliver();
    }
    expect(await sentAfter(0), 'No batch may be over maxBatchSize.').toBe('0,1,2 | 3,4,5 | 6,7,8 | 9');
    expect(flushed(), 'flush() fulfils after the last batch of what was pending.').toBe('fulfilled');
  });
});

describe('One batch at a time, in order', () => {
  test('a batch stays whole while it is delivered', async () => {
    const seen: string[] = [];
    const onFlush = async (batch: number[]): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      seen.push(batch.join(','));
    };
    addAll(new MessageBatcher({ maxBatchSize: 2, onFlush }), [0, 1, 2]);
    await pass(20);
    expect(seen.join(' | '), 'Before its delivery ends, nothing may change the array that onFlush got.').toBe('0,1');
  });

  test('a full batch waits for the one in flight', async () => {
    const { sentAfter, deliver } = manual(2, [0, 1, 2, 3]);
    expect(await sentAfter(50), 'While one onFlush runs, a second full batch must wait.').toBe('0,1');
    deliver();
    expect(await sentAfter(0), 'When the delivery ends, the full batch that waited leaves at once.').toBe('0,1 | 2,3');
  });

  test('an old batch waits for the one in flight', async () => {
    const { sentAfter, deliver } = manual(2, [0, 1, 2]);
    expect(await sentAfter(250), 'While one onFlush runs, a batch whose time is up must wait.').toBe('0,1');
    deliver();
    expect(await sentAfter(0), 'When the delivery ends, the batch whose time was up leaves at once.').toBe('0,1 | 2');
  });

  test('an add inside onFlush starts no second one', async () => {
    const sent: string[] = [];
    let depth = 0;
    let deepest = 0;
    const batcher: MessageBatcher<number> = new MessageBatcher<number>({
      maxBatchSize: 2,
      onFlush: (batch) => {
        depth += 1;
        deepest = Math.max(deepest, depth);
        if (sent.push(batch.join(',')) === 1) addAll(batcher, [2, 3]);
        depth -= 1;
      },
    });
    addAll(batcher, [0, 1]);
    await pass(100);
    expect(deepest, 'A batch that fills up inside onFlush waits until that call is over.').toBe(1);
    expect(sent.join(' | '), 'What was added inside onFlush leaves after it.').toBe('0,1 | 2,3');
  });
});

describe('A failed batch goes back to the front', () => {
  test('a rejection is reported, and nothing is lost', async () => {
    const onError = vi.fn<(error: unknown, batch: number[]) => void>();
    const { batcher, sentAfter, fail } = manual(3, [0, 1, 2, 3], onError);
    const error = new Error('receiver down');
    fail(error);
    await pass(0);
    expect(onError.mock.calls, 'onError hears once: the error, and the batch.').toEqual([[error, [0, 1, 2]]]);
    expect(onError.mock.calls[0]?.[0] === error, 'onError gets the very error of onFlush.').toBe(true);
    expect(batcher.pendingCount, 'The items of a failed batch are pending again.').toBe(4);
    expect(await sentAfter(100), 'The items of a failed batch stand before newer ones.').toBe('0,1,2 | 0,1,2');
  });

  test('they may share a batch with newer ones', async () => {
    const { batcher, sent } = quick(3, { items: [0], failures: 1 });
    await pass(100);
    addAll(batcher, [1, 2, 3, 4]);
    await pass(200);
    expect(sent().replaceAll(' | ', ','), 'All leave after the pause, the returned one first.').toBe('0,0,1,2,3,4');
    expect(sent(), 'Returned and newer items together keep to maxBatchSize.').not.toMatch(/\d,\d,\d,\d/);
  });

  test('beside a full batch it keeps to the limit', async () => {
    const { sentAfter, deliver, fail } = manual(3, [0, 1, 2, 3, 4, 5]);
    fail();
    await pass(100);
    deliver();
    const wanted = '0,1,2 | 0,1,2 | 3,4,5';
    expect(await sentAfter(0), 'A returned batch and a full one behind it are two batches.').toBe(wanted);
  });

  test('a rejection without a reason is a failure too', async () => {
    let tries = 0;
    const onFlush = (): Promise<void> => ((tries += 1) === 1 ? Promise.reject(undefined) : Promise.resolve());
    const batcher = new MessageBatcher<number>({ maxBatchSize: 1, onFlush });
    batcher.add(0);
    await pass(0);
    expect(batcher.pendingCount, 'A delivery has failed when it rejects, even with undefined.').toBe(1);
  });

  test('what onFlush throws does not come out of add', async () => {
    const error = new Error('receiver down');
    const heard: unknown[] = [];
    const onFlush = vi.fn<(batch: number[]) => void>(() => {
      if (heard.length === 0) throw error;
    });
    const onError = (...args: unknown[]): void => void heard.push(args);
    const batcher = new MessageBatcher<number>({ maxBatchSize: 2, maxWaitMs: 100, onFlush, onError });
    expect(() => addAll(batcher, [0, 1]), 'A throw in onFlush is no error of add.').not.toThrow(Error);
    await pass(0);
    expect(heard, 'onError hears of an onFlush that throws, too.').toEqual([[error, [0, 1]]]);
    await pass(100);
    expect(onFlush.mock.calls, 'After a throw the batch is tried again.').toEqual([[[0, 1]], [[0, 1]]]);
  });
});

describe('After a failure there is a pause', () => {
  test('not even a full batch leaves before it is over', async () => {
    const { batcher, sentAfter } = quick(2, { items: [0, 1], failures: 1 });
    await pass(10);
    addAll(batcher, [2, 3, 4]);
    expect(await sentAfter(89), 'The next try comes maxWaitMs after the failure; nothing leaves before.').toBe('0,1');
    expect(await sentAfter(1), 'After the pause the failed items leave, then the full batch.').toMatch(
      /^0,1 \| 0,1 \| 2,3/,
    );
    expect(await sentAfter(10), 'The rest leaves by its own age.').toBe('0,1 | 0,1 | 2,3 | 4');
  });

  test('it runs from the failure, whatever else is due', async () => {
    const { batcher, sentAfter, fail } = manual(2, [0, 1]);
    await pass(10);
    batcher.add(2); // its time is up at 110, but the pause lasts until 150
    await pass(40);
    fail();
    expect(await sentAfter(99), 'An item whose time is up does not cut the pause short.').toBe('0,1');
    expect(await sentAfter(1), 'The pause ends maxWaitMs after the failure.').toBe('0,1 | 0,1');
  });

  test('flush ends it, and a new failure begins a new one', async () => {
    const onError = vi.fn<() => void>();
    const { batcher, sentAfter } = quick(2, { items: [0, 1], failures: 2, onError });
    await pass(60);
    const flushed = watch(batcher.flush());
    expect(await sentAfter(0), 'flush() tries again without waiting for the end of the pause.').toBe('0,1 | 0,1');
    expect(flushed(), 'That try failed too: flush() goes on waiting, and does not reject.').toBe('pending');
    expect(onError.mock.calls.length, 'onError hears once of each of the two failures.').toBe(2);
    expect(await sentAfter(99), 'The timer of the first pause must not cut the second short.').toBe('0,1 | 0,1');
    expect(await sentAfter(1), 'The third try comes maxWaitMs after the second failure.').toBe('0,1 | 0,1 | 0,1');
    expect(flushed(), 'flush() fulfils when its items are delivered at last.').toBe('fulfilled');
  });
});

describe('flush fulfils when all that was pending is delivered', () => {
  test('what is in flight counts', async () => {
    const { batcher, sent, deliver } = manual(2, [0, 1]);
    const flushed = watch(batcher.flush());
    await pass(50);
    expect(flushed(), 'flush() waits also for the batch that is in flight.').toBe('pending');
    deliver();
    await pass(0);
    expect(flushed(), 'flush() fulfils when the batch in flight is delivered.').toBe('fulfilled');
    expect(sent(), 'What is in flight must not be sent twice.').toBe('0,1');
  });

  test('what waits behind a delivery leaves at its end', async () => {
    const { batcher, sentAfter, deliver } = manual(3, [0, 1, 2, 3]);
    const flushed = watch(batcher.flush());
    const again = watch(batcher.flush());
    expect(await sentAfter(10), 'flush() must not start a second onFlush beside the first.').toBe('0,1,2');
    deliver();
    expect(await sentAfter(0), 'After flush() an item leaves when the delivery ends, not by age.').toBe('0,1,2 | 3');
    expect(flushed(), 'The second batch is still in flight: flush() waits for it.').toBe('pending');
    deliver();
    await pass(0);
    expect(flushed(), 'flush() fulfils when both batches are delivered.').toBe('fulfilled');
    expect(again(), 'Of two calls of flush() both promises are kept.').toBe('fulfilled');
  });

  test('what is added later does not hold it up', async () => {
    const { batcher, deliver } = manual(2, [0]);
    const flushed = watch(batcher.flush());
    await pass(0);
    addAll(batcher, [1, 2, 3]);
    deliver();
    await pass(100);
    expect(flushed(), 'flush() does not wait for what was added after it.').toBe('fulfilled');
  });

  test('a failure of the batch in flight is waited out', async () => {
    const { batcher, sentAfter, deliver, fail } = manual(2, [0, 1]);
    const flushed = watch(batcher.flush());
    fail();
    await pass(0);
    expect(flushed(), 'Its items came back: flush() neither fulfils nor rejects.').toBe('pending');
    await pass(100);
    deliver();
    expect(await sentAfter(0), 'The failed items are tried again.').toBe('0,1 | 0,1');
    expect(flushed(), 'flush() fulfils when the second try has delivered them.').toBe('fulfilled');
  });
});

describe('clear drops what waits', () => {
  test('and a waiting flush fulfils', async () => {
    const { batcher, sent, sentAfter, fail } = manual(2, [0]);
    const flushed = watch(batcher.flush());
    await pass(0);
    fail();
    await pass(0);
    batcher.clear();
    await pass(0);
    expect(batcher.pendingCount, 'After clear() nothing is pending.').toBe(0);
    expect(flushed(), 'What flush() waited for is gone: clear() lets it fulfil.').toBe('fulfilled');
    expect(await sentAfter(300), 'What was cleared must not be sent.').toBe('0');
  });

  test('what comes after it leaves as ever', async () => {
    const { batcher, sent, fail, deliver } = manual(2, [0, 1]);
    fail();
    await pass(10);
    batcher.clear(); // within the pause
    batcher.add(2);
    const flushed = watch(batcher.flush());
    await pass(0);
    deliver();
    await pass(0);
    expect(flushed(), 'What was cleared counts no longer: a later flush() waits for the new item alone.').toBe(
      'fulfilled',
    );
    batcher.clear();
    batcher.add(3);
    await pass(100);
    expect(sent(), 'After clear() a new item leaves by its age.').toBe('0,1 | 2 | 3');
  });

  test('a pause that is cleared does not last', async () => {
    const { batcher, sentAfter, fail } = manual(2, [0, 1]);
    fail();
    await pass(10);
    batcher.clear();
    batcher.add(2);
    expect(await sentAfter(200), 'After clear() in a pause a new item must still leave.').toBe('0,1 | 2');
  });

  test('what is behind the batch in flight never leaves', async () => {
    const { batcher, sentAfter, deliver } = manual(2, [0, 1, 2, 3, 4]);
    const flushed = watch(batcher.flush());
    batcher.clear();
    deliver();
    expect(await sentAfter(200), 'clear() drops all that has not left yet.').toBe('0,1');
    expect(flushed(), 'One batch is delivered, the rest is gone: flush() fulfils.').toBe('fulfilled');
  });

  test('its timer goes with it', async () => {
    const { batcher, sentAfter } = quick(3, { items: [0, 1] });
    await pass(60);
    batcher.clear();
    batcher.add(2);
    expect(await sentAfter(99), 'The timer of what was cleared must not send what came after it.').toBe('');
    expect(await sentAfter(1), 'After clear() a batch leaves 100 ms after its own first item.').toBe('2');
  });
});

describe('close delivers the rest and stops', () => {
  test('add throws from the call on', async () => {
    const { batcher, sentAfter, deliver } = manual(3, [0, 1]);
    const closed = watch(batcher.close());
    expect(() => batcher.add(2), 'add must throw as soon as close() has been called.').toThrow(Error);
    expect(await sentAfter(0), 'close() sends what is pending, and nothing that was refused.').toBe('0,1');
    expect(closed(), 'close() waits for the delivery.').toBe('pending');
    deliver();
    await pass(0);
    expect(closed(), 'close() fulfils when all is delivered.').toBe('fulfilled');
    expect(vi.getTimerCount(), 'After close() no timer may run.').toBe(0);
  });

  test('it goes on trying while onFlush fails', async () => {
    const { batcher, sentAfter } = quick(2, { items: [0], failures: 2 });
    const closed = watch(batcher.close());
    expect(await sentAfter(99), 'close() tries at once, and then keeps the pause after a failure.').toBe('0');
    expect(await sentAfter(1), 'close() tries again maxWaitMs after a failure.').toBe('0 | 0');
    expect(closed(), 'Nothing is delivered yet: close() neither fulfils nor rejects.').toBe('pending');
    expect(await sentAfter(100), 'close() goes on until the delivery succeeds.').toBe('0 | 0 | 0');
    expect(closed(), 'close() fulfils when all is delivered.').toBe('fulfilled');
    expect(vi.getTimerCount(), 'After close() no timer may run.').toBe(0);
  });

  test('it ends a pause, as flush does', async () => {
    const { batcher, sentAfter } = quick(2, { items: [0, 1], failures: 1 });
    await pass(10);
    const closed = watch(batcher.close());
    expect(await sentAfter(0), 'close() flushes: it tries at once, also within a pause.').toBe('0,1 | 0,1');
    expect(closed(), 'close() fulfils when all is delivered.').toBe('fulfilled');
    expect(vi.getTimerCount(), 'After close() the timer of the pause may not run either.').toBe(0);
  });

  test('several batches leave, behind the one in flight', async () => {
    const { batcher, sentAfter, deliver } = manual(2, [0, 1, 2, 3, 4]);
    const closed = watch(batcher.close());
    for (let round = 0; round < 3; round += 1) {
      await pass(0);
      expect(closed(), 'close() waits for the batch in flight and for those behind it.').toBe('pending');
      deliver();
    }
    expect(await sentAfter(0), 'close() delivers all that is pending, in order.').toBe('0,1 | 2,3 | 4');
    expect(closed(), 'close() fulfils after the last batch.').toBe('fulfilled');
    expect(vi.getTimerCount(), 'After close() no timer may run.').toBe(0);
  });
});

describe('pendingCount counts what waits', () => {
  test('and not what is in flight', async () => {
    const { batcher, fail } = manual(2, [0]);
    expect(batcher.pendingCount, 'One item waits.').toBe(1);
    addAll(batcher, [1, 2]);
    expect(batcher.pendingCount, 'Of three items two are in flight, and do not count.').toBe(1);
    fail();
    await pass(0);
    expect(batcher.pendingCount, 'The two failed items are pending again, beside the third.').toBe(3);
    await pass(100);
    expect(batcher.pendingCount, 'At the next try two leave, and one waits.').toBe(1);
  });
});

describe('Bad options are refused at construction', () => {
  const make = (options: object) => (): unknown =>
    Reflect.construct(MessageBatcher, [{ onFlush: () => {}, ...options }]);

  test('a number out of range is a RangeError', () => {
    for (const options of [{ maxBatchSize: -1 }, { maxBatchSize: NaN }, { maxWaitMs: -1 }, { maxWaitMs: NaN }]) {
      const [name, value] = Object.entries(options)[0] ?? [];
      expect(make(options), `${name}: ${value} must be a RangeError.`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    for (const options of [{ maxBatchSize: '10' }, { maxWaitMs: '100' }, { onFlush: 'x' }, { onError: 'x' }]) {
      expect(make(options), `${JSON.stringify(options)} must be a TypeError.`).toThrow(TypeError);
    }
  });
});
