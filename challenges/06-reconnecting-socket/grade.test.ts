import { ReconnectingSocket } from '#answer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Options = ConstructorParameters<typeof ReconnectingSocket>[0];

let sockets: FakeSocket[] = [];

/** A socket whose server is the test. */
class FakeSocket extends EventTarget {
  [on: `on${string}`]: ((event: Event) => void) | null | undefined;
  readonly url: string;
  readonly createdAt = Date.now();
  readonly sent: unknown[] = [];
  readonly closeCalls: unknown[][] = [];
  readyState = 0;

  constructor(url: string) {
    super();
    this.url = String(url);
    sockets.push(this);
  }

  send(data: unknown): void {
    if (this.readyState === 0) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
    if (this.readyState === 1) this.sent.push(data);
  }

  close(...args: unknown[]): void {
    this.closeCalls.push(args);
    if (this.readyState < 2) this.readyState = 2;
  }

  end(code: number): Event {
    if (code === 1006) this.fire('error');
    return this.fire('close', { code, reason: '', wasClean: code !== 1006 });
  }

  fire(type: 'open' | 'message' | 'error' | 'close', fields: Record<string, unknown> = {}): Event {
    const event = Object.defineProperty(new Event(type), 'target', { value: this });
    for (const name of Object.keys(fields)) Object.defineProperty(event, name, { value: fields[name] });
    this.readyState = { open: 1, message: this.readyState, error: 3, close: 3 }[type];
    this[`on${type}`]?.(event);
    this.dispatchEvent(event);
    return event;
  }
}
const READY_STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
for (const target of [FakeSocket, FakeSocket.prototype]) Object.assign(target, READY_STATES);

/** A backoff of 100, 200, 400 … ms, whose `reset` begins again. */
function doubling() {
  let attempt = 0;
  return { next: () => 100 * 2 ** attempt++, reset: () => void (attempt = 0) };
}

function create(options: Partial<Options> = {}): ReconnectingSocket {
  const createSocket = (url: string) => new FakeSocket(url) as unknown as WebSocket;
  return new ReconnectingSocket({ url: 'ws://lab/events', createSocket, backoff: doubling(), ...options });
}

/** Lets time pass, and what an answer does some microtasks later. */
const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** The socket that was made last. */
function socket(): FakeSocket {
  expect(sockets.length, 'by now a socket must have been made with createSocket').toBeGreaterThan(0);
  return sockets.at(-1) ?? new FakeSocket('');
}

async function opened(client = create()): Promise<ReconnectingSocket> {
  client.connect();
  socket().fire('open');
  await tick();
  return client;
}

async function lost(client = create(), code = 1006): Promise<ReconnectingSocket> {
  await opened(client);
  socket().end(code);
  await tick();
  return client;
}

/** After how many ms the next socket is made, where that happens within 2 s. */
async function delayToNext(): Promise<number | 'never'> {
  const [count, from] = [sockets.length, Date.now()];
  await tick(2000);
  return sockets.length === count ? 'never' : (sockets[count]?.createdAt ?? 0) - from;
}

/** Opens the latest socket, loses it after some time, and tells how long the next attempt waits. */
async function openFor(ms: number): Promise<number | 'never'> {
  socket().fire('open');
  await tick(ms);
  socket().end(1006);
  return delayToNext();
}
beforeEach(() => {
  sockets = [];
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('One live socket at a time', () => {
  test('connect() makes one socket, however often', async () => {
    const client = create();
    expect([client.state, sockets.length], 'before connect() the state is idle, without a socket').toEqual(['idle', 0]);
    client.connect();
    client.connect();
    expect([client.state, sockets.length], 'connect() makes a socket, and only one').toEqual(['connecting', 1]);
    await opened(client);
    client.connect();
    expect([client.state, sockets.length], 'connect() while open must do nothing').toEqual(['open', 1]);
  });

  test('connect() while waiting does nothing', async () => {
    const client = await lost();
    client.connect();
    expect([client.state, sockets.length], 'connect() while waiting must do nothing').toEqual(['waiting', 1]);
    expect(await delayToNext(), 'connect() while waiting must leave the retry at its time').toBe(100);
  });

  test('a late event of an older socket is ignored', async () => {
    const client = await lost();
    const seen: unknown[] = [];
    await delayToNext();
    sockets[0]?.fire('open');
    await tick();
    expect(client.state, 'a late open of an older socket must not open the new one').toBe('connecting');
    await opened(client);
    client.on('message', (event) => seen.push(event.data));
    sockets[0]?.fire('message', { data: 'late' });
    sockets[0]?.end(1006);
    await tick(2000);
    expect(seen, 'a message of an older socket must not reach a handler').toEqual([]);
    expect([client.state, sockets.length], 'a late close must not count any more').toEqual(['open', 2]);
  });

  test('the old close may come after a new connect()', async () => {
    const client = await opened();
    client.close();
    client.connect();
    // What connect() does in closed is left open: where it makes no socket, there is nothing to see.
    if (sockets.length !== 2) return;
    socket().fire('open');
    sockets[0]?.end(1000);
    await tick(2000);
    expect([client.state, sockets.length], 'a late close must not count any more').toEqual(['open', 2]);
  });
});

describe('Every attempt asks for the url', () => {
  test('a function is called again for every attempt', async () => {
    let attempt = 1;
    create({ url: () => `ws://lab/${attempt}` }).connect();
    attempt = 2;
    await openFor(0);
    expect(
      sockets.map(({ url }) => url),
      'url() is called at each attempt',
    ).toEqual(['ws://lab/1', 'ws://lab/2']);
  });

  test('without createSocket, new WebSocket(url)', () => {
    new ReconnectingSocket({ url: 'ws://lab/a', backoff: doubling() }).connect();
    expect(sockets[0]?.url, 'by default a socket is made with new WebSocket(url)').toBe('ws://lab/a');
  });

  test('connect() throws what url() and createSocket throw', () => {
    const fail = () => {
      throw new Error('no token');
    };
    expect(() => create({ url: fail }).connect(), 'what url() throws, connect() throws').toThrow('no token');
    expect(() => create({ createSocket: fail }).connect(), 'so with what createSocket throws').toThrow('no token');
  });
});

describe('An abnormal close is retried through the backoff', () => {
  test('the retry comes after what next() says', async () => {
    const client = await lost(create({ backoff: { next: () => 700, reset: () => {} } }));
    await tick(699);
    expect([client.state, sockets.length], 'until next() ms are over the state is waiting').toEqual(['waiting', 1]);
    await tick(1);
    expect([client.state, sockets.length], 'once they are over a socket is made').toEqual(['connecting', 2]);
  });

  test('a delay of 0 is a delay', async () => {
    const client = await opened(create({ backoff: { next: () => 0, reset: () => {} } }));
    socket().end(1006);
    await tick(50);
    expect([client.state, sockets.length], 'next() may give 0: retry without a pause').toEqual(['connecting', 2]);
  });

  test('whatever the code, the final ones aside', async () => {
    for (const code of [1001, 1006, 1011, 1012, 4000]) {
      const client = await lost(create(), code);
      expect(client.state, `close code ${code} must lead to a retry`).toBe('waiting');
    }
  });

  test('a handshake that fails is retried too', async () => {
    create().connect();
    socket().end(1006);
    const delays = [await delayToNext()];
    socket().end(1006);
    delays.push(await delayToNext());
    expect(delays, 'each failure asks backoff.next() once: error and close are one failure').toEqual([100, 200]);
  });

  test('null from the backoff ends in failed', async () => {
    const delays = [100, null];
    const client = create({ backoff: { next: () => delays.shift() ?? null, reset: () => {} } });
    let failures = 0;
    client.on('failed', () => failures++);
    client.connect();
    await openFor(0);
    expect(await openFor(0), 'after null from backoff.next() there is no further attempt').toBe('never');
    expect(client.state, 'null from backoff.next() ends in failed').toBe('failed');
    expect([failures, client.send('x')], 'failed is told once, and send() then drops').toEqual([1, 'dropped']);
  });
});

describe('A connection proves itself before the backoff is reset', () => {
  test('a server that accepts and drops is not hammered', async () => {
    create().connect();
    const delays = [await openFor(1000), await openFor(1000), await openFor(1000)];
    expect(delays, 'an open alone must not reset the backoff').toEqual([100, 200, 400]);
  });

  test('4999 ms are not enough, 5000 are', async () => {
    create().connect();
    await openFor(0);
    expect(await openFor(4999), 'after less than 5000 ms open the backoff goes on').toBe(200);
    expect(await openFor(5000), 'after 5000 ms open the backoff is reset').toBe(100);
  });

  test('only the time of this open counts', async () => {
    create().connect();
    await openFor(2900);
    expect(await openFor(3500), 'neither an earlier connection nor the time of the attempt counts').toBe(200);
    await tick(5000);
    socket().end(1006);
    expect(await delayToNext(), 'an attempt that never opens proves nothing, however long it takes').toBe(400);
  });

  test('a message resets it at once', async () => {
    const client = await lost();
    await delayToNext();
    await opened(client);
    socket().fire('message', { data: 'hello' });
    await tick();
    socket().end(1006);
    expect(await delayToNext(), 'a connection that brought a message has proved itself').toBe(100);
  });
});

describe('Queued data leaves in order on open', () => {
  test('what was queued is sent once, first in first', async () => {
    const client = create();
    const bytes = new Uint8Array([1, 2, 3]);
    expect(client.send('a'), 'send() in idle returns queued').toBe('queued');
    client.connect();
    expect(client.send(bytes), 'send() while connecting returns queued').toBe('queued');
    await opened(client);
    expect(socket().sent, 'queued data is sent in order on open, and untouched').toEqual(['a', bytes]);
    expect(client.send(''), 'send() while open returns sent').toBe('sent');
    expect(socket().sent, 'send() while open sends at once, an empty text too').toEqual(['a', bytes, '']);
    socket().end(1006);
    await tick();
    expect(client.send('c'), 'send() while waiting returns queued').toBe('queued');
    await delayToNext();
    client.send('d');
    socket().end(1006);
    await delayToNext();
    await opened(client);
    expect(socket().sent, 'the next that opens gets what was queued since, and only that').toEqual(['c', 'd']);
  });

  test('the queue leaves before open handlers run', async () => {
    const client = create();
    client.on('open', () => client.send('from the handler'));
    client.send('queued');
    await opened(client);
    expect(socket().sent, 'what was queued leaves before an open handler runs').toEqual(['queued', 'from the handler']);
  });

  test('beyond maxQueue the oldest is dropped', async () => {
    const data = ['a', 'b', 'c', 'd'];
    for (const maxQueue of [0, 1, 3]) {
      const client = create({ maxQueue });
      const results = data.map((each) => client.send(each));
      const expected = data.map((_, i) => (i < maxQueue ? 'queued' : 'dropped'));
      expect(results, `maxQueue ${maxQueue}: the send() that drops something returns dropped`).toEqual(expected);
      await opened(client);
      expect(socket().sent, 'the oldest is dropped, not the newest').toEqual(data.slice(4 - maxQueue));
    }
    const client = create();
    const results = Array.from({ length: 101 }, () => client.send('x'));
    expect(results.indexOf('dropped'), 'maxQueue is 100 by default: the 101st call drops').toBe(100);
  });
});

describe('Some closes are final', () => {
  test.for([1000, 1008, 4001])('close code %s ends in closed', async (code) => {
    const client = await lost(create({ shouldReconnect: () => true }), code);
    expect(await delayToNext(), `close code ${code} must not be retried`).toBe('never');
    expect(client.state, `after close code ${code} the state is closed`).toBe('closed');
  });

  test('shouldReconnect can refuse', async () => {
    const client = await lost(create({ shouldReconnect: (event) => event.code !== 4100 }), 4000);
    expect(await delayToNext(), 'where shouldReconnect agrees there is a retry').toBe(100);
    socket().end(4100);
    expect(await delayToNext(), 'where shouldReconnect refuses there is no retry').toBe('never');
    expect(client.state, 'after a refusal of shouldReconnect the state is closed, not failed').toBe('closed');
  });
});

describe('close() is the last word', () => {
  test('while open it closes, and the close is reported', async () => {
    const client = create();
    const codes: number[] = [];
    client.on('close', (event) => codes.push(event.code));
    await opened(client);
    client.close();
    expect([client.state, client.send('x')], 'close() sets closed at once').toEqual(['closed', 'dropped']);
    const [code, reason = ''] = socket().closeCalls[0] ?? [];
    expect([code, reason], "close() closes the socket, by default with 1000 and ''").toEqual([1000, '']);
    socket().end(1006);
    expect(await delayToNext(), 'after close() there is no retry, whatever the code').toBe('never');
    expect(codes, "after close() the socket's own close event is still reported").toEqual([1006]);
    (await opened()).close(4321, 'bye');
    expect(socket().closeCalls[0], 'close(code, reason) closes the socket with them').toEqual([4321, 'bye']);
  });

  test('while connecting it never opens', async () => {
    const client = create();
    const seen: unknown[] = [];
    client.on('open', () => seen.push('open'));
    client.connect();
    client.send('queued');
    client.close();
    if (socket().closeCalls.length === 0) socket().fire('open');
    await tick();
    expect(socket().closeCalls.length, 'close() while connecting must close that socket').toBeGreaterThan(0);
    socket().end(1006);
    expect(await delayToNext(), 'close() while connecting never opens again').toBe('never');
    expect([...seen, ...socket().sent], 'after close() there is no open event, and nothing is sent').toEqual([]);
    expect(client.state, 'close() while connecting stays closed').toBe('closed');
  });

  test('while waiting the retry is off', async () => {
    const client = await lost();
    client.close();
    client.close();
    expect(client.state, 'close() while waiting sets the state to closed at once').toBe('closed');
    expect(await delayToNext(), 'close() while waiting never opens again').toBe('never');
  });

  test.for(['close', 'state'] as const)('it holds inside a %s handler', async (type) => {
    const client = create();
    client.on(type, () => (type === 'close' || client.state === 'waiting') && client.close());
    await lost(client);
    expect(await delayToNext(), `close() inside a ${type} handler never opens again`).toBe('never');
    expect(client.state, `close() inside a ${type} handler must hold`).toBe('closed');
  });

  test('the queue is emptied', async () => {
    const client = create();
    client.send('old');
    client.close();
    expect(client.state, 'close() in idle sets closed, too').toBe('closed');
    // What connect() does in closed is left open; where it makes a socket, nothing old may leave through it.
    client.connect();
    sockets[0]?.fire('open');
    await tick();
    expect(sockets[0]?.sent ?? [], 'close() empties the queue').toEqual([]);
  });
});

describe('Handlers hear of everything', () => {
  test('open, message and close bring the platform’s event', async () => {
    const client = create();
    const seen: unknown[] = [];
    for (const type of ['open', 'message', 'close'] as const) client.on(type, (event) => seen.push(event));
    client.connect();
    const fired = [socket().fire('open')];
    await tick();
    fired.push(socket().fire('message', { data: 'x' }), socket().end(1011));
    await tick();
    expect(seen.length, 'open, message and close are each reported once').toBe(3);
    for (const [i, event] of fired.entries()) expect(seen[i], 'handlers get the event of the socket').toBe(event);
  });

  test('state tells of each change', async () => {
    const client = create();
    const states: string[] = [];
    client.on('state', () => states.push(client.state));
    client.connect();
    await openFor(0);
    client.close();
    await tick();
    const changes = states.filter((state, i) => state !== states[i - 1]).join(' ');
    expect(changes, 'state handlers hear of each change').toBe('connecting open waiting connecting closed');
  });

  test('unsubscribing removes that one handler', async () => {
    const client = await opened();
    const seen: string[] = [];
    const unsubscribe = client.on('message', () => seen.push('first'));
    client.on('message', () => seen.push('second'));
    unsubscribe();
    socket().fire('message', { data: 1 });
    await tick();
    expect(seen, 'on() returns what removes this one handler').toEqual(['second']);
  });
});

describe('Arguments are checked at construction', () => {
  test('a limit out of range is a RangeError', () => {
    for (const maxQueue of [-1, NaN])
      expect(() => create({ maxQueue }), `maxQueue ${maxQueue} is a RangeError`).toThrow(RangeError);
  });

  test('a wrong type is a TypeError', () => {
    for (const name of ['url', 'createSocket', 'backoff', 'shouldReconnect', 'maxQueue']) {
      const wrong: object = { [name]: name === 'maxQueue' ? '3' : 42 };
      expect(() => create(wrong), `${name} of a wrong type is a TypeError`).toThrow(TypeError);
    }
  });
});
