import { OfflineQueue } from '#answer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Options = ConstructorParameters<typeof OfflineQueue>[0];

/** A send that was asked for, and the means to end it. */
interface Attempt {
  at: number;
  id: string;
  body: unknown;
  succeed(): void;
  fail(error?: Error): void;
}

let attempts: Attempt[] = [];
let inFlight = 0;
let mostInFlight = 0;
let ids = 0;

/** What is left of a page after a reload. */
class FakeStorage {
  readonly items = new Map<string, string>();
  isFull = false;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
    this.items.set(key, String(value));
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

function send({ id, body }: { id: string; body: unknown }): Promise<void> {
  mostInFlight = Math.max(mostInFlight, ++inFlight);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      inFlight--;
      settle();
    };
    const fail = (error = new Error('no answer')) => end(() => reject(error));
    attempts.push({ at: Date.now(), id, body, succeed: () => end(resolve), fail });
  });
}

function create(options: Partial<Options> = {}): OfflineQueue<string> {
  const backoff = { next: () => 1000, reset: () => {} };
  const createId = () => `id-${++ids}`;
  return new OfflineQueue<string>({ storage: new FakeStorage(), key: 'outbox', send, backoff, createId, ...options });
}

/** Lets time pass, and what an answer does some microtasks later. */
const tick = (ms = 5) => vi.advanceTimersByTimeAsync(ms);

/** Far more time than any pause of these tests. */
const LONG_MS = 60_000;

/** The attempt that was made last. */
function last(): Attempt {
  expect(attempts.length, 'by now something must have been sent').toBeGreaterThan(0);
  return attempts.at(-1) ?? { at: 0, id: '', body: '', succeed: () => {}, fail: () => {} };
}

async function succeed(): Promise<void> {
  last().succeed();
  await tick();
}

async function fail(error?: Error): Promise<void> {
  last().fail(error);
  await tick();
}

const bodies = () => attempts.map(({ body }) => body);

/** Notes when a promise is settled, without waiting for it. */
function watch(promise: Promise<unknown>): { state: string } {
  const watched = { state: 'pending' };
  Promise.resolve(promise).then(
    () => (watched.state = 'fulfilled'),
    () => (watched.state = 'rejected'),
  );
  return watched;
}

/** What both kinds of handlers of a queue get. */
function listen(queue: OfflineQueue<string>): string[] {
  const heard: string[] = [];
  queue.on('sent', ({ id, body }) => heard.push(`sent ${id} ${body}`));
  queue.on('failed', ({ id, body }, error) => heard.push(`failed ${id} ${body}: ${String(error)}`));
  return heard;
}

beforeEach(() => {
  attempts = [];
  [inFlight, mostInFlight, ids] = [0, 0, 0];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('In order, one in flight', () => {
  test('each waits for the one before', async () => {
    const queue = create();
    const heard = listen(queue);
    expect(
      ['a', 'b', 'c'].map((body) => queue.enqueue(body)),
      'enqueue() returns the id',
    ).toEqual(['id-1', 'id-2', 'id-3']);
    await tick();
    expect(bodies(), 'while one is in flight the next waits').toEqual(['a']);
    await succeed();
    expect(bodies(), 'when one has arrived the next goes').toEqual(['a', 'b']);
    await succeed();
    await succeed();
    expect(bodies(), 'in the order of enqueue()').toEqual(['a', 'b', 'c']);
    expect(
      attempts.map(({ id }) => id),
      'send gets the id that enqueue() returned',
    ).toEqual(['id-1', 'id-2', 'id-3']);
    expect(heard, 'sent handlers hear of each').toEqual(['sent id-1 a', 'sent id-2 b', 'sent id-3 c']);
    expect([queue.size, mostInFlight], 'nothing is left, and never two were in flight').toEqual([0, 1]);
  });

  test('later ones do not overtake one that waits', async () => {
    const queue = create();
    queue.enqueue('a');
    await tick();
    await fail();
    queue.enqueue('b');
    queue.setOnline(true);
    void queue.flush();
    await tick(LONG_MS);
    expect(bodies(), 'while the first waits for its next try, nothing overtakes it').toEqual(['a', 'a']);
    expect(mostInFlight, 'two were in flight at the same time').toBe(1);
    await succeed();
    expect(bodies(), 'then it is the turn of the next').toEqual(['a', 'a', 'b']);
  });

  test('nothing starts a second one', async () => {
    const queue = create();
    queue.enqueue('a');
    await tick();
    queue.setOnline(false);
    queue.setOnline(true);
    void queue.flush();
    queue.enqueue('b');
    void queue.flush();
    await tick(LONG_MS);
    expect(bodies(), 'neither setOnline() nor flush() nor enqueue() may send beside what is in flight').toEqual(['a']);
  });

  test('enqueue() inside a sent handler', async () => {
    const queue = create();
    const heard = listen(queue);
    queue.on('sent', ({ body }) => body === 'a' && queue.enqueue('b'));
    queue.enqueue('a');
    await tick();
    await succeed();
    expect(heard, 'a second handler does not replace the first').toEqual(['sent id-1 a']);
    expect(bodies(), 'what a sent handler enqueues is sent, once').toEqual(['a', 'b']);
    await succeed();
    expect([queue.size, bodies().length], 'what a sent handler enqueues is sent, once').toEqual([0, 2]);
  });
});

describe('The same id on every try', () => {
  test('a failure is tried again after the backoff', async () => {
    const queue = create();
    queue.enqueue('a');
    await tick();
    const from = Date.now();
    last().fail();
    await tick(990);
    expect(attempts.length, 'the next try is not before backoff.next() ms have passed').toBe(1);
    await tick(20);
    expect(attempts.length, 'when they have passed it is tried again').toBe(2);
    expect((attempts[1]?.at ?? 0) - from, 'not before that time').toBeGreaterThanOrEqual(1000);
    expect(attempts[1], 'with the same id and body, so that the server can discard a duplicate').toMatchObject({
      id: 'id-1',
      body: 'a',
    });
  });

  test('a delay of 0 is a delay', async () => {
    const queue = create({ backoff: { next: () => 0, reset: () => {} } });
    const heard = listen(queue);
    queue.enqueue('a');
    await tick();
    last().fail();
    await tick(50);
    expect(bodies(), 'backoff.next() may give 0: it is tried again without a pause').toEqual(['a', 'a']);
    expect(heard, '0 is not null: the entry has not failed').toEqual([]);
  });
});

describe('It survives a reload', () => {
  test('what was not delivered is sent after it', async () => {
    const storage = new FakeStorage();
    const before = create({ storage });
    for (const body of ['a', '', 'c']) before.enqueue(body);
    await tick();
    await succeed();
    // A reload: the second, whose body is an empty text, is in flight, and the page that sent it is gone.
    attempts = [];
    const queue = create({ storage });
    const heard = listen(queue);
    expect([queue.size, attempts.length], 'the entries are there at once, and sent in a microtask').toEqual([2, 0]);
    await tick();
    await succeed();
    await succeed();
    const sent = attempts.map(({ id, body }) => `${id} ${String(body)}`);
    expect(sent, 'what was not delivered, in flight included, is sent in order with its old id').toEqual([
      'id-2 ',
      'id-3 c',
    ]);
    expect(heard, 'handlers that are added after construction hear of it').toEqual(['sent id-2 ', 'sent id-3 c']);
  });

  test('what was delivered or failed is not sent again', async () => {
    const storage = new FakeStorage();
    const before = create({ storage, maxAttempts: 1 });
    before.enqueue('a');
    before.enqueue('b');
    await tick();
    await fail();
    await succeed();
    expect(bodies(), 'both were tried').toEqual(['a', 'b']);
    const queue = create({ storage });
    await tick(LONG_MS);
    expect(queue.size, 'what was delivered or has failed is gone from the storage').toBe(0);
    expect(attempts.length, 'what was delivered or has failed is not sent again after a reload').toBe(2);
  });

  test('the last that failed is gone, too', async () => {
    const storage = new FakeStorage();
    create({ storage, maxAttempts: 1 }).enqueue('a');
    await tick();
    await fail();
    expect(create({ storage }).size, 'what has failed does not come back, be it the last').toBe(0);
  });

  test('what is found waits for the network', async () => {
    const storage = new FakeStorage();
    const before = create({ storage });
    before.setOnline(false);
    before.enqueue('a');
    const queue = create({ storage });
    queue.setOnline(false);
    await tick(LONG_MS);
    expect(attempts.length, 'setOnline(false) after construction holds what was found').toBe(0);
    queue.setOnline(true);
    await tick(LONG_MS);
    expect(bodies(), 'back online it goes').toEqual(['a']);
  });

  test('it is in the storage when enqueue() returns', async () => {
    const storage = new FakeStorage();
    const before = create({ storage });
    before.setOnline(false);
    before.enqueue('a');
    expect(create({ storage }).size, 'a reload right after enqueue() loses nothing').toBe(1);
    expect(create({ storage, key: 'other' }).size, 'another key is another queue').toBe(0);
  });
});

describe('Corrupt storage is kept aside', () => {
  const texts = {
    'no JSON': '{"broken',
    'a number': '42',
    null: 'null',
    'an object': '{"hello":"world"}',
    'a list of numbers': '[1,2]',
    'a list of other things': '[{"nothing":"here"}]',
  };

  test.for(Object.entries(texts))('%s', async ([, text]) => {
    const storage = new FakeStorage();
    storage.setItem('outbox', text);
    const queue = create({ storage });
    await tick();
    expect([queue.size, attempts.length], 'from a corrupt storage nothing is sent').toEqual([0, 0]);
    expect(storage.getItem('outbox.corrupt'), "the corrupt text is kept under key + '.corrupt'").toBe(text);
    queue.enqueue('a');
    expect(create({ storage }).size, 'the queue works as if it had been empty').toBe(1);
    expect(storage.getItem('outbox.corrupt'), 'and what was kept aside stays there').toBe(text);
  });
});

describe('Being offline uses up no attempts', () => {
  test('offline nothing is tried', async () => {
    const queue = create();
    queue.setOnline(false);
    queue.enqueue('a');
    queue.enqueue('b');
    await tick(LONG_MS);
    expect([queue.size, attempts.length], 'offline things are kept, and nothing is tried').toEqual([2, 0]);
    queue.setOnline(true);
    await tick(LONG_MS);
    expect(bodies(), 'setOnline(true) starts again by itself').toEqual(['a']);
  });

  test('no try in a pause that offline falls into', async () => {
    const queue = create({ maxAttempts: 2 });
    const heard = listen(queue);
    queue.enqueue('a');
    await tick();
    await fail();
    queue.setOnline(false);
    await tick(LONG_MS);
    expect(attempts.length, 'the pause of a failed try ends in no try while offline').toBe(1);
    queue.setOnline(true);
    await tick(LONG_MS);
    await succeed();
    expect(heard, 'it had an attempt left').toEqual(['sent id-1 a']);
  });

  test('a rejection that lands while offline does not count', async () => {
    const queue = create({ maxAttempts: 1 });
    const heard = listen(queue);
    queue.enqueue('a');
    await tick();
    queue.setOnline(false);
    await fail();
    await tick(LONG_MS);
    expect([queue.size, heard.length, attempts.length], 'it is neither failed nor tried').toEqual([1, 0, 1]);
    queue.setOnline(true);
    await tick(LONG_MS);
    await succeed();
    expect(heard, 'back online it is tried again, and has lost no attempt').toEqual(['sent id-1 a']);
  });

  test('nor does it use up one of several', async () => {
    const queue = create({ maxAttempts: 2 });
    const heard = listen(queue);
    queue.enqueue('a');
    await tick();
    queue.setOnline(false);
    await fail();
    queue.setOnline(true);
    await tick(LONG_MS);
    await fail();
    await tick(LONG_MS);
    expect(heard, 'only one rejection has counted: there is a try left').toEqual([]);
    await succeed();
    expect(heard, 'only one rejection has counted: there is a try left').toEqual(['sent id-1 a']);
  });

  test('what arrives while offline has arrived', async () => {
    const queue = create();
    const heard = listen(queue);
    queue.enqueue('a');
    queue.enqueue('b');
    await tick();
    queue.setOnline(false);
    await succeed();
    await tick(LONG_MS);
    expect(heard, 'a send that fulfils while offline has delivered').toEqual(['sent id-1 a']);
    expect([queue.size, attempts.length], 'and offline the next is not tried').toEqual([1, 1]);
  });
});

describe('After maxAttempts an entry has failed', () => {
  test('it is reported, and the rest go on', async () => {
    const queue = create({ maxAttempts: 2 });
    const heard = listen(queue);
    queue.enqueue('a');
    queue.enqueue('b');
    await tick();
    for (const message of ['first', 'second']) {
      await fail(new Error(message));
      await tick(2000);
    }
    expect(heard, 'failed handlers get the entry and the last error').toEqual(['failed id-1 a: Error: second']);
    expect(bodies(), 'an entry is tried maxAttempts times, then the rest go on').toEqual(['a', 'a', 'b']);
    await fail();
    await tick(2000);
    await succeed();
    expect(heard[1], 'each entry has attempts of its own').toBe('sent id-2 b');
  });

  test('five where nothing is said', async () => {
    const queue = create();
    const heard = listen(queue);
    queue.enqueue('a');
    await tick();
    for (let i = 0; i < 5 && heard.length === 0; i++) {
      last().fail();
      await tick(2000);
    }
    expect([attempts.length, heard.length], 'maxAttempts is 5 by default').toEqual([5, 1]);
  });

  test('null from the backoff means failed', async () => {
    const queue = create({ backoff: { next: () => null, reset: () => {} } });
    const heard = listen(queue);
    queue.enqueue('a');
    queue.enqueue('b');
    await tick();
    await fail();
    await succeed();
    expect(heard, 'null from backoff.next() ends the entry, and the rest go on').toEqual([
      'failed id-1 a: Error: no answer',
      'sent id-2 b',
    ]);
  });
});

describe('A full storage makes enqueue throw', () => {
  test('and keeps what was there', async () => {
    const storage = new FakeStorage();
    const queue = create({ storage });
    queue.setOnline(false);
    queue.enqueue('a');
    storage.isFull = true;
    expect(() => queue.enqueue('b'), 'what does not fit makes enqueue() throw').toThrow(/^/);
    storage.isFull = false;
    expect(queue.size, 'what did not fit is not in the queue').toBe(1);
    expect(create({ storage }).size, 'what was in the storage before is still there').toBe(1);
    attempts = [];
    queue.setOnline(true);
    await tick();
    expect(bodies(), 'what was there before is sent').toContain('a');
    expect(bodies(), 'what did not fit is never sent').not.toContain('b');
  });
});

describe('flush() tells when it is over', () => {
  test('when the queue is empty', async () => {
    const queue = create({ maxAttempts: 1 });
    const empty = watch(queue.flush());
    await tick();
    expect(empty.state, 'flush() of an empty queue fulfils').toBe('fulfilled');
    queue.enqueue('a');
    queue.enqueue('b');
    const flushed = watch(queue.flush());
    await tick();
    await succeed();
    expect(flushed.state, 'flush() waits for all that is queued').toBe('pending');
    await fail();
    expect(flushed.state, 'flush() fulfils when nothing is left, although one has failed').toBe('fulfilled');
    expect(attempts.length, 'flush() sends nothing twice').toBe(2);
  });

  test('offline it fulfils at once and tries nothing', async () => {
    const queue = create();
    queue.setOnline(false);
    queue.enqueue('a');
    const flushed = watch(queue.flush());
    await tick();
    expect(flushed.state, 'offline flush() fulfils at once').toBe('fulfilled');
    expect(attempts.length, 'offline flush() tries nothing').toBe(0);
  });

  test('when being offline stops it', async () => {
    const queue = create();
    queue.enqueue('a');
    const flushed = watch(queue.flush());
    await tick();
    await fail();
    expect(flushed.state, 'flush() waits through the pauses').toBe('pending');
    queue.setOnline(false);
    await tick(2000);
    expect(flushed.state, 'going offline in a pause lets flush() fulfil').toBe('fulfilled');
    queue.setOnline(true);
    const again = watch(queue.flush());
    await tick(2000);
    queue.setOnline(false);
    await fail();
    await tick(2000);
    expect(again.state, 'going offline with one in flight lets flush() fulfil, once that has ended').toBe('fulfilled');
  });
});

describe('Arguments are checked at construction', () => {
  test('a limit out of range is a RangeError', () => {
    for (const maxAttempts of [-1, NaN]) {
      expect(() => create({ maxAttempts }), `maxAttempts ${maxAttempts} is a RangeError`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    for (const name of ['storage', 'key', 'send', 'maxAttempts', 'backoff', 'createId']) {
      const wrong: object = { [name]: name === 'maxAttempts' ? '3' : 42 };
      expect(() => create(wrong), `${name} of a wrong type is a TypeError`).toThrow(TypeError);
    }
  });
});
