import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OrderedInbox, type OrderedInboxOptions } from '#answer';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** An inbox with what it delivered, as `number:item`, and the gaps that it reported. */
function createInbox(options: Partial<OrderedInboxOptions<string>> = {}) {
  const delivered: string[] = [];
  const gaps: string[] = [];
  const inbox = new OrderedInbox<string>({
    onDeliver: (item, seq) => delivered.push(`${seq}:${item}`),
    onGap: (from, to) => gaps.push(`${from} to ${to}`),
    ...options,
  });
  /** Receives items of these numbers, each named after its number. */
  const receive = (...seqs: number[]): void => {
    for (const seq of seqs) inbox.receive(seq, `item ${seq}`);
  };
  return { inbox, delivered, gaps, receive };
}

const named = (...seqs: number[]): string[] => seqs.map((seq) => `${seq}:item ${seq}`);

describe('Each number is delivered once and in order', () => {
  test('what fits is delivered at once', () => {
    const { inbox, delivered, receive } = createInbox();
    receive(1);
    expect(delivered, 'The item that is expected next is delivered within `receive`.').toEqual(named(1));
    receive(2, 3);
    expect(delivered, '`onDeliver(item, seq)` gets each item with its number, in order.').toEqual(named(1, 2, 3));
    expect(inbox.buffered, 'What was delivered is not held.').toBe(0);
  });

  test('it starts with the number that was given', () => {
    const { delivered, receive } = createInbox({ next: 100 });
    receive(99, 1, 100, 101);
    expect(delivered, '`next` is the first number to be delivered; what is below is old.').toEqual(named(100, 101));
  });

  test('whatever the order of arrival', () => {
    const arrivals = fc
      .shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 12 })
      .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.nat({ max: 11 }), { maxLength: 8 })));
    fc.assert(
      fc.property(arrivals, ([order, repeats]) => {
        const { inbox, delivered, gaps, receive } = createInbox();
        for (const [index, seq] of order.entries()) {
          receive(seq);
          const again = order[repeats[index] ?? -1];
          if (again !== undefined && order.indexOf(again) <= index) receive(again);
          let done = 0;
          while (order.indexOf(done + 1) !== -1 && order.indexOf(done + 1) <= index) done += 1;
          expect(delivered.length, 'All that fits is delivered, and nothing that does not fit.').toBe(done);
          expect(inbox.buffered, '`buffered` counts what came early and waits.').toBe(index + 1 - done);
        }
        expect(delivered, 'Each number is delivered once and in order.').toEqual(
          named(...order.toSorted((a, b) => a - b)),
        );
        expect(gaps, 'A gap that closes in time is not reported.').toEqual([]);
      }),
      { seed: 42, numRuns: 100, includeErrorInReport: true },
    );
  });
});

describe('What comes early is held', () => {
  test('until the missing ones come', () => {
    const { inbox, delivered, receive } = createInbox();
    receive(3, 2, 5);
    expect(delivered, 'Nothing is delivered before what is missing has come.').toEqual([]);
    expect(inbox.buffered, '`buffered` counts what came early and waits.').toBe(3);
    receive(1);
    expect(delivered, 'The missing item brings all those that fit behind it.').toEqual(named(1, 2, 3));
    expect(inbox.buffered, 'What is behind the next gap is still held.').toBe(1);
    receive(4);
    expect(delivered, 'The missing item brings all those that fit behind it.').toEqual(named(1, 2, 3, 4, 5));
    expect(inbox.buffered, 'What was delivered is not held any more.').toBe(0);
  });

  test('whatever the items are', () => {
    const delivered: unknown[] = [];
    const inbox = new OrderedInbox<unknown>({ onDeliver: (item) => delivered.push(item), onGap: () => {} });
    const items = ['first', undefined, 0, '', null, false];
    for (const index of [5, 4, 3, 2, 1, 0]) inbox.receive(index + 1, items[index]);
    expect(delivered, 'An item may be 0, empty, `null` or `undefined`.').toEqual(items);
    expect(inbox.buffered, 'What was delivered is not held any more.').toBe(0);
  });

  test('with numbers of one and of two digits', () => {
    const { delivered, gaps, receive } = createInbox({ next: 8, gapTimeoutMs: 100 });
    receive(100, 10, 9);
    vi.advanceTimersByTime(100);
    expect(gaps, 'Numbers are compared as numbers: the first gap ends before 9.').toEqual(['8 to 8']);
    receive(8);
    expect(delivered, 'Numbers are ordered as numbers, not as text.').toEqual(named(8, 9, 10));
  });
});

describe('Duplicates and old numbers are dropped', () => {
  test('the old', () => {
    const { inbox, delivered, receive } = createInbox();
    receive(1, 2, 1, 2);
    expect(delivered, 'A number that was delivered is not delivered again.').toEqual(named(1, 2));
    expect(inbox.buffered, 'An old number is not held.').toBe(0);
  });

  test('the held', () => {
    const { inbox, delivered, gaps } = createInbox({ maxBuffered: 2 });
    inbox.receive(2, 'first');
    inbox.receive(3, 'other');
    inbox.receive(2, 'second');
    expect(inbox.buffered, 'A number that is held already is not held twice.').toBe(2);
    expect(gaps, 'A duplicate does not fill the buffer.').toEqual([]);
    inbox.receive(1, 'start');
    expect(delivered, 'Of two items with one number the first counts.').toEqual(['1:start', '2:first', '3:other']);
  });
});

describe('A gap that stays open is reported once', () => {
  test('after gapTimeoutMs, not before', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(1, 5);
    vi.advanceTimersByTime(499);
    expect(gaps, 'Before `gapTimeoutMs` is over a gap is not reported.').toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gaps, 'A gap is reported with its first and its last number, both missing.').toEqual(['2 to 4']);
    vi.advanceTimersByTime(5000);
    receive(6, 7);
    vi.advanceTimersByTime(5000);
    expect(gaps, 'One gap is reported once.').toEqual(['2 to 4']);
  });

  test('after two seconds where no time is given', () => {
    const { gaps, receive } = createInbox();
    receive(2);
    vi.advanceTimersByTime(1999);
    expect(gaps, '`gapTimeoutMs` is 2000 where it is not given.').toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gaps, '`gapTimeoutMs` is 2000 where it is not given.').toEqual(['1 to 1']);
  });

  test('traffic behind it does not prolong it', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3);
    for (const seq of [4, 6, 3, 8]) {
      vi.advanceTimersByTime(100);
      receive(seq);
    }
    vi.advanceTimersByTime(100);
    expect(gaps, 'Items that come behind a gap do not start its time anew.').toEqual(['1 to 2']);
  });

  test('one that closes in time is not reported', () => {
    const { delivered, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(2);
    vi.advanceTimersByTime(400);
    receive(1);
    vi.advanceTimersByTime(5000);
    expect(delivered, 'The missing item brings all those that fit behind it.').toEqual(named(1, 2));
    expect(gaps, 'A gap that closed in time is not reported.').toEqual([]);
  });

  test('one that is partly filled is still open', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(5);
    vi.advanceTimersByTime(200);
    receive(1, 2);
    vi.advanceTimersByTime(500);
    expect(gaps, 'What is still missing of a gap is reported.').toEqual(['3 to 4']);
  });
});

describe('The time of a gap runs from when it is the first', () => {
  test('only the first gap is reported', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3, 5, 9);
    vi.advanceTimersByTime(5000);
    expect(gaps, 'While the first gap is open, the time of those behind it does not run.').toEqual(['1 to 2']);
  });

  test('the second starts when the first closes', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(2, 4);
    vi.advanceTimersByTime(400);
    receive(1);
    vi.advanceTimersByTime(499);
    expect(gaps, 'A gap that becomes the first has the whole time from then on.').toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gaps, 'A gap that becomes the first is reported when its own time is over.').toEqual(['3 to 3']);
  });

  test('a gap after a reported one is reported too', () => {
    const { gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(2, 4);
    vi.advanceTimersByTime(500);
    receive(1);
    vi.advanceTimersByTime(499);
    expect(gaps, 'A gap that becomes the first has the whole time from then on.').toEqual(['1 to 1']);
    vi.advanceTimersByTime(1);
    expect(gaps, 'Each gap is reported, also after another one was.').toEqual(['1 to 1', '3 to 3']);
  });
});

describe('A reported gap that is partly filled is not reported again', () => {
  test('filled from its start', () => {
    const { delivered, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(4);
    vi.advanceTimersByTime(500);
    receive(1);
    vi.advanceTimersByTime(5000);
    expect(delivered, 'An item of a reported gap is delivered when it comes and fits.').toEqual(named(1));
    expect(gaps, 'What is left of a reported gap is not reported again.').toEqual(['1 to 3']);
  });

  test('filled in its middle', () => {
    const { delivered, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(6);
    vi.advanceTimersByTime(500);
    receive(3);
    vi.advanceTimersByTime(5000);
    expect(gaps, 'What is left before an item in the middle is not reported again.').toEqual(['1 to 5']);
    receive(1, 2);
    vi.advanceTimersByTime(5000);
    expect(delivered, 'Items of a reported gap are delivered when they fit.').toEqual(named(1, 2, 3));
    expect(gaps, 'What is left behind an item in the middle is not reported again.').toEqual(['1 to 5']);
  });
});

describe('A reported gap stays where it is', () => {
  test('nothing goes on by itself', () => {
    const { inbox, delivered, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3);
    vi.advanceTimersByTime(5000);
    expect(gaps, 'A gap is reported.').toEqual(['1 to 2']);
    expect(delivered, 'After `onGap` nothing is skipped unless the application says so.').toEqual([]);
    expect(inbox.buffered, 'After `onGap` what is held is still held.').toBe(1);
    receive(2, 1);
    expect(delivered, 'The missing items may come after `onGap`, and all are delivered.').toEqual(named(1, 2, 3));
  });
});

describe('skipTo goes on without what is missing', () => {
  test('from what is held', () => {
    const { inbox, delivered, receive } = createInbox();
    receive(1, 4, 5, 8);
    inbox.skipTo(4);
    expect(delivered, '`skipTo(4)` delivers 4 and all that fits behind it.').toEqual(named(1, 4, 5));
    expect(inbox.buffered, 'What is behind the next gap is held.').toBe(1);
    receive(2, 3);
    expect(delivered, 'What was skipped is old.').toEqual(named(1, 4, 5));
    receive(6, 7);
    expect(delivered, 'After `skipTo` the order goes on.').toEqual(named(1, 4, 5, 6, 7, 8));
  });

  test('to a number that has not come yet', () => {
    const { inbox, delivered, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3);
    inbox.skipTo(10);
    expect(inbox.buffered, 'What is below the number that `skipTo` names is not held any more.').toBe(0);
    receive(9, 11, 10);
    const since = delivered.filter((item) => item !== '3:item 3');
    expect(since, 'After `skipTo(10)` the number 10 is expected next.').toEqual(named(10, 11));
    vi.advanceTimersByTime(5000);
    expect(gaps, 'A gap that was skipped is not reported.').toEqual([]);
  });

  test('the gap behind it has its whole time', () => {
    const { inbox, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3, 6);
    vi.advanceTimersByTime(400);
    inbox.skipTo(3);
    vi.advanceTimersByTime(499);
    expect(gaps, 'The time of a gap that was skipped does not count for the next one.').toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gaps, 'After `skipTo` the next gap is the first, and is reported.').toEqual(['4 to 5']);
  });

  test('never back', () => {
    const { inbox, delivered, receive } = createInbox();
    receive(1, 2, 3, 5);
    inbox.skipTo(1);
    receive(1, 2, 3);
    inbox.skipTo(4);
    expect(delivered, '`skipTo` does not go back: a number is delivered once.').toEqual(named(1, 2, 3));
    receive(4);
    expect(delivered, '`skipTo` to what is expected anyway changes nothing.').toEqual(named(1, 2, 3, 4, 5));
  });

  test('inside onGap', () => {
    const reported: string[] = [];
    const { inbox, delivered, receive } = createInbox({
      gapTimeoutMs: 500,
      onGap: (from, to) => {
        reported.push(`${from} to ${to}`);
        inbox.skipTo(to + 1);
      },
    });
    receive(3, 6);
    vi.advanceTimersByTime(500);
    expect(delivered, '`skipTo` may be called inside `onGap`.').toEqual(named(3));
    vi.advanceTimersByTime(499);
    expect(reported, 'After `skipTo` the time of the next gap starts.').toEqual(['1 to 2']);
    vi.advanceTimersByTime(1);
    expect(reported, 'After `skipTo` the next gap is the first, and is reported.').toEqual(['1 to 2', '4 to 5']);
    expect(delivered, '`skipTo` may be called inside `onGap`.').toEqual(named(3, 6));
  });
});

describe('A buffer over its limit reports the gap', () => {
  test('above the limit, not at it', () => {
    const { inbox, gaps, receive } = createInbox({ maxBuffered: 3 });
    receive(3, 4, 5);
    expect(gaps, 'A full buffer is not over its limit.').toEqual([]);
    expect(inbox.buffered, 'A full buffer is not over its limit.').toBe(3);
    receive(6);
    expect(gaps, 'One item over the limit reports the first gap at once.').toEqual(['1 to 2']);
    receive(7, 8);
    vi.advanceTimersByTime(10_000);
    expect(gaps, 'A gap is reported once, for whatever reason.').toEqual(['1 to 2']);
  });

  test('at a thousand where no limit is given', () => {
    const { inbox, gaps, receive } = createInbox();
    receive(...Array.from({ length: 1000 }, (_, index) => index + 2));
    expect([gaps, inbox.buffered], '`maxBuffered` is 1000 where it is not given.').toEqual([[], 1000]);
    receive(1002);
    expect([gaps, inbox.buffered], '`maxBuffered` is 1000 where it is not given.').toEqual([['1 to 1'], 1000]);
  });

  test('a gap that timed out is not reported again', () => {
    const { inbox, gaps, receive } = createInbox({ maxBuffered: 1, gapTimeoutMs: 500 });
    receive(3);
    vi.advanceTimersByTime(500);
    receive(4);
    expect(gaps, 'A gap is reported once, for whatever reason.').toEqual(['1 to 2']);
    expect(inbox.buffered, 'The buffer stays within its limit also where nothing is reported.').toBe(1);
  });

  test('the highest is dropped', () => {
    const { inbox, delivered, receive } = createInbox({ maxBuffered: 2 });
    receive(3, 9, 4);
    expect(inbox.buffered, 'After `onGap` the buffer is within its limit again.').toBe(2);
    receive(1, 2);
    expect(delivered, 'The highest number is the one that is dropped.').toEqual(named(1, 2, 3, 4));
    expect(inbox.buffered, 'The highest number is the one that is dropped.').toBe(0);
    receive(5, 6, 7, 8, 9);
    expect(delivered, 'What was dropped is not old: it is delivered when it comes again.').toEqual(
      named(1, 2, 3, 4, 5, 6, 7, 8, 9),
    );
  });

  test('nothing is dropped where onGap makes room', () => {
    const { inbox, delivered, receive } = createInbox({ maxBuffered: 2, onGap: (_from, to) => inbox.skipTo(to + 1) });
    receive(3, 4, 5);
    expect(delivered, 'What `onGap` makes room for is not dropped, the last item included.').toEqual(named(3, 4, 5));
    receive(8, 9, 20);
    expect(inbox.buffered, 'Where `onGap` made room enough, what is behind the next gap is still held.').toBe(1);
  });

  test('the missing item is not held', () => {
    const { delivered, gaps, receive } = createInbox({ maxBuffered: 2 });
    receive(2, 3, 1);
    expect(delivered, 'The item that is expected next needs no room in the buffer.').toEqual(named(1, 2, 3));
    expect(gaps, 'The item that is expected next needs no room in the buffer.').toEqual([]);
  });
});

describe('Handlers may call the inbox', () => {
  test('with the next number and with the same', () => {
    const heard: number[] = [];
    const inbox: OrderedInbox<string> = new OrderedInbox<string>({
      onDeliver: (item, seq) => {
        heard.push(seq);
        if (heard.length > 20) return;
        inbox.receive(seq, item);
        if (seq === 1) inbox.receive(2, 'again');
        if (seq === 3) inbox.receive(4, 'inside');
      },
      onGap: () => {},
    });
    inbox.receive(2, 'two');
    inbox.receive(3, 'three');
    inbox.receive(1, 'one');
    expect(heard, 'What a handler receives again is a duplicate; what is new takes its turn.').toEqual([1, 2, 3, 4]);
  });
});

describe('dispose leaves no timer behind', () => {
  test('no gap is reported after it', () => {
    const { inbox, gaps, receive } = createInbox({ gapTimeoutMs: 500 });
    receive(3);
    expect(inbox.buffered, 'What came early is held.').toBe(1);
    inbox.dispose();
    inbox.dispose();
    expect(vi.getTimerCount(), 'After `dispose()` no timer is left.').toBe(0);
    vi.advanceTimersByTime(5000);
    expect(gaps, 'After `dispose()` no gap is reported.').toEqual([]);
  });
});

describe('Wrong options are refused', () => {
  test('by the constructor', () => {
    for (const wrong of [-1, Number.NaN]) {
      expect(() => createInbox({ maxBuffered: wrong }), `maxBuffered: ${wrong} is a RangeError.`).toThrow(RangeError);
      expect(() => createInbox({ gapTimeoutMs: wrong }), `gapTimeoutMs: ${wrong} is a RangeError.`).toThrow(RangeError);
    }
    expect(() => createInbox({ next: Number.NaN }), 'next: NaN is a RangeError.').toThrow(RangeError);
    const text = '5' as unknown as number;
    for (const wrong of [{ next: text }, { maxBuffered: text }, { gapTimeoutMs: text }]) {
      expect(() => createInbox(wrong), `${Object.keys(wrong)[0]} as text is a TypeError.`).toThrow(TypeError);
    }
    const none = 'none' as unknown as () => void;
    expect(() => createInbox({ onDeliver: none }), 'An `onDeliver` of text is a TypeError.').toThrow(TypeError);
    expect(() => createInbox({ onGap: none }), 'An `onGap` of text is a TypeError.').toThrow(TypeError);
  });
});
