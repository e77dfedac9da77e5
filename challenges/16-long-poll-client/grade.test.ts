import { LongPollClient } from '#answer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Options = ConstructorParameters<typeof LongPollClient>[0];

/** A request that the client has made, and the means to answer it. */
interface Asked {
  at: number;
  url: URL;
  signal: AbortSignal | undefined;
  answer(response: Response | Error): void;
}

let asked: Asked[] = [];
let seen: number[] = [];
let errors: unknown[] = [];
/** How many requests wait for an answer, and the most of them at one time. */
let inFlight = 0;
let mostInFlight = 0;
/** An aborted request is left hanging: as one that was answered in the same instant. */
let isDeaf = false;

function fakeFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = typeof input === 'object' && 'url' in input ? input : undefined;
  const signal = init?.signal ?? request?.signal;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    let isOver = false;
    const end = () => {
      if (!isOver) inFlight--;
      isOver = true;
    };
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    signal?.addEventListener('abort', () => {
      end();
      if (!isDeaf) reject(signal.reason);
    });
    const answer = (response: Response | Error) => {
      end();
      if (response instanceof Error) reject(response);
      else resolve(response);
    };
    asked.push({ at: Date.now(), url: new URL(request?.url ?? String(input)), signal, answer });
  });
}

/** A response whose body is there within some microtasks, or when a promise says so, however it is read. */
function respond(status: number, body?: unknown, { headers = {}, ready = Promise.resolve() } = {}): Response {
  const text = status === 204 ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const response = new Response(status === 204 ? null : text, { status, headers });
  const bytes = () => ready.then(() => new TextEncoder().encode(text));
  const start = async (controller: ReadableStreamDefaultController) => {
    controller.enqueue(await bytes());
    controller.close();
  };
  const reading = {
    text: () => ready.then(() => text),
    json: () => ready.then(() => JSON.parse(text)),
    arrayBuffer: () => bytes().then(({ buffer }) => buffer),
    bytes,
    blob: () => bytes().then((part) => new Blob([part])),
    clone: () => respond(status, body, { headers, ready }),
    ...(status !== 204 && { body: new ReadableStream({ start }) }),
  };
  for (const [name, value] of Object.entries(reading)) Object.defineProperty(response, name, { value });
  return response;
}

function events(seqs: number[], next = (seqs.at(-1) ?? 0) as number): Response {
  const list = seqs.map((seq) => ({ topic: 'chat', seq, type: 'note', at: 1, data: `m${seq}` }));
  return respond(200, { events: list, next });
}

function create(options: Partial<Options> = {}): LongPollClient {
  return new LongPollClient({
    url: 'http://lab.test/events',
    fetch: fakeFetch,
    topic: 'chat',
    backoff: { next: () => 60_000, reset: () => {} },
    onEvent: (event) => seen.push(event.seq),
    onError: (error) => errors.push(error),
    ...options,
  });
}

/** Lets pass what happens at once, also where an answer takes a timer of 0 for it. */
const tick = (ms = 5) => vi.advanceTimersByTimeAsync(ms);

/** The request that was made last. */
function last(): Asked {
  expect(asked.length, 'by now a request must have been made with fetch').toBeGreaterThan(0);
  return asked.at(-1) ?? { at: 0, url: new URL('http://none'), signal: undefined, answer: () => {} };
}

async function started(options: Partial<Options> = {}): Promise<LongPollClient> {
  const client = create(options);
  client.start();
  await tick();
  return client;
}

/** Answers the latest request, and lets pass what happens at once. */
async function answer(response: Response | Error): Promise<void> {
  last().answer(response);
  await tick();
}

const afters = () => asked.map(({ url }) => url.searchParams.get('after'));

beforeEach(() => {
  [asked, seen, errors] = [[], [], []];
  [inFlight, mostInFlight, isDeaf] = [0, 0, false];
  vi.useFakeTimers();
  vi.setSystemTime(1_763_690_000_000);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('One request at a time', () => {
  test('start() asks for the topic from the position', async () => {
    const client = create({ topic: 'a&b=c d', after: 7 });
    await tick();
    expect(asked.length, 'the constructor must not make a request: start() does').toBe(0);
    client.start();
    await tick();
    expect(asked.length, 'start() makes a request').toBe(1);
    expect(last().url.origin + last().url.pathname, 'the request goes to url').toBe('http://lab.test/events');
    expect(last().url.searchParams.get('topic'), 'topic is added to the url, and encoded').toBe('a&b=c d');
    expect(afters(), 'after is added to the url').toEqual(['7']);
    expect(client.cursor, 'the cursor begins at after').toBe(7);
  });

  test('a request is held as long as the server likes', async () => {
    const client = await started();
    await tick(600_000);
    expect(mostInFlight, 'while a request is held there must be no second one').toBe(1);
    expect(afters(), 'after is 0 by default, and is sent').toEqual(['0']);
    expect(client.cursor, 'the cursor begins at 0 by default').toBe(0);
  });

  test('start() twice is still one loop', async () => {
    const client = await started();
    client.start();
    await tick();
    expect(asked.length, 'start() while it polls must do nothing').toBe(1);
    await answer(events([1]));
    client.start();
    await tick();
    expect(mostInFlight, 'two requests were in flight at the same time').toBe(1);
    expect(asked.length, 'one answer leads to one request').toBe(2);
  });

  test('start() while it waits makes no second loop', async () => {
    const client = await started({ backoff: { next: () => 1000, reset: () => {} } });
    await answer(respond(500, {}));
    client.start();
    await tick(3000);
    expect(mostInFlight, 'two requests were in flight at the same time').toBe(1);
  });

  test('stop() and start() leave no old loop behind', async () => {
    const client = await started({ backoff: { next: () => 1000, reset: () => {} } });
    isDeaf = true;
    const [old] = asked;
    client.stop();
    client.start();
    await tick();
    old?.answer(events([1]));
    await tick(3000);
    expect(seen, 'what answers a request from before stop() must not be delivered').toEqual([]);
    expect(mostInFlight, 'the loop from before stop() must not go on beside the new one').toBe(1);
  });
});

describe('An answer is followed by the next request at once', () => {
  test('200 delivers and polls again', async () => {
    const whole: unknown[] = [];
    const client = await started({ onEvent: (event) => whole.push(event) });
    await answer(events([1, 2]));
    const expected = [1, 2].map((seq) => ({ topic: 'chat', seq, type: 'note', at: 1, data: `m${seq}` }));
    expect(whole, 'each event is handed to onEvent, whole and in order').toEqual(expected);
    expect(client.cursor, 'the cursor is the seq of the last event').toBe(2);
    expect(afters(), 'after a 200 the next request follows at once, from the cursor').toEqual(['0', '2']);
    await answer(events([3]));
    expect(afters(), 'and so after the next').toEqual(['0', '2', '3']);
  });

  test('204 polls again from the same position', async () => {
    await started({ after: 4 });
    await answer(respond(204, undefined, { headers: { 'Wirelab-Next': '9' } }));
    expect(afters(), 'after a 204 the next request follows at once, from the same position').toEqual(['4', '4']);
    expect(errors, 'a 204 is no error').toEqual([]);
  });
});

describe('The cursor moves only past events handed over', () => {
  test('next does not move it', async () => {
    const client = await started();
    await answer(events([1, 2], 50));
    expect(client.cursor, 'the cursor goes by the events, not by next').toBe(2);
    await answer(events([], 90));
    expect(client.cursor, 'an empty list moves no cursor, whatever next says').toBe(2);
    expect(afters(), 'after is the cursor, not next').toEqual(['0', '2', '2']);
  });

  test('events already seen are skipped', async () => {
    const client = await started({ after: 2 });
    await answer(events([1, 2, 3, 3, 4]));
    expect(seen, 'an event up to the cursor, or twice in a list, is delivered once').toEqual([3, 4]);
    await answer(events([3, 4]));
    expect(seen, 'an event that was delivered is not delivered again').toEqual([3, 4]);
    expect(client.cursor, 'events already seen move no cursor back').toBe(4);
    expect(afters(), 'events already seen move no cursor back').toEqual(['2', '4', '4']);
  });

  test('a body that breaks off moves nothing', async () => {
    const client = await started();
    await answer(respond(200, '{"events":[{"seq":1},'));
    expect([client.cursor, seen.length], 'from a body that is no JSON nothing is delivered').toEqual([0, 0]);
  });
});

describe('A gap is reported and skipped', () => {
  const gone = (oldest: number, newest: number) =>
    respond(410, { title: 'Gone', status: 410, code: 'gone', topic: 'chat', oldest, newest });

  test('410 goes on from the oldest', async () => {
    await started({ after: 3, backoff: { next: () => 100, reset: () => {} } });
    await answer(gone(41, 90));
    await tick(1000);
    expect(errors.length, 'a gap is reported to onError, once').toBe(1);
    expect(afters(), 'after a 410 the next request has after = oldest − 1').toEqual(['3', '40']);
    await answer(events([41, 42]));
    expect(seen, 'what the server still has is delivered').toEqual([41, 42]);
  });

  test('the log may have begun again', async () => {
    const client = await started({ after: 1000, backoff: { next: () => 100, reset: () => {} } });
    await answer(gone(1, 2));
    await tick(1000);
    expect(afters(), 'after = oldest − 1, also where that is less than before').toEqual(['1000', '0']);
    await answer(events([1, 2]));
    expect(seen, 'events of a log that began again are new, although their numbers are low').toEqual([1, 2]);
    expect(client.cursor, 'the cursor goes by the new log').toBe(2);
  });

  test('without onError it goes on as well', async () => {
    const backoff = { next: () => 100, reset: () => {} };
    const onEvent = (event: { seq: number }) => seen.push(event.seq);
    new LongPollClient({ url: 'http://lab.test/events', fetch: fakeFetch, topic: 'chat', backoff, onEvent }).start();
    await tick();
    await answer(gone(5, 5));
    await tick(1000);
    expect(afters(), 'onError may be left out').toEqual(['0', '4']);
    await answer(respond(500, {}));
    await tick(1000);
    expect(afters(), 'onError may be left out, whatever fails').toEqual(['0', '4', '4']);
  });
});

describe('429 and 503 honour Retry-After', () => {
  test('seconds', async () => {
    await started({ after: 2 });
    await answer(respond(429, {}, { headers: { 'Retry-After': '3' } }));
    await tick(2990);
    expect(asked.length, 'Retry-After: 3 means not before 3 s have passed').toBe(1);
    await tick(3000);
    expect(asked.length, 'after the 3 s of Retry-After the next request follows, whatever the backoff says').toBe(2);
    await answer(respond(503, {}, { headers: { 'Retry-After': '0' } }));
    await tick(5000);
    expect(afters(), 'Retry-After: 0 is a Retry-After too, and no cursor has moved').toEqual(['2', '2', '2']);
  });

  test('a date', async () => {
    await started();
    const headers = { 'Retry-After': new Date(1_763_690_010_000).toUTCString() };
    await answer(respond(503, {}, { headers }));
    await tick(9980);
    expect(asked.length, 'a Retry-After that is a date means not before that date').toBe(1);
    await tick(10_000);
    expect(asked.length, 'after the date of Retry-After the next request follows').toBe(2);
  });

  test('without one that can be read, the backoff', async () => {
    await started({ backoff: { next: () => 700, reset: () => {} } });
    await answer(respond(503, {}));
    await tick(690);
    expect(asked.length, 'without a Retry-After the backoff says how long').toBe(1);
    await tick(20);
    await answer(respond(429, {}, { headers: { 'Retry-After': 'soon' } }));
    await tick(690);
    expect(asked.length, 'with a Retry-After that is neither, the backoff says how long').toBe(2);
    await tick(20);
    expect(asked.length, 'with a Retry-After that is neither, the backoff says how long').toBe(3);
  });
});

describe('Other failures wait for the backoff', () => {
  const offline = () => new TypeError('fetch failed');
  const failures = {
    'a 500, then a 404': [() => respond(500, { title: 'Internal' }), () => respond(404, { title: 'Not Found' })],
    'no network, then a body that is no JSON': [offline, () => respond(200, '<html>')],
  };

  test.for(Object.entries(failures))('%s', async ([, [first = offline, second = offline]]) => {
    const delays = [700, 1400];
    const client = await started({ after: 2, backoff: { next: () => delays.shift() ?? null, reset: () => {} } });
    await answer(first());
    await tick(690);
    expect(asked.length, 'after a failure it waits as long as backoff.next() says').toBe(1);
    await tick(20);
    expect(asked.length, 'when that time is over it tries again').toBe(2);
    await answer(second());
    await tick(1390);
    expect(asked.length, 'each failure asks backoff.next() once').toBe(2);
    await tick(20);
    expect(afters(), 'a failure moves no cursor').toEqual(['2', '2', '2']);
    await answer(events([3]));
    expect([...seen, client.cursor], 'after failures it goes on as before').toEqual([3, 3]);
  });

  test('a delay of 0 is a delay', async () => {
    await started({ backoff: { next: () => 0, reset: () => {} } });
    await answer(respond(500, {}));
    await tick(50);
    expect(asked.length, 'backoff.next() may give 0: it tries again without a pause').toBe(2);
  });

  test('null from the backoff stops', async () => {
    await started({ backoff: { next: () => null, reset: () => {} } });
    await answer(respond(500, {}));
    await tick(600_000);
    expect(asked.length, 'after null from backoff.next() there are no more requests').toBe(1);
  });
});

describe('stop() stops', () => {
  test('the request is aborted', async () => {
    const client = await started();
    client.stop();
    expect(last().signal?.aborted, 'stop() aborts the request through its signal').toBe(true);
    await tick(600_000);
    expect(asked.length, 'after stop() there are no more requests').toBe(1);
    client.stop();
  });

  test('an answer that comes all the same is not delivered', async () => {
    const client = await started();
    isDeaf = true;
    client.stop();
    await answer(events([1]));
    await tick(600_000);
    expect(seen, 'after stop() nothing is delivered').toEqual([]);
    expect([client.cursor, asked.length], 'after stop() no cursor moves and no request is made').toEqual([0, 1]);
  });

  test('while the body is read', async () => {
    const client = await started();
    let arrive: (value: void) => void = () => {};
    const ready = new Promise<void>((resolve) => (arrive = resolve));
    const body = { events: [{ topic: 'chat', seq: 1, type: 'note', at: 1, data: null }], next: 1 };
    await answer(respond(200, body, { ready }));
    client.stop();
    arrive();
    await tick(600_000);
    expect(seen, 'stop() while the body is read: nothing of it is delivered').toEqual([]);
    expect([client.cursor, asked.length], 'after stop() no cursor moves and no request is made').toEqual([0, 1]);
  });

  test('inside onEvent', async () => {
    const client = create({
      onEvent: (event) => {
        seen.push(event.seq);
        client.stop();
      },
    });
    client.start();
    await tick();
    await answer(events([1, 2, 3]));
    await tick(600_000);
    expect(seen, 'stop() inside onEvent: the rest of the list is not delivered').toEqual([1]);
    expect(client.cursor, 'the cursor is not moved past what was not delivered').toBeLessThanOrEqual(1);
    expect(asked.length, 'after stop() there are no more requests').toBe(1);
  });

  test('inside onError', async () => {
    const client = create({ onError: () => client.stop(), backoff: { next: () => 100, reset: () => {} } });
    client.start();
    await tick();
    await answer(respond(410, { oldest: 5, newest: 9 }));
    await tick(600_000);
    expect(asked.length, 'stop() inside onError: there are no more requests').toBe(1);
  });

  test('while it waits', async () => {
    const client = await started({ backoff: { next: () => 700, reset: () => {} } });
    await answer(respond(500, {}));
    client.stop();
    await tick(600_000);
    expect(asked.length, 'stop() while waiting: there are no more requests').toBe(1);
  });
});

describe('Arguments are checked at construction', () => {
  test('an after out of range is a RangeError', () => {
    for (const after of [-1, NaN])
      expect(() => create({ after }), `after ${after} is a RangeError`).toThrow(RangeError);
  });

  test('a wrong type is a TypeError', () => {
    for (const name of ['url', 'fetch', 'topic', 'after', 'backoff', 'onEvent', 'onError']) {
      const wrong: object = { [name]: name === 'after' ? '3' : 42 };
      expect(() => create(wrong), `${name} of a wrong type is a TypeError`).toThrow(TypeError);
    }
  });
});
