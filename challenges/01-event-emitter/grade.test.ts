import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TypedEventEmitter } from '#answer';

type Events = { message: string; closed: number };

let emitter: TypedEventEmitter<Events>;
beforeEach(() => {
  emitter = new TypedEventEmitter<Events>({});
});

/** The four ways to take a handler out again. */
const REMOVALS: ((stop: () => void, handler: () => void) => void)[] = [
  (stop) => stop(),
  (_stop, handler) => emitter.off('message', handler),
  () => emitter.removeAllListeners('message'),
  () => emitter.removeAllListeners(),
];

function spy() {
  return vi.fn<(...data: unknown[]) => void>();
}

/** A handler that writes its name into a list; it may do something as well. */
function named(name: string, calls: string[], then: () => void = () => {}): (data: unknown) => void {
  return () => {
    calls.push(name);
    if (calls.length > 1000) throw new Error('A thousand calls: an emit never comes to its end');
    then();
  };
}

function throwing(error: unknown): () => void {
  return () => {
    throw error;
  };
}

/** What a call throws, in a box, since anything may be thrown; `undefined` where it throws nothing. */
function thrownBy(call: () => unknown): { value: unknown } | undefined {
  try {
    call();
    return undefined;
  } catch (value) {
    return { value };
  }
}

describe('Handlers run in the order they were added', () => {
  test('three handlers run in their order', () => {
    const calls: string[] = [];
    const first = named('first', calls);
    emitter.on('message', first);
    emitter.once('message', named('second', calls));
    emitter.on('message', named('third', calls));
    emitter.on('message', first);
    emitter.emit('message', 'hello');
    expect(calls.join(), 'in the order in which they were first added').toBe('first,second,third');
  });

  test('each handler gets the data of its event at once', () => {
    const emitter = new TypedEventEmitter<{ moved: { x: number }; closed: number }>({});
    const moved = spy();
    const closed = spy();
    emitter.on('moved', moved);
    emitter.on('closed', closed);
    expect(new TypedEventEmitter<Events>({}).emit('closed', 1), 'two emitters share no handlers').toBe(0);
    const data = { x: 1 };
    emitter.emit('moved', data);
    expect(moved.mock.calls[0]?.[0], 'a handler gets the very data of the emit, before emit returns').toBe(data);
    expect(closed, 'an emit calls only the handlers of its own event').not.toHaveBeenCalled();
    emitter.emit('closed', 0);
    expect(closed.mock.calls[0]?.[0], 'data that is falsy is handed over too').toBe(0);
  });
});

describe('A handler is registered once for an event', () => {
  test('the same handler added twice is called once', () => {
    const handler = spy();
    emitter.on('message', handler);
    emitter.on('message', handler);
    expect(emitter.listenerCount('message'), 'the same handler added twice counts once').toBe(1);
    emitter.emit('message', 'hello');
    expect(handler, 'the same handler added twice is called once').toHaveBeenCalledTimes(1);
    const once = spy();
    emitter.once('closed', once);
    emitter.once('closed', once);
    for (const code of [1, 2]) emitter.emit('closed', code);
    expect(once, 'added twice with once, it is called once').toHaveBeenCalledTimes(1);
  });

  test('a once after an on leaves it registered', () => {
    const handler = spy();
    emitter.on('message', handler);
    emitter.once('message', handler);
    expect(emitter.listenerCount('message'), 'on and then once of the same handler is one registration').toBe(1);
    for (const text of ['one', 'two']) emitter.emit('message', text);
    expect(handler, 'the first registration stands: each emit calls it').toHaveBeenCalledTimes(2);
  });

  test('one function may serve two events', () => {
    const handler = spy();
    emitter.on('message', handler);
    emitter.on('closed', handler);
    expect(emitter.emit('message', 'hello') + emitter.emit('closed', 1), 'each event has it').toBe(2);
    expect(handler, 'the same function for two events is two registrations').toHaveBeenCalledTimes(2);
    emitter.off('message', handler);
    expect(emitter.listenerCount('closed'), 'removing it from one event leaves the other').toBe(1);
  });
});

describe('An unsubscribe function removes one registration', () => {
  test('it removes its handler, and may be called twice', () => {
    const handler = spy();
    const stays = spy();
    const stop = emitter.on('message', handler);
    emitter.on('message', stays);
    stop();
    stop();
    emitter.emit('message', 'hello');
    expect(handler, 'after its unsubscribe function a handler is not called').not.toHaveBeenCalled();
    expect(stays, 'the other handler stays').toHaveBeenCalledTimes(1);
    const once = spy();
    emitter.once('closed', once)();
    emitter.emit('closed', 1);
    expect(once, 'once, too, returns a function that unsubscribes').not.toHaveBeenCalled();
  });

  test('a second call does no harm where nobody is left', () => {
    for (const stop of [emitter.on('message', spy()), emitter.once('closed', spy())]) {
      stop();
      expect(stop, 'an unsubscribe function may be called twice, also that of the only handler').not.toThrow();
    }
    expect(emitter.listenerCount('message'), 'nobody is left').toBe(0);
  });

  test('either of two functions removes the handler', () => {
    for (const which of [0, 1]) {
      emitter = new TypedEventEmitter<Events>({});
      const handler = spy();
      const stops = [emitter.on('message', handler), emitter.once('message', handler)];
      expect(emitter.listenerCount('message'), 'added twice, the handler is registered once').toBe(1);
      stops[which]?.();
      emitter.emit('message', 'hello');
      expect(handler, 'any unsubscribe function of a registration removes it').not.toHaveBeenCalled();
    }
  });

  test('a stale one leaves a later registration alone', () => {
    for (const remove of REMOVALS) {
      emitter = new TypedEventEmitter<Events>({});
      const handler = spy();
      const stale = emitter.on('message', handler);
      remove(stale, handler);
      emitter.on('message', handler);
      stale();
      emitter.emit('message', 'hello');
      expect(handler, 'a stale unsubscribe function never removes a later registration').toHaveBeenCalledTimes(1);
    }
  });

  test('that of a once handler is stale after it ran', () => {
    const handler = spy();
    const stale = emitter.once('message', handler);
    emitter.emit('message', 'one');
    emitter.on('message', handler);
    stale();
    emitter.emit('message', 'two');
    expect(handler, 'the function of a once that has run removes nothing any more').toHaveBeenCalledTimes(2);
  });
});

describe('off and removeAllListeners remove what they name', () => {
  test('off removes a handler added with once', () => {
    const handler = spy();
    emitter.once('message', handler);
    expect(emitter.listenerCount('message'), 'listenerCount counts once handlers').toBe(1);
    emitter.off('message', handler);
    expect(emitter.listenerCount('message'), 'off also removes a handler that was added with once').toBe(0);
    emitter.emit('message', 'hello');
    expect(handler, 'off also removes a handler that was added with once').not.toHaveBeenCalled();
    emitter.on('message', handler);
    emitter.off('message', spy());
    expect(emitter.listenerCount('message'), 'off of an unknown handler removes no other').toBe(1);
  });

  test('removeAllListeners clears one event', () => {
    const handler = spy();
    emitter.on('message', handler);
    emitter.once('message', spy());
    emitter.on('closed', handler);
    emitter.removeAllListeners('message');
    expect(emitter.listenerCount('message'), 'removeAllListeners(event) clears that event').toBe(0);
    expect(emitter.listenerCount('closed'), 'removeAllListeners(event) leaves the other events alone').toBe(1);
  });

  test('removeAllListeners without an event clears all', () => {
    const handler = spy();
    emitter.on('message', handler);
    emitter.once('closed', handler);
    emitter.removeAllListeners();
    expect(emitter.emit('message', 'hello') + emitter.emit('closed', 1), 'nobody is called any more').toBe(0);
    expect(handler, 'removeAllListeners() removes the handlers of every event').not.toHaveBeenCalled();
    emitter.on('message', handler);
    emitter.emit('message', 'again');
    expect(handler, 'an emitter can be used after removeAllListeners()').toHaveBeenCalledTimes(1);
  });
});

describe('emit returns how many handlers it called', () => {
  test('it counts each call, and nothing else', () => {
    expect(emitter.emit('message', 'hello'), 'without handlers, emit returns 0').toBe(0);
    emitter.on('message', spy());
    emitter.once('message', spy());
    expect(emitter.emit('message', 'hello'), 'emit counts once handlers too').toBe(2);
    expect(emitter.emit('message', 'hello'), 'the once handler is gone by now').toBe(1);
    emitter.on('closed', () => emitter.off('closed', last));
    const last = spy();
    emitter.on('closed', last);
    expect(emitter.emit('closed', 1), 'a handler removed before its turn was not called').toBe(1);
    const inner: number[] = [];
    emitter.removeAllListeners();
    emitter.once('message', () => inner.push(emitter.emit('message', 'inside')));
    emitter.on('message', () => {});
    expect(emitter.emit('message', 'hello'), 'an emit inside a handler takes nothing from the count').toBe(2);
    expect(inner, 'an emit inside a handler calls, and counts, whoever is there').toEqual([1]);
    const other = new TypedEventEmitter<Events>({ onError: () => {} });
    other.on('message', throwing(new Error('broken')));
    expect(other.emit('message', 'hello'), 'a handler that threw was called all the same').toBe(1);
  });
});

describe('An emit stands changes in its midst', () => {
  test('a handler added meanwhile waits for the next emit', () => {
    const calls: string[] = [];
    const late = named('late', calls);
    const add = named('first', calls, () => emitter.on('message', late));
    emitter.on('message', () => emitter.emit('closed', 1));
    emitter.on('message', add);
    emitter.emit('message', 'one');
    expect(calls, 'a handler added during an emit is not called by it').toEqual(['first']);
    emitter.emit('message', 'two');
    expect(calls, 'the next emit calls it').toEqual(['first', 'first', 'late']);
  });

  test('a handler removed before its turn is not called', () => {
    for (const remove of REMOVALS) {
      emitter = new TypedEventEmitter<Events>({});
      const second = spy();
      emitter.on('message', () => remove(stop, second));
      const stop = emitter.on('message', second);
      expect(emitter.emit('message', 'hello'), 'only the first handler is called').toBe(1);
      expect(second, 'a handler removed and not yet reached is not called').not.toHaveBeenCalled();
    }
  });

  test('a handler that removes itself skips nobody', () => {
    const calls: string[] = [];
    const first = named('first', calls, () => stop());
    const stop = emitter.on('message', first);
    emitter.on('message', named('second', calls));
    emitter.on('message', named('third', calls));
    emitter.emit('message', 'one');
    expect(calls.join(), 'a handler that removes itself makes the emit skip nobody').toBe('first,second,third');
    emitter.emit('message', 'two');
    expect(calls.slice(3), 'the next emit goes without it').toEqual(['second', 'third']);
  });

  test('removed and added again, it waits for the next emit', () => {
    const calls: string[] = [];
    const second = named('second', calls);
    emitter.once('message', () => {
      calls.push('first');
      emitter.off('message', second);
      emitter.on('message', second);
    });
    emitter.on('message', second);
    emitter.emit('message', 'one');
    expect(calls, 'removed and added during an emit, a handler is a new one: it waits').toEqual(['first']);
    emitter.emit('message', 'two');
    expect(calls, 'and the next emit calls it').toEqual(['first', 'second']);
  });
});

describe('A once handler leaves first', () => {
  test('an emit inside it does not call it again', () => {
    const counts: number[] = [];
    emitter.once('message', () => {
      counts.push(emitter.listenerCount('message'));
      if (counts.length < 5) emitter.emit('message', 'again');
    });
    emitter.emit('message', 'hello');
    expect(counts, 'a once handler is gone before it runs: called once, and 0 handlers left inside it').toEqual([0]);
  });

  test('an emit inside an earlier handler uses it up', () => {
    const handler = spy();
    let depth = 0;
    emitter.on('message', () => {
      depth += 1;
      if (depth === 1) emitter.emit('message', 'inner');
    });
    emitter.once('message', handler);
    emitter.emit('message', 'outer');
    expect(handler, 'the inner emit called the once handler, so the outer one must not').toHaveBeenCalledTimes(1);
  });

  test('it is called once, even if it throws', () => {
    const emitter = new TypedEventEmitter<Events>({ onError: () => {} });
    const handler = vi.fn<() => void>(throwing(new Error('broken')));
    emitter.once('message', handler);
    for (const text of ['one', 'two']) emitter.emit('message', text);
    expect(handler, 'a once handler is called by one emit only, also when it throws').toHaveBeenCalledTimes(1);
  });

  test('it may add itself anew', () => {
    const calls: string[] = [];
    const again = named('again', calls, () => emitter.once('message', again));
    emitter.once('message', again);
    emitter.emit('message', 'one');
    expect(emitter.listenerCount('message'), 'a once handler that adds itself while it runs is registered').toBe(1);
    emitter.emit('message', 'two');
    expect(calls.length, 'each emit calls it once').toBe(2);
  });
});

describe('A handler that throws stops no other', () => {
  test('the error goes to onError with the event', () => {
    const onError = spy();
    const emitter = new TypedEventEmitter<Events>({ onError });
    const error = new Error('broken');
    const other = spy();
    emitter.on('message', throwing(error));
    emitter.on('message', other);
    const thrown = thrownBy(() => emitter.emit('message', 'hello'));
    expect(other, 'the handlers after one that throws run').toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]?.[0], 'onError gets the very error').toBe(error);
    expect(onError.mock.calls[0]?.[1], 'onError gets the name of the event').toBe('message');
    expect(thrown, 'with onError, emit itself does not throw').toBeUndefined();
  });

  test('onError is called for each error, whatever it is', () => {
    const onError = spy();
    const emitter = new TypedEventEmitter<Events>({ onError });
    emitter.on('message', throwing(undefined));
    emitter.on('message', throwing('a string'));
    const thrown = thrownBy(() => emitter.emit('message', 'hello'));
    expect(thrown, 'with onError, emit does not throw, however many errors there were').toBeUndefined();
    const errors = onError.mock.calls.map((call) => call[0]);
    expect(errors.toSorted(), 'every error, also undefined, goes to onError').toEqual(['a string', undefined]);
  });
});

describe('Without onError, emit throws at the end', () => {
  test('one error is thrown after all have run', () => {
    const error = new Error('broken');
    const other = spy();
    emitter.on('message', throwing(error));
    emitter.on('message', other);
    const thrown = thrownBy(() => emitter.emit('message', 'hello'));
    expect(other, 'every handler runs before emit throws').toHaveBeenCalledTimes(1);
    expect(thrown?.value, 'without onError, emit throws the very error').toBe(error);
  });

  test('a falsy error is thrown too', () => {
    for (const value of [undefined, 0]) {
      emitter = new TypedEventEmitter<Events>({});
      emitter.on('message', throwing(value));
      const thrown = thrownBy(() => emitter.emit('message', 'hello'));
      expect(thrown, `what was thrown is thrown, also ${value}`).toEqual({ value });
    }
  });

  test('several errors become an AggregateError', () => {
    const one = new Error('one');
    const two = new Error('two');
    const last = spy();
    emitter.on('message', throwing(one));
    emitter.on('message', throwing(two));
    emitter.on('message', last);
    const thrown = thrownBy(() => emitter.emit('message', 'hello'))?.value;
    expect(last, 'every handler runs before emit throws').toHaveBeenCalledTimes(1);
    expect(thrown instanceof AggregateError, 'several errors are thrown as an AggregateError').toBe(true);
    const errors: unknown[] = thrown instanceof AggregateError ? thrown.errors : [];
    expect(errors.length, 'the AggregateError holds every error').toBe(2);
    expect(errors.includes(one) && errors.includes(two), 'the AggregateError holds the very errors').toBe(true);
  });
});

describe('Every string is an event name', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('the name "%s" is ordinary', (name) => {
    const emitter = new TypedEventEmitter<Record<string, unknown>>({});
    expect(emitter.listenerCount(name), `an event named "${name}" has no handlers at first`).toBe(0);
    expect(emitter.emit(name, 1), `nobody listens to "${name}" at first`).toBe(0);
    const handler = spy();
    const other = spy();
    emitter.on(name, handler);
    emitter.on('other', other);
    expect(emitter.emit(name, 2), `"${name}" has one handler now`).toBe(1);
    expect(handler.mock.calls[0]?.[0], `the handler of "${name}" gets the data`).toBe(2);
    emitter.removeAllListeners(name);
    expect(emitter.listenerCount(name), `removeAllListeners clears "${name}"`).toBe(0);
    expect(emitter.listenerCount('other'), `removeAllListeners of "${name}" leaves the others alone`).toBe(1);
  });
});

describe('A wrong option is refused', () => {
  test('an onError that is no function is a TypeError', () => {
    for (const onError of ['loud', 5, {}]) {
      const options = { onError } as unknown as { onError: () => void };
      const thrown = thrownBy(() => new TypedEventEmitter<Events>(options))?.value;
      expect(thrown instanceof TypeError, 'an onError that is not a function is a TypeError').toBe(true);
    }
  });
});
