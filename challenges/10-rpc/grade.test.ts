import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RpcError, SocketRpc } from '#answer';

type Message = Record<string, unknown>;

let texts: string[];
let rpc: SocketRpc;

beforeEach(() => {
  vi.useFakeTimers();
  texts = [];
  rpc = new SocketRpc({ send });
});

afterEach(() => {
  vi.useRealTimers();
});

function send(text: string): void {
  texts.push(text);
}

/** Lets every promise that can settle do so; no time passes. */
function flush(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(0);
}

/** What was sent, parsed; anything but an object counts as an empty one. */
function sent(): Message[] {
  return texts.map((text) => {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : {};
    return typeof value === 'object' && value !== null ? (value as Message) : {};
  });
}

/** The id of the n-th thing that was sent. */
const idOf = (index: number) => sent()[index]?.id;

function receive(message: Message): void {
  rpc.receive(JSON.stringify({ jsonrpc: '2.0', ...message }));
}

/** Watches a promise without waiting for it. */
function watch<T>(promise: Promise<T>) {
  const seen: { state: 'pending' | 'fulfilled' | 'rejected'; value?: T; reason?: unknown } = { state: 'pending' };
  promise.then(
    (value) => Object.assign(seen, { state: 'fulfilled', value }),
    (reason: unknown) => Object.assign(seen, { state: 'rejected', reason }),
  );
  return seen;
}

/** Calls a method, and waits until the request is out. */
async function call(
  method: string,
  ...rest: [params?: unknown, options?: { signal?: AbortSignal; timeoutMs?: number }]
) {
  const seen = watch(rpc.call<unknown>(method, ...rest));
  await flush();
  return seen;
}

/** Asks one thing of this side, and gives what it sent back. */
async function ask(message: Message): Promise<Message[]> {
  const before = texts.length;
  receive(message);
  await flush();
  return sent().slice(before);
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** An error whose stack would be noticed. */
function secretError(): Error {
  const error = new Error('broken');
  error.stack = 'Error: broken\n    at secretFile (/srv/secret-path.ts:1:1)';
  return error;
}

describe('A call sends a request', () => {
  test('it has the members of JSON-RPC 2.0', async () => {
    await call('add', { a: 1, b: 2 });
    const [request] = sent();
    expect(texts.length, 'one call sends one text').toBe(1);
    expect(request?.jsonrpc, 'every message says "jsonrpc": "2.0"').toBe('2.0');
    expect(request?.method, 'a request names its method').toBe('add');
    expect(request?.params, 'a request carries its params').toEqual({ a: 1, b: 2 });
    expect(['string', 'number'], 'a call has an id, so that its reply can be told').toContain(typeof request?.id);
  });

  test('params may be a list, or left out', async () => {
    await call('sum', [1, 2, 3]);
    await call('ping');
    expect(sent()[0]?.params, 'a list of params is sent as it is').toEqual([1, 2, 3]);
    expect(sent()[1]?.method, 'a call without params is a request too').toBe('ping');
  });

  test('each call has an id of its own', async () => {
    for (let n = 0; n < 20; n += 1) await call('same');
    expect(new Set(sent().map(({ id }) => id)).size, 'no two calls share an id').toBe(20);
  });

  test('createId makes the ids', async () => {
    let n = 0;
    rpc = new SocketRpc({ send, createId: () => `call-${(n += 1)}` });
    const first = await call('one');
    await call('two');
    const ids = [idOf(0), idOf(1)];
    expect(new Set(ids).size, 'each call takes a new id').toBe(2);
    for (const id of ids) expect(id, 'the id is what createId returned').toMatch(/^call-\d+$/);
    receive({ id: ids[0], result: 'yes' });
    await flush();
    expect(first.value, 'a reply with that id settles the call').toBe('yes');
  });
});

describe('A reply settles the call with its id', () => {
  test('replies may come in any order', async () => {
    const calls = [await call('a'), await call('b'), await call('c')];
    for (const index of [2, 0, 1]) receive({ id: idOf(index), result: `result ${index}` });
    await flush();
    const values = calls.map(({ value }) => value);
    expect(values, 'each call gets the result of its own id').toEqual(['result 0', 'result 1', 'result 2']);
  });

  test('one reply leaves the other calls waiting', async () => {
    const calls = [await call('a'), await call('b')];
    receive({ id: idOf(1), result: 1 });
    await flush();
    const states = calls.map(({ state }) => state);
    expect(states, 'a reply settles the call with its id, and no other').toEqual(['pending', 'fulfilled']);
  });

  test('a result may be falsy', async () => {
    for (const result of [null, 0, false, '']) {
      const seen = await call('falsy');
      receive({ id: idOf(texts.length - 1), result });
      await flush();
      expect(seen, `${JSON.stringify(result)} is a result`).toMatchObject({ state: 'fulfilled', value: result });
    }
  });

  test('an id may be 0', async () => {
    rpc = new SocketRpc({ send, createId: () => 0 });
    const seen = await call('zero');
    expect(idOf(0), 'an id of 0 is sent').toBe(0);
    receive({ id: 0, result: 'found' });
    await flush();
    expect(seen.value, 'an id of 0 is an id like any other').toBe('found');
  });
});

describe('An error object rejects with an RpcError', () => {
  test('it has the code, the message and the data', async () => {
    const seen = await call('buy');
    receive({ id: idOf(0), error: { code: 4711, message: 'sold out', data: { left: 0 } } });
    await flush();
    expect(seen.state, 'a reply with an error rejects the call').toBe('rejected');
    const { reason } = seen;
    expect(reason instanceof RpcError && reason instanceof Error, 'the reason is an RpcError, and an Error').toBe(true);
    const error = { code: 4711, message: 'sold out', data: { left: 0 } };
    expect(reason, 'it says what the other side said').toMatchObject(error);
  });

  test('a code of 0 is an error, and the other calls go on', async () => {
    const [one, two] = [await call('a'), await call('b')];
    receive({ id: idOf(0), error: { code: 0, message: '' } });
    await flush();
    expect(one.state, 'the member `error` makes it an error, whatever is in it').toBe('rejected');
    expect(two.state, 'an error settles the call with its id, and no other').toBe('pending');
  });
});

describe('A reply that nobody waits for is ignored', () => {
  test('an unknown id does nothing', async () => {
    const seen = await call('a');
    const answers = await ask({ id: 'nobody', result: 1 });
    answers.push(...(await ask({ id: '__proto__', result: 1 })));
    answers.push(...(await ask({ id: 'nobody', error: { code: 1, message: '' } })));
    expect(answers, 'a reply is never answered, not even an unknown one').toEqual([]);
    expect(seen.state, 'a reply with an unknown id settles nothing').toBe('pending');
    expect(rpc.pendingCount, 'and changes no count').toBe(1);
  });

  test('a reply after the timeout does nothing', async () => {
    const seen = await call('slow', {}, { timeoutMs: 50 });
    await vi.advanceTimersByTimeAsync(50);
    expect(seen.state, 'the call has timed out').toBe('rejected');
    expect(await ask({ id: idOf(0), result: 'late' }), 'a late reply is not answered').toEqual([]);
    expect(rpc.pendingCount, 'a late reply changes no count').toBe(0);
  });

  test('a second reply does nothing', async () => {
    const seen = await call('twice');
    receive({ id: idOf(0), result: 'first' });
    expect(await ask({ id: idOf(0), result: 'second' }), 'a second reply is not answered').toEqual([]);
    expect(seen.value, 'the first reply stands').toBe('first');
    expect(rpc.pendingCount, 'a second reply changes no count').toBe(0);
  });
});

describe('A call without a reply times out', () => {
  test('after 30 seconds, where nothing else is said', async () => {
    const seen = await call('slow');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(seen.state, 'a call waits for timeoutMs, by default 30000').toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.state, 'a call that got no reply within timeoutMs is rejected').toBe('rejected');
    expect(seen.reason instanceof Error, 'a timeout rejects with an Error').toBe(true);
    expect(rpc.pendingCount, 'a call that timed out waits no longer').toBe(0);
  });

  test('the option sets it, and a call may set its own', async () => {
    rpc = new SocketRpc({ send, timeoutMs: 200 });
    const [common, quick, slow] = [
      await call('a'),
      await call('b', {}, { timeoutMs: 50 }),
      await call('c', {}, { timeoutMs: 900 }),
    ];
    await vi.advanceTimersByTimeAsync(100);
    const states = () => [common, quick, slow].map(({ state }) => state).join();
    expect(states(), 'timeoutMs of a call stands before that of the options').toBe('pending,rejected,pending');
    await vi.advanceTimersByTimeAsync(100);
    expect(states(), 'each call has a timeout of its own').toBe('rejected,rejected,pending');
    receive({ id: idOf(2), result: 1 });
    await flush();
    expect(slow.state, 'a call that still waits can be answered').toBe('fulfilled');
  });

  test('the reply to another call changes nothing in that', async () => {
    const [slow] = [await call('a', {}, { timeoutMs: 100 }), await call('b')];
    await vi.advanceTimersByTimeAsync(60);
    receive({ id: idOf(1), result: 1 });
    await vi.advanceTimersByTimeAsync(40);
    expect(slow.state, 'a call times out by its own clock').toBe('rejected');
    const atOnce = await call('c', {}, { timeoutMs: 0 });
    await vi.advanceTimersByTimeAsync(2);
    expect(atOnce.state, 'a timeoutMs of 0 is over at once').toBe('rejected');
  });
});

describe('A signal aborts its call', () => {
  test('the call rejects with the reason, and alone', async () => {
    const controller = new AbortController();
    const [aborted, other] = [await call('a', {}, { signal: controller.signal }), await call('b')];
    const reason = new Error('enough');
    controller.abort(reason);
    await flush();
    expect(aborted, 'an aborted call rejects with signal.reason').toMatchObject({ state: 'rejected', reason });
    expect(aborted.reason, 'with the very reason').toBe(reason);
    expect(other.state, 'a signal aborts the calls that were given it, and no other').toBe('pending');
    expect(rpc.pendingCount, 'an aborted call waits no longer').toBe(1);
  });

  test('a signal that is aborted already rejects at once', async () => {
    const reason = { why: 'too late' };
    const seen = await call('a', {}, { signal: AbortSignal.abort(reason) });
    expect(seen.state, 'a call with an aborted signal is rejected').toBe('rejected');
    expect(seen.reason, 'with signal.reason').toBe(reason);
    expect(rpc.pendingCount, 'and does not wait').toBe(0);
  });

  test('an abort after the reply does nothing', async () => {
    const controller = new AbortController();
    const seen = await call('a', {}, { signal: controller.signal });
    receive({ id: idOf(0), result: 'done' });
    await flush();
    controller.abort();
    await flush();
    expect(seen, 'what is settled stays').toMatchObject({ state: 'fulfilled', value: 'done' });
    expect(rpc.pendingCount, 'and the count with it').toBe(0);
  });
});

describe('No timer outlives its call', () => {
  test('whatever ends the call', async () => {
    const controller = new AbortController();
    const left: Record<string, number> = {};
    const atRest = vi.getTimerCount();
    const measure = async (ending: string, end: () => void) => {
      end();
      await flush();
      left[ending] = vi.getTimerCount() - atRest;
    };
    await call('a');
    await measure('a reply', () => receive({ id: idOf(0), result: 1 }));
    await call('b');
    await measure('an error', () => receive({ id: idOf(1), error: { code: 1, message: 'no' } }));
    await call('c', {}, { signal: controller.signal });
    await measure('an abort', () => controller.abort());
    await call('d', {}, { signal: controller.signal });
    await measure('a signal that was aborted before', () => {});
    await call('e');
    await call('f');
    await measure('close', () => rpc.close());
    const endings = Object.keys(left).filter((ending) => left[ending] !== 0);
    expect(endings, 'the timer of a call is gone with it, whatever ended it').toEqual([]);
  });
});

describe('close rejects all that is pending', () => {
  test('with the error that it is given', async () => {
    const calls = [await call('a'), await call('b')];
    const error = new Error('gone');
    rpc.close(error);
    await flush();
    for (const seen of calls) {
      expect(seen.state, 'close rejects every call that waits').toBe('rejected');
      expect(seen.reason, 'with the error given to close').toBe(error);
    }
    expect(rpc.pendingCount, 'nothing waits after close').toBe(0);
  });

  test('with an Error of its own otherwise', async () => {
    const seen = await call('a');
    rpc.close();
    await flush();
    expect(seen.state, 'close rejects every call that waits').toBe('rejected');
    expect(seen.reason instanceof Error, 'without an argument the reason is an Error all the same').toBe(true);
  });
});

describe('pendingCount is how many calls wait', () => {
  test('notifications and questions of the other side are not among them', async () => {
    expect(rpc.pendingCount, 'nothing waits at first').toBe(0);
    await call('a');
    await call('b');
    expect(rpc.pendingCount, 'each call that has no reply yet counts').toBe(2);
    rpc.notify('tick');
    rpc.handle('never', () => new Promise(() => {}));
    await ask({ id: 1000, method: 'never' });
    expect(rpc.pendingCount, 'only calls of this side count').toBe(2);
    receive({ id: idOf(0), result: 1 });
    receive({ id: idOf(1), error: { code: 1, message: 'no' } });
    await flush();
    expect(rpc.pendingCount, 'a call that has its reply counts no more').toBe(0);
  });
});

describe('Calls of the other side are answered', () => {
  test('with the result, and the id as it came', async () => {
    rpc.handle('double', (params) => ({ doubled: (params as { n: number }).n * 2 }));
    const answers = await ask({ id: 'their-7', method: 'double', params: { n: 21 } });
    expect(answers, 'a handler gets the params, and its result is sent with the id of the request').toEqual([
      { jsonrpc: '2.0', id: 'their-7', result: { doubled: 42 } },
    ]);
    expect((await ask({ id: 0, method: 'double', params: { n: 1 } }))[0]?.id, 'a request with id 0 is answered').toBe(
      0,
    );
  });

  test('when a promise fulfils, in whatever order', async () => {
    const finish: ((value: string) => void)[] = [];
    rpc.handle('later', () => new Promise<string>((resolve) => finish.push(resolve)));
    expect(await ask({ id: 1, method: 'later' }), 'no answer before the promise settles').toEqual([]);
    await ask({ id: 2, method: 'later' });
    for (const index of [1, 0]) finish[index]?.(`of ${index + 1}`);
    await flush();
    const results = sent().map(({ id, result }) => `${String(id)} ${String(result)}`);
    expect(results, 'each answer carries the id of its own request').toEqual(['2 of 2', '1 of 1']);
  });

  test('an undefined result becomes null', async () => {
    rpc.handle('nothing', () => {});
    rpc.handle('later nothing', async () => {});
    for (const method of ['nothing', 'later nothing']) {
      const [answer = {}] = await ask({ id: 5, method });
      expect('result' in answer, 'an answer has the member `result`').toBe(true);
      expect(answer.result, 'undefined is sent as null').toBeNull();
    }
  });

  test('any other result is sent as it is', async () => {
    for (const result of [0, false, '', null, []]) {
      rpc.handle('give', () => result);
      const [answer] = await ask({ id: 5, method: 'give' });
      expect(answer, `${JSON.stringify(result)} is a result`).toEqual({ jsonrpc: '2.0', id: 5, result });
    }
  });

  test('the ids of the other side are not those of this one', async () => {
    const seen = await call('mine');
    rpc.handle('theirs', () => 'answered');
    const answers = await ask({ id: idOf(0), method: 'theirs' });
    expect(answers[0]?.result, 'a request is a request, also with an id that this side uses').toBe('answered');
    expect(seen.state, 'a request of the other side settles no call').toBe('pending');
  });
});

describe('What cannot be answered gets an error code', () => {
  test.each(['unknown', 'constructor', 'toString', '__proto__'])(
    'the unknown method "%s" is -32601',
    async (method) => {
      rpc.handle('known', () => 1);
      const [answer] = await ask({ id: 3, method });
      expect(answer?.error, 'an unknown method is answered with -32601').toMatchObject({ code: -32601 });
      expect(answer?.error, 'an error has a message').toHaveProperty('message', expect.any(String));
      expect(answer?.id, 'with the id of the request').toBe(3);
      expect('result' in (answer ?? {}), 'an answer has a result or an error, never both').toBe(false);
    },
  );

  test('bad JSON is -32700', async () => {
    expect(() => rpc.receive('{"jsonrpc": "2.0", "id": 1, "meth'), 'bad JSON never throws').not.toThrow();
    await flush();
    expect(sent()[0]?.error, 'bad JSON is answered with -32700').toMatchObject({ code: -32700 });
    expect(sent()[0]?.id ?? null, 'whose id nobody can know').toBeNull();
  });

  test('a handler that throws is -32603, without its stack', async () => {
    rpc.handle('throws', fail(secretError()));
    rpc.handle('rejects', () => Promise.reject(secretError()));
    rpc.handle('throws a word', fail('secret-path'));
    for (const method of ['throws', 'rejects']) {
      const [answer] = await ask({ id: 4, method });
      expect(answer?.error, `a handler that ${method} is answered with -32603`).toMatchObject({ code: -32603 });
      expect(answer?.id, 'with the id of the request').toBe(4);
    }
    expect(texts.join(), 'no stack leaves this side').not.toMatch(/secret/);
    const [answer] = await ask({ id: 5, method: 'throws a word' });
    expect(answer?.error, 'anything can be thrown').toMatchObject({ code: -32603 });
  });

  test('an RpcError that a handler throws is -32603 too', async () => {
    const seen = await call('a');
    receive({ id: idOf(0), error: { code: 77, message: 'theirs' } });
    await flush();
    rpc.handle('passes on', fail(seen.reason));
    const [answer] = await ask({ id: 6, method: 'passes on' });
    expect(answer?.error, 'whatever a handler throws is an internal error').toMatchObject({ code: -32603 });
  });
});

describe('A notification is never answered', () => {
  test('one that is sent has no id and waits for nothing', async () => {
    rpc.notify('moved', { x: 1 });
    await flush();
    const notification = { jsonrpc: '2.0', method: 'moved', params: { x: 1 } };
    expect(sent()[0], 'a notification has its method and params').toMatchObject(notification);
    expect('id' in (sent()[0] ?? {}), 'a notification has no id, not even null').toBe(false);
    expect(rpc.pendingCount, 'nobody waits for a notification').toBe(0);
  });

  test('one that comes is handled, and nothing is sent', async () => {
    const seen: unknown[] = [];
    rpc.handle('moved', (params) => seen.push(params));
    const answers = await ask({ method: 'moved', params: { x: 2 } });
    expect(seen, 'the handler gets the params of a notification').toEqual([{ x: 2 }]);
    expect(answers, 'a notification is never answered').toEqual([]);
  });

  test('nor where its method is unknown or fails', async () => {
    rpc.handle('throws', fail(new Error('broken')));
    rpc.handle('rejects', () => Promise.reject(new Error('broken')));
    for (const method of ['unknown', 'throws', 'rejects']) {
      expect(await ask({ method }), `a notification is not answered, also if its method is one that ${method}`).toEqual(
        [],
      );
    }
  });
});

describe('A wrong option is refused', () => {
  test.each([-1, Number.NaN])('a timeoutMs of %s is a RangeError', (timeoutMs) => {
    expect(() => new SocketRpc({ send, timeoutMs }), 'a duration is at least 0').toThrow(RangeError);
  });

  test('a wrong type is a TypeError', () => {
    const wrong: Record<string, unknown>[] = [{ send: 'x' }, {}, { send, timeoutMs: '5' }, { send, createId: 7 }];
    for (const options of wrong) {
      const make = () => new SocketRpc(options as unknown as { send: () => void });
      expect(make, `${Object.keys(options).join(' and ')}: a wrong type is a TypeError`).toThrow(TypeError);
    }
  });
});
