import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff, DiffSync, patch, type Patch } from '#answer';

/** A JSON value with the keys of all its objects in order, so that two equal ones have the same text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.keys(value).toSorted();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${textOf((value as Record<string, unknown>)[key])}`).join(',')}}`;
}

/** A value as it comes over a socket, where `__proto__` is a key. */
function json(text: string): unknown {
  return JSON.parse(text) as unknown;
}

/** The same value again, with nothing shared. */
const fresh = <T>(value: T): T => JSON.parse(JSON.stringify(value) ?? 'null') as T;

/** What a call throws, or `undefined`. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error ?? 'nothing';
  }
}

const KEYS = ['a', 'b', '', '/', '~', '~1', '~0/', 'a/b', '0', '1', '__proto__', 'constructor', 'ä'];
const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, 2, '', 'x', 'y'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4 })
      .map((entries) => fresh(Object.fromEntries(entries) as unknown)),
  ),
})).value;
const RUNS = { seed: 20, numRuns: 400 };

const add = (path: string, value: unknown): Patch => ({ op: 'add', path, value });
const remove = (path: string): Patch => ({ op: 'remove', path });
const replace = (path: string, value: unknown): Patch => ({ op: 'replace', path, value });

describe('patch makes before into after', () => {
  test('for any two JSON values', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        const ops = diff(fresh(before), fresh(after));
        expect(textOf(patch(fresh(before), fresh(ops))), 'patch(before, diff(before, after)) is after').toBe(
          textOf(after),
        );
      }),
      RUNS,
    );
  });

  test('for lists that grow, shrink and change', () => {
    const lists = [
      [],
      [1],
      [1, 2, 3],
      [3, 2, 1],
      [0, 1, 2, 3],
      [1, 3],
      [[1], { a: 1 }, 2],
      [{ a: 2 }, [1, 2]],
      [1, 2, 3, 4, 5, 6],
    ];
    for (const before of lists) {
      for (const after of lists) {
        expect(
          textOf(patch(before, diff(before, after))),
          `the patch leads from ${textOf(before)} to ${textOf(after)}`,
        ).toBe(textOf(after));
      }
    }
  });

  test('also where the kind of a value changes', () => {
    const kinds = [null, 0, '', false, [], {}, [0], { 0: 0 }, { a: null }, { a: {} }, 'text'];
    for (const before of kinds) {
      for (const after of kinds) {
        const [from, to] = [{ x: before }, { x: after }];
        expect(
          textOf(patch(from, diff(from, to))),
          `the patch leads x from ${textOf(before)} to ${textOf(after)}`,
        ).toBe(textOf(to));
        expect(textOf(patch(before, diff(before, after))), 'and where it is the whole state').toBe(textOf(after));
      }
    }
  });
});

describe('diff writes what changed', () => {
  test('of equal states it is empty', () => {
    fc.assert(
      fc.property(anyJson, (state) => {
        expect(
          diff(state, fresh(state)),
          'equal states have no difference, though they are not the same object',
        ).toEqual([]);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });

  test('and nothing that did not', () => {
    const before = { name: 'Ada', seats: { left: 3, right: 4 }, tags: ['a', 'b', 'c'] };
    const paths = (after: unknown) => diff(before, after).map(({ path }) => path);
    const seat = { ...before, seats: { left: 3, right: 5 } };
    expect(new Set(paths(seat)), 'only the place that changed is written').toEqual(new Set(['/seats/right']));
    const more = { ...before, seats: { ...before.seats, middle: 1 } };
    expect(new Set(paths(more)), 'only the key that is new is written').toEqual(new Set(['/seats/middle']));
    // Replaced in its place, or removed and added beside it: the paths may differ, what is written may not.
    const written = diff(before, { ...before, tags: ['a', 'B', 'c'] }).flatMap((op) =>
      'value' in op ? [op.value] : [],
    );
    expect(written, 'only the item that changed is written').toEqual(['B']);
    const { name, ...nameless } = before;
    expect(new Set(paths(nameless)), `only the key that is gone (${name}) is written`).toEqual(new Set(['/name']));
  });

  test('in the three operations', () => {
    const operations = new Set(['add', 'remove', 'replace']);
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        for (const { op, path } of diff(before, after)) {
          expect(operations.has(op), `${op} is not one of add, remove and replace`).toBe(true);
          expect(path === '' || path.startsWith('/'), `${path} is not a JSON pointer`).toBe(true);
        }
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  test('and leaves both states alone', () => {
    const [before, after] = [
      { list: [3, 1, 2], deep: { a: 1 } },
      { list: [1], deep: { b: 1 } },
    ];
    const texts = [JSON.stringify(before), JSON.stringify(after)];
    diff(before, after);
    expect([JSON.stringify(before), JSON.stringify(after)], 'diff reads the states and changes neither').toEqual(texts);
  });
});

describe('Paths are JSON pointers', () => {
  test('a slash and a tilde in a key are escaped', () => {
    expect(diff({}, { 'a/b': 1 }), 'a slash is written ~1').toMatchObject([{ path: '/a~1b' }]);
    expect(diff({}, { 'm~n': 1 }), 'a tilde is written ~0').toMatchObject([{ path: '/m~0n' }]);
    expect(diff({}, { '~1': 1 }), 'both, in the right order').toMatchObject([{ path: '/~01' }]);
    expect(diff({}, { '': 1 }), 'an empty key is a key').toMatchObject([{ path: '/' }]);
    expect(diff({}, { 'a/b/c~d~e': 1 }), 'each slash and each tilde').toMatchObject([{ path: '/a~1b~1c~0d~0e' }]);
  });

  test('and read back', () => {
    const state = { 'a/b': 1, 'm~n': 1, '~1': 1, '/': 1, '': 1 };
    expect(patch(state, [replace('/~01', 2)]), '~01 is the key ~1, not a slash').toEqual({ ...state, '~1': 2 });
    expect(patch(state, [replace('/~1', 2)]), '~1 is a slash').toEqual({ ...state, '/': 2 });
    expect(patch(state, [replace('/m~0n', 2), replace('/', 3)]), '~0 is a tilde, / is the empty key').toEqual({
      ...state,
      'm~n': 2,
      '': 3,
    });
    expect(patch({}, [add('/a~1b~1c~0d~0e', 1)]), 'each escape of a step is undone').toEqual({ 'a/b/c~d~e': 1 });
  });
});

describe('patch does the operations of RFC 6902', () => {
  test('on objects', () => {
    const state = { a: 1, b: { c: 2 } };
    expect(patch(state, [add('/d', 4)]), 'add makes a key').toEqual({ a: 1, b: { c: 2 }, d: 4 });
    expect(patch(state, [add('/a', null)]), 'add of a key that is there replaces it').toEqual({ a: null, b: { c: 2 } });
    expect(patch(state, [remove('/b/c')]), 'remove takes a key away').toEqual({ a: 1, b: {} });
    expect(patch(state, [replace('/b', [])]), 'replace puts a value in the place of another').toEqual({ a: 1, b: [] });
    expect(patch(state, [replace('', 7)]), 'the empty path is the whole state').toBe(7);
    expect(patch(state, [add('/x', {}), add('/x/y', 1), remove('/a')]), 'one after another').toEqual({
      b: { c: 2 },
      x: { y: 1 },
    });
  });

  test('on lists', () => {
    const state = { list: ['a', 'b', 'c'] };
    const listAfter = (...ops: Patch[]) => (patch(state, ops) as { list: unknown }).list;
    expect(listAfter(add('/list/1', 'x')), 'add puts in before the item').toEqual(['a', 'x', 'b', 'c']);
    expect(listAfter(add('/list/3', 'x')), 'add at the length puts in at the end').toEqual(['a', 'b', 'c', 'x']);
    expect(listAfter(add('/list/-', 'x')), 'add at - puts in at the end').toEqual(['a', 'b', 'c', 'x']);
    expect(listAfter(remove('/list/0')), 'remove closes the gap').toEqual(['b', 'c']);
    expect(listAfter(replace('/list/2', 'x')), 'replace keeps the length').toEqual(['a', 'b', 'x']);
    expect(listAfter(remove('/list/0'), remove('/list/0')), 'each counts from the list as it is by then').toEqual([
      'c',
    ]);
  });
});

describe('A missing path throws', () => {
  test.each([
    ['removing a key that is not there', remove('/nothing')],
    ['replacing a key that is not there', replace('/nothing', 1)],
    ['adding below a key that is not there', add('/nothing/below', 1)],
    ['adding below a number', add('/a/below', 1)],
    ['removing behind the end of a list', remove('/list/2')],
    ['replacing behind the end of a list', replace('/list/2', 1)],
    ['adding far behind the end of a list', add('/list/9', 1)],
    ['a key that is only inherited', replace('/toString', 1)],
    ['an item that is no number', replace('/list/first', 1)],
    ['an empty token in a list', replace('/list/', 1)],
  ])('%s', (_what, op) => {
    const state = { a: 1, list: ['x', 'y'] };
    expect(thrownBy(() => patch(state, [op])) !== undefined, `${op.op} ${op.path} finds nothing, so patch throws`).toBe(
      true,
    );
    expect(state, 'and leaves the state as it was').toEqual({ a: 1, list: ['x', 'y'] });
  });
});

describe('patch shares and never mutates', () => {
  test('what did not change is the same object', () => {
    const state = { left: { deep: [1] }, right: { items: [{ id: 1 }, { id: 2 }], other: {} } };
    const after = patch(state, [replace('/right/items/0/id', 9)]) as typeof state;
    expect(after.right.items[0], 'the change is there').toEqual({ id: 9 });
    expect(after.left, 'a branch that did not change is shared').toBe(state.left);
    expect(after.right.items[1], 'an item that did not change is shared').toBe(state.right.items[1]);
    expect(after.right.other, 'a neighbour on the way is shared').toBe(state.right.other);
    const onTheWay = [after === state, after.right === state.right, after.right.items === state.right.items];
    expect(onTheWay, 'what lies on the way to the change is new, so that a comparison sees it').toEqual([
      false,
      false,
      false,
    ]);
  });

  test('the given state and ops stay as they are', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        const ops = [
          ...diff(before, after),
          replace('', { x: {} }),
          add('/x/y', [1]),
          add('/x/y/0', 0),
          remove('/x/y'),
        ];
        const texts = [JSON.stringify(before), JSON.stringify(ops)];
        patch(before, ops);
        expect([JSON.stringify(before), JSON.stringify(ops)], 'patch changes neither the state nor the ops').toEqual(
          texts,
        );
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});

describe('__proto__ is an ordinary key', () => {
  test('for diff and patch', () => {
    const [without, one, two] = [{}, json('{"__proto__":{"a":1}}'), json('{"__proto__":{"a":2}}')];
    for (const before of [without, one, two]) {
      for (const after of [without, one, two]) {
        const result = patch(before, diff(before, after)) as object;
        expect(textOf(result), `the patch leads from ${textOf(before)} to ${textOf(after)}`).toBe(textOf(after));
        expect(Object.getPrototypeOf(result), 'the prototype of a state is left alone').toBe(Object.prototype);
      }
    }
  });

  test('and no way to the prototype of all objects', () => {
    const ways = ['/__proto__/polluted', '/constructor/prototype/polluted', '/a/__proto__/polluted'];
    for (const path of ways) {
      expect(thrownBy(() => patch({ a: {} }, [add(path, 1)])) !== undefined, `${path} is missing in the state`).toBe(
        true,
      );
    }
    const polluted = 'polluted' in {};
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(polluted, 'a patch never reaches Object.prototype').toBe(false);
  });
});

interface Board {
  title: string;
  cards: { id: number; done: boolean }[];
}

type Message = Record<string, unknown>;

/** One end of a connection, with what it has sent. */
function endOf(state: Board, version: number) {
  const sent: Message[] = [];
  const sync = new DiffSync<Board>({ send: (message) => void sent.push(fresh(message) as Message), state, version });
  /** Takes a message as it comes out of JSON. */
  const receive = (message: unknown) => sync.receive(fresh(message ?? {}) as Parameters<typeof sync.receive>[0]);
  return { sync, sent, receive };
}

const BOARD: Board = {
  title: 'Plan',
  cards: [
    { id: 1, done: false },
    { id: 2, done: false },
  ],
};
const DONE: Board = {
  title: 'Plan',
  cards: [
    { id: 1, done: true },
    { id: 2, done: false },
  ],
};
const RENAMED: Board = { ...DONE, title: 'Old plan' };
const ASK = { request: 'state' };

describe('update sends the difference', () => {
  test('with both versions', () => {
    const end = endOf(BOARD, 4);
    expect([end.sync.state, end.sync.version], 'state and version can be read').toEqual([BOARD, 4]);
    end.sync.update(DONE);
    expect(end.sent, 'one update is one message, from the old version to the next').toMatchObject([
      { baseVersion: 4, version: 5 },
    ]);
    expect(patch(BOARD, end.sent[0]?.ops as Patch[]), 'its ops make the old state into the new').toEqual(DONE);
    expect([end.sync.state, end.sync.version], 'the update holds here at once').toEqual([DONE, 5]);
    end.sync.update(RENAMED);
    expect(end.sent[1], 'each update raises the version by 1').toMatchObject({ baseVersion: 5, version: 6 });
  });

  test('and nothing where nothing changed', () => {
    const end = endOf(BOARD, 4);
    end.sync.update(fresh(BOARD));
    expect(end.sent, 'an equal state is no news').toEqual([]);
    expect(end.sync.version, 'and no new version').toBe(4);
  });
});

describe('A patch that fits is applied', () => {
  test('and answered with nothing', () => {
    const [here, there] = [endOf(BOARD, 1), endOf(BOARD, 1)];
    for (const next of [DONE, RENAMED, BOARD]) {
      here.sync.update(next);
      there.receive(here.sent.at(-1));
      expect([there.sync.state, there.sync.version], 'the other end follows').toEqual([next, here.sync.version]);
    }
    expect(there.sent, 'a patch that fits is not answered').toEqual([]);
  });

  test('in both directions', () => {
    const [here, there] = [endOf(BOARD, 1), endOf(BOARD, 1)];
    here.sync.update(DONE);
    there.receive(here.sent.at(-1));
    there.sync.update(RENAMED);
    here.receive(there.sent.at(-1));
    expect([here.sync.state, here.sync.version], 'either end may change the state').toEqual([RENAMED, 3]);
  });
});

describe('What does not fit asks for the whole state, once', () => {
  /** Patches from version 1 on: 1 to 2, 2 to 3, 3 to 4. */
  function patches(): Message[] {
    const source = endOf(BOARD, 1);
    for (const next of [DONE, RENAMED, BOARD]) source.sync.update(next);
    return source.sent;
  }

  test('after a patch that was lost', () => {
    const [, second, third] = patches();
    const end = endOf(BOARD, 1);
    end.receive(second);
    expect(end.sent, 'a version that does not fit asks for the state').toEqual([ASK]);
    expect([end.sync.state, end.sync.version], 'and changes nothing').toEqual([BOARD, 1]);
    end.receive(third);
    expect(end.sent, 'it asks once, however many patches come').toEqual([ASK]);
  });

  test('until it comes, patches are ignored', () => {
    const [first, second] = patches();
    const end = endOf(BOARD, 1);
    end.receive(second);
    end.receive(first);
    expect(
      [end.sync.state, end.sync.version],
      'while it waits for the state, a patch is ignored, even one that fits',
    ).toEqual([BOARD, 1]);
    expect(end.sent, 'and does not ask again').toEqual([ASK]);
    end.receive({ version: 3, state: RENAMED });
    expect([end.sync.state, end.sync.version], 'the whole state is taken as it is').toEqual([RENAMED, 3]);
  });

  test('a whole state may be null', () => {
    const end = endOf(BOARD, 1);
    end.receive(patches()[1]);
    end.receive({ version: 7, state: null });
    expect([end.sync.state, end.sync.version], 'null is a state like any other and is taken as it is').toEqual([
      null,
      7,
    ]);
  });

  test('then it goes on, and may ask again', () => {
    const [first, second, third] = patches();
    const end = endOf(BOARD, 1);
    end.receive(second);
    end.receive({ version: 3, state: RENAMED });
    end.receive(third);
    expect([end.sync.state, end.sync.version], 'after the whole state, patches are applied again').toEqual([BOARD, 4]);
    end.receive(first);
    expect(end.sent, 'an old patch does not fit either, so it asks again').toEqual([ASK, ASK]);
  });

  test('a patch that fails to apply does not fit', () => {
    const end = endOf(BOARD, 1);
    const ops = [replace('/title', 'half'), remove('/cards/7')];
    const error = thrownBy(() => end.receive({ baseVersion: 1, version: 2, ops }));
    expect(error, 'a patch that fails to apply does not throw').toBeUndefined();
    expect(end.sent, 'it asks for the state').toEqual([ASK]);
    expect([end.sync.state, end.sync.version], 'and nothing of it is kept').toEqual([BOARD, 1]);
    end.receive({ baseVersion: 1, version: 2, ops });
    end.receive(patches()[0]);
    expect(end.sent, 'the next patches are ignored, here too').toEqual([ASK]);
    expect([end.sync.state, end.sync.version], 'also one that fits').toEqual([BOARD, 1]);
  });

  test('the whole state is taken, whatever its version', () => {
    const end = endOf(BOARD, 7);
    end.receive(patches()[1]);
    end.receive({ version: 3, state: RENAMED });
    expect([end.sync.state, end.sync.version], 'also where it is an older one than here').toEqual([RENAMED, 3]);
  });
});

describe('Who is asked answers with the whole state', () => {
  test('and its version', () => {
    const end = endOf(BOARD, 4);
    end.sync.update(DONE);
    end.receive(ASK);
    expect(end.sent[1], 'the answer has the state and the version of now').toEqual({ version: 5, state: DONE });
    expect([end.sync.state, end.sync.version], 'being asked changes nothing').toEqual([DONE, 5]);
  });

  test('also while it waits for one itself', () => {
    const end = endOf(BOARD, 4);
    end.receive({ baseVersion: 7, version: 8, ops: [] });
    end.receive(ASK);
    expect(end.sent, 'or two ends that ask each other would wait for ever').toEqual([
      ASK,
      { version: 4, state: BOARD },
    ]);
  });

  test('so two ends agree again after a loss', () => {
    const [here, there] = [endOf(BOARD, 1), endOf(BOARD, 1)];
    for (const next of [DONE, RENAMED, BOARD]) here.sync.update(next);
    for (const message of here.sent.slice(1)) there.receive(message);
    for (const message of there.sent) here.receive(message);
    there.receive(here.sent.at(-1));
    here.sync.update(DONE);
    there.receive(here.sent.at(-1));
    expect([there.sync.state, there.sync.version], 'one lost message costs one whole state, and no more').toEqual([
      DONE,
      here.sync.version,
    ]);
  });
});

describe('Wrong options are refused', () => {
  test('with a TypeError', () => {
    const made = (options: object) =>
      thrownBy(() => new DiffSync({ send() {}, state: 1, version: 1, ...options } as never));
    expect(made({ send: 5 }), 'a send that is no function is a TypeError').toBeInstanceOf(TypeError);
    expect(made({}), 'options as they should be are taken').toBeUndefined();
  });
});
