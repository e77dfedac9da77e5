import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OptimisticStore } from '#answer';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A store of text whose actions append: the order of the actions can be read off the state. */
function createText(initial = '', timeoutMs?: number) {
  return new OptimisticStore<string, string>({
    initial,
    reduce: (state, action) => state + action,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** A store of a number whose actions are functions. */
function createNumber(initial: number) {
  return new OptimisticStore<number, (value: number) => number>({ initial, reduce: (state, action) => action(state) });
}

interface Todos {
  owner: { name: string };
  items: { id: string; done: boolean }[];
}

/** Calls a function whose throwing is not what is graded. */
function leniently(call: () => void): void {
  try {
    call();
  } catch {
    // Refusing loudly is as good as refusing quietly.
  }
}

describe('The state is the confirmed state with the pending actions over it', () => {
  test('a dispatch shows at once', () => {
    const store = createText('x');
    expect(store.state, 'Before anything happens the state is `initial`.').toBe('x');
    expect(store.pending, 'Nothing is pending at first.').toEqual([]);
    store.dispatch('1', 'a');
    expect(store.state, 'A dispatched action shows at once, without an answer of the server.').toBe('xa');
    expect(store.pending, 'A dispatched action is pending until it is answered.').toEqual(['1']);
  });

  test('in the order of the dispatches', () => {
    const store = createText();
    const ids = ['10', '9', 'constructor', 'b', 'a'];
    for (const id of ids) store.dispatch(id, `${id} `);
    expect(store.state, 'Pending actions are reduced in the order of their dispatch.').toBe('10 9 constructor b a ');
    expect(store.pending, '`pending` lists the ids in the order of their dispatch.').toEqual(ids);
  });

  test('it holds after any sequence of calls', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.record({
      call: fc.constantFrom('dispatch', 'confirm', 'confirm with a state', 'reject', 'receive'),
      id,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const store = createText('>');
        let base = '>';
        let pending: { id: string; action: string }[] = [];
        for (const [index, { call, id }] of steps.entries()) {
          const known = pending.find((entry) => entry.id === id);
          if (call === 'dispatch' && known === undefined) {
            store.dispatch(id, `${id}${index}`);
            pending.push({ id, action: `${id}${index}` });
          } else if (call === 'receive') {
            base = `[${index}]`;
            store.receive(base);
          } else if (known !== undefined && call !== 'dispatch') {
            if (call === 'confirm') base += known.action;
            if (call === 'confirm with a state') base = `{${index}}`;
            pending = pending.filter((entry) => entry !== known);
            if (call === 'confirm') store.confirm(id);
            else if (call === 'reject') store.reject(id);
            else store.confirm(id, base);
          }
          expect(store.state, 'The state is the confirmed state with every pending action reduced over it.').toBe(
            base + pending.map(({ action }) => action).join(''),
          );
          expect(store.pending, '`pending` lists what is not answered yet.').toEqual(pending.map((entry) => entry.id));
        }
      }),
      { seed: 42, numRuns: 150, includeErrorInReport: true },
    );
  });
});

describe('A rejection takes back its own effect alone', () => {
  test('rejecting the first of two keeps the second', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.reject('1');
    expect(store.state, 'Rejecting the first of two actions keeps the effect of the second.').toBe('b');
    expect(store.pending, 'A rejected action is not pending any more; the others are.').toEqual(['2']);
    store.reject('2', new Error('refused'));
    expect(store.state, 'With every action rejected the confirmed state is left.').toBe('');
  });

  test('what was confirmed in between stays', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.confirm('2');
    store.reject('1');
    expect(store.state, 'A rejection does not go back to a snapshot: what was confirmed since stays.').toBe('b');
  });

  test('a rejected id may be used again, at the end', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.reject('1');
    store.dispatch('1', 'c');
    expect(store.state, 'An id that is dispatched again takes its new place, not its old one.').toBe('bc');
    expect(store.pending, 'An id that is dispatched again takes its new place, not its old one.').toEqual(['2', '1']);
  });
});

describe('A server state is the new base', () => {
  test('pending actions are applied over what is received', () => {
    const store = createText('x');
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.receive('server ');
    expect(store.state, 'A received state is the new base; what is pending is applied over it.').toBe('server ab');
    expect(store.pending, 'Receiving a state answers no action.').toEqual(['1', '2']);
  });

  test('a rejection goes back to what was received last', () => {
    const store = createText('x');
    store.dispatch('1', 'a');
    store.receive('server ');
    store.reject('1');
    expect(store.state, 'A rejection after a server state leaves that server state, not an older one.').toBe('server ');
  });

  test('it is shown with nothing pending', () => {
    const store = createNumber(7);
    store.receive(0);
    expect(store.state, 'With nothing pending the received state is the state, also where it is 0.').toBe(0);
  });
});

describe('A confirm makes its action part of the base', () => {
  test('without a server state the action is folded in', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.confirm('1');
    expect(store.state, 'A confirmed action keeps its effect, once.').toBe('ab');
    expect(store.pending, 'A confirmed action is not pending any more.').toEqual(['2']);
    store.reject('2');
    expect(store.state, 'A confirmed action stays when a later one is rejected.').toBe('a');
  });

  test('out of order it is folded in first', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.confirm('2');
    expect(store.state, 'A confirmed action is part of the base: what is still pending applies after it.').toBe('ba');
    store.confirm('1');
    expect(store.state, 'Confirmed actions are folded in as the confirmations come.').toBe('ba');
  });

  test('with a server state that is the base', () => {
    const store = createText('x');
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.confirm('1', 'xA ');
    expect(store.state, 'The state that comes with a confirm contains its action.').toBe('xA b');
    store.reject('2');
    expect(store.state, 'The state that came with a confirm is what a rejection leaves.').toBe('xA ');
  });

  test('a server state of 0 counts', () => {
    const store = createNumber(5);
    store.dispatch('1', (value) => value + 1);
    store.confirm('1', 0);
    expect(store.state, 'A server state may be 0 or empty: only where none was given the action is folded in.').toBe(0);
  });
});

describe('An unknown id changes nothing', () => {
  test('a confirm for a stranger is ignored', () => {
    const store = createText('x');
    store.dispatch('1', 'a');
    const heard: string[] = [];
    store.subscribe((state) => heard.push(state));
    store.confirm('stranger');
    store.confirm('stranger', 'server');
    expect(store.state, 'A confirm for an unknown id changes nothing, not even with a server state.').toBe('xa');
    store.reject('1');
    expect(store.state, 'A confirm for an unknown id does not become the base either.').toBe('x');
    expect(heard, 'Nobody hears of a confirm for an unknown id.').toEqual(['x']);
  });

  test('a reject for a stranger takes nothing with it', () => {
    const store = createText();
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    leniently(() => store.reject('stranger'));
    expect(store.state, 'A reject for an unknown id takes no other action with it.').toBe('ab');
    expect(store.pending, 'A reject for an unknown id takes no other action with it.').toEqual(['1', '2']);
  });

  test('what was answered or timed out is unknown', () => {
    const store = createText('', 1000);
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.confirm('1');
    store.confirm('1');
    store.confirm('1', 'late');
    expect(store.state, 'A confirmed id is unknown: confirming it again changes nothing.').toBe('ab');
    vi.advanceTimersByTime(1500);
    store.confirm('2', 'late');
    expect(store.state, 'An id that timed out is unknown: a late confirm changes nothing.').toBe('a');
  });
});

describe('A pending id is not used twice', () => {
  test('the second dispatch throws', () => {
    const store = createText();
    store.dispatch('1', 'a');
    expect(() => store.dispatch('1', 'b'), 'Dispatching an id that is pending throws.').toThrow(Error);
    expect(store.state, 'A dispatch that throws changes nothing.').toBe('a');
    expect(store.pending, 'A dispatch that throws changes nothing.').toEqual(['1']);
  });

  test('nor does it change any time', () => {
    const store = createText('', 1000);
    store.dispatch('1', 'a');
    vi.advanceTimersByTime(600);
    expect(() => store.dispatch('1', 'b'), 'Dispatching an id that is pending throws.').toThrow(Error);
    vi.advanceTimersByTime(400);
    expect(store.state, 'A dispatch that throws gives the pending action no new time.').toBe('');
    store.dispatch('1', 'c');
    vi.advanceTimersByTime(999);
    expect(store.state, 'A dispatch that throws leaves no timer that hits a later action of its id.').toBe('c');
  });
});

describe('What is not answered in time is rejected', () => {
  test('after timeoutMs, not before', () => {
    const store = createText('x', 1000);
    store.dispatch('1', 'a');
    vi.advanceTimersByTime(999);
    expect(store.state, 'Before `timeoutMs` is over the action is pending.').toBe('xa');
    vi.advanceTimersByTime(1);
    expect(store.state, 'After `timeoutMs` the action is rejected and its effect goes.').toBe('x');
    expect(store.pending, 'An action that timed out is not pending.').toEqual([]);
  });

  test('after ten seconds where no time is given', () => {
    const store = createText();
    store.dispatch('1', 'a');
    vi.advanceTimersByTime(9999);
    expect(store.pending, '`timeoutMs` is 10000 where it is not given.').toEqual(['1']);
    vi.advanceTimersByTime(1);
    expect(store.pending, '`timeoutMs` is 10000 where it is not given.').toEqual([]);
  });

  test('each action has its own time', () => {
    const store = createText('', 1000);
    store.dispatch('1', 'a');
    vi.advanceTimersByTime(600);
    store.dispatch('2', 'b');
    store.receive('x');
    vi.advanceTimersByTime(400);
    expect(store.state, 'An action times out `timeoutMs` after its own dispatch, whatever comes after it.').toBe('xb');
    vi.advanceTimersByTime(599);
    expect(store.state, 'A later action has its own `timeoutMs`.').toBe('xb');
    vi.advanceTimersByTime(1);
    expect(store.state, 'Every action that is not answered times out.').toBe('x');
  });

  test('an answered action leaves no timer behind', () => {
    const store = createText('', 1000);
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    vi.advanceTimersByTime(600);
    store.confirm('1');
    store.reject('2');
    store.dispatch('1', 'c');
    store.dispatch('2', 'd');
    vi.advanceTimersByTime(999);
    expect(store.state, 'An id that is used again has a whole `timeoutMs`.').toBe('acd');
    vi.advanceTimersByTime(1);
    expect(store.state, 'An id that is used again times out as well.').toBe('a');
  });
});

describe('Listeners hear changes only', () => {
  test('every change, with the new state', () => {
    const store = createText('', 1000);
    const heard: string[] = [];
    const read: string[] = [];
    store.subscribe((state) => {
      heard.push(state);
      read.push(store.state);
    });
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    store.receive('x');
    store.reject('1');
    vi.advanceTimersByTime(1000);
    expect(heard, 'A listener hears the new state at every change.').toEqual(['a', 'ab', 'xab', 'xb', 'x']);
    expect(read, 'Inside a listener `state` is the new state.').toEqual(heard);
  });

  test('every listener, until it leaves', () => {
    const store = createText();
    const heard: string[] = [];
    store.subscribe((state) => heard.push(`first ${state}`));
    const leave: unknown = store.subscribe((state) => heard.push(`second ${state}`));
    store.subscribe((state) => heard.push(`third ${state}`));
    store.dispatch('1', 'a');
    expect(heard.toSorted(), 'Every listener hears a change, once.').toEqual(['first a', 'second a', 'third a']);
    if (typeof leave !== 'function') return;
    leave();
    leave();
    heard.length = 0;
    store.dispatch('2', 'b');
    expect(heard.toSorted(), 'Who has left hears nothing any more, and the others do.').toEqual([
      'first ab',
      'third ab',
    ]);
  });

  test('nothing when nothing changed', () => {
    const store = createNumber(1);
    const heard = vi.fn<(state: number) => void>();
    store.subscribe(heard);
    expect(heard, 'Subscribing is not a change.').not.toHaveBeenCalled();
    store.dispatch('same', (value) => value);
    store.receive(1);
    expect(heard, 'An action or a server state that leaves the state as it is is not a change.').not.toHaveBeenCalled();
    store.dispatch('add', (value) => value + 1);
    expect(heard, 'A change is heard once.').toHaveBeenCalledTimes(1);
    store.confirm('add');
    store.reject('same');
    expect(heard, 'Confirming what is shown already is not a change.').toHaveBeenCalledTimes(1);
  });

  test('a confirm with a state is one change', () => {
    const store = createNumber(1);
    store.dispatch('add', (value) => value + 1);
    const heard = vi.fn<(state: number) => void>();
    store.subscribe(heard);
    store.confirm('add', 2);
    expect(heard, 'No state in between a confirm is shown.').not.toHaveBeenCalled();
    store.dispatch('double', (value) => value * 2);
    store.confirm('double', 5);
    expect(heard.mock.calls, 'No state in between a confirm is shown.').toEqual([[4], [5]]);
  });
});

describe('No state is mutated', () => {
  test('neither one that was given nor one that was made', () => {
    const given: { state: Todos; was: string }[] = [];
    const keep = (state: Todos): Todos => {
      given.push({ state, was: JSON.stringify(state) });
      return state;
    };
    const todos = (name: string, ...ids: string[]): Todos =>
      keep({ owner: { name }, items: ids.map((id) => ({ id, done: false })) });
    const store = new OptimisticStore<Todos, string>({
      initial: todos('Ada', 'milk'),
      reduce: (state, id) => {
        keep(state);
        return keep({ ...state, items: [...state.items, { id, done: true }] });
      },
    });
    store.dispatch('1', 'bread');
    keep(store.state);
    store.dispatch('2', 'salt');
    store.receive(todos('Bo', 'tea'));
    store.confirm('1');
    store.dispatch('3', 'oil');
    store.confirm('2', todos('Cy', 'rice'));
    store.reject('3');
    expect(store.state.owner, 'The last server state is what is left.').toEqual({ name: 'Cy' });
    for (const { state, was } of given) {
      expect(JSON.stringify(state), 'A state that was handed over never changes.').toBe(was);
    }
  });
});

describe('dispose leaves no timer behind', () => {
  test('nothing times out after it', () => {
    const store = createText('', 1000);
    store.dispatch('1', 'a');
    store.dispatch('2', 'b');
    expect(store.state, 'Dispatched actions show at once.').toBe('ab');
    const heard = vi.fn<(state: string) => void>();
    store.subscribe(heard);
    store.dispose();
    store.dispose();
    expect(vi.getTimerCount(), 'After `dispose()` no timer is left.').toBe(0);
    heard.mockClear();
    vi.advanceTimersByTime(5000);
    expect(heard, 'After `dispose()` nothing times out.').not.toHaveBeenCalled();
  });
});

describe('Wrong options are refused', () => {
  test('by the constructor', () => {
    for (const timeoutMs of [-1, Number.NaN]) {
      expect(() => createText('', timeoutMs), `\`timeoutMs: ${timeoutMs}\` is a RangeError.`).toThrow(RangeError);
    }
    expect(() => createText('', '1000' as unknown as number), '`timeoutMs` as text is a TypeError.').toThrow(TypeError);
    const reduce = 'append' as unknown as () => string;
    expect(() => new OptimisticStore({ initial: '', reduce }), 'A `reduce` of text is a TypeError.').toThrow(TypeError);
  });
});
