import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GCounter, LWWRegister, ORSet, PNCounter } from '#answer';

/** The same replica, written down and read again, as it would be after a reload or on the other side of a socket. */
const copies = {
  gCounter: (from: GCounter) => GCounter.fromJSON(jsonOf(from)),
  pnCounter: (from: PNCounter) => PNCounter.fromJSON(jsonOf(from)),
  register: <T>(from: LWWRegister<T>, now?: () => number) => LWWRegister.fromJSON<T>(jsonOf(from), now ? { now } : {}),
  set: <T>(from: ORSet<T>) => ORSet.fromJSON<T>(jsonOf(from)),
};

function jsonOf(from: unknown): unknown {
  const text = JSON.stringify(from);
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : {};
}

interface Replica<R> {
  merge(other: R): void;
  readonly value: unknown;
}

/** What a replica shows, in a form that can be compared. */
function shown(replica: { readonly value: unknown }): string {
  const { value } = replica;
  const items =
    value instanceof Set ? Array.from(value as Set<unknown>, (item) => JSON.stringify(item)).toSorted() : value;
  return JSON.stringify(items) ?? 'undefined';
}

/** Merges several replicas into a copy of the first, in the order given. */
function mergeAll<R extends Replica<R>>(replicas: readonly R[], copy: (from: R) => R): R {
  const [first, ...others] = replicas;
  if (first === undefined) throw new Error('Expected a replica');
  const merged = copy(first);
  for (const other of others) merged.merge(other);
  return merged;
}

const ORDERS = ['012', '021', '102', '120', '201', '210'].map((order) => Array.from(order, Number));

/** Holds the three laws for three replicas that have done whatever they have done. */
function expectLaws<R extends Replica<R>>(replicas: readonly [R, R, R], copy: (from: R) => R): void {
  const [a, b, c] = replicas;
  const before = replicas.map((replica) => JSON.stringify(jsonOf(replica)));
  const inOrder = (order: number[]) => order.flatMap((index) => replicas[index] ?? []);
  const results = ORDERS.map((order) => shown(mergeAll(inOrder(order), copy)));
  expect(new Set(results).size, 'merging in any order gives the same value').toBe(1);
  const pair = mergeAll([b, c], copy);
  expect(shown(mergeAll([a, pair], copy)), 'merging a with what b and c have become gives the same value').toBe(
    results[0],
  );
  expect(shown(mergeAll([a, b, c, a, b, c, c], copy)), 'merging the same state again changes nothing').toBe(results[0]);
  const throughJson = mergeAll([a, copy(b), copy(c)], copy);
  expect(shown(throughJson), 'a state that went through JSON merges like the state itself').toBe(results[0]);
  const self = copy(a);
  self.merge(self);
  expect(shown(self), 'merging a replica with itself changes nothing').toBe(shown(a));
  const after = replicas.map((replica) => JSON.stringify(jsonOf(replica)));
  expect(after, 'a merge never changes the other side').toEqual(before);
}

type Step = { at: 0 | 1 | 2; what: 'change' | 'undo' | 'merge'; item: number; from: 0 | 1 | 2 };

const replicaIndex = fc.constantFrom(0 as const, 1 as const, 2 as const);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    at: replicaIndex,
    what: fc.constantFrom('change' as const, 'undo' as const, 'merge' as const),
    item: fc.integer({ min: 1, max: 4 }),
    from: replicaIndex,
  }),
  { maxLength: 24 },
);
const SEED = { seed: 19, numRuns: 100 };

/** Replays steps on three replicas; changing and undoing are told by the caller. */
function replay<R extends Replica<R>>(
  replicas: readonly [R, R, R],
  given: readonly Step[],
  act: (on: R, step: Step) => void,
) {
  for (const step of given) {
    if (step.what === 'merge') {
      if (step.at !== step.from) replicas[step.at].merge(replicas[step.from]);
    } else act(replicas[step.at], step);
  }
}

describe('A GCounter adds up what all replicas counted', () => {
  test('increment counts one, or as many as it is told', () => {
    const counter = new GCounter('a');
    expect(counter.value, 'a counter begins at 0').toBe(0);
    counter.increment();
    counter.increment(5);
    expect(counter.value, 'increment() adds 1, increment(5) adds 5').toBe(6);
  });

  test('a merge brings in what others counted, each once', () => {
    const [a, b] = [new GCounter('a'), new GCounter('b')];
    a.increment(2);
    b.increment(3);
    a.merge(b);
    expect(a.value, 'what two replicas counted adds up').toBe(5);
    a.merge(b);
    b.merge(a);
    b.merge(a);
    expect([a.value, b.value], 'the same state merged again is not counted again').toEqual([5, 5]);
    b.increment(4);
    a.merge(b);
    expect(a.value, 'after a merge, both count on').toBe(9);
  });

  test('it keeps the laws, and loses no increment', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const replicas = [new GCounter('a'), new GCounter('b'), new GCounter('c')] as const;
        let counted = 0;
        replay(replicas, given, (replica, { item }) => {
          replica.increment(item);
          counted += item;
        });
        expectLaws(replicas, copies.gCounter);
        expect(mergeAll(replicas, copies.gCounter).value, 'all replicas together know every increment').toBe(counted);
      }),
      SEED,
    );
  });
});

describe('A PNCounter also counts down', () => {
  test('decrement takes off one, or as many as it is told', () => {
    const counter = new PNCounter('a');
    expect(counter.value, 'a counter begins at 0').toBe(0);
    counter.increment(2);
    counter.decrement();
    counter.decrement(4);
    expect(counter.value, 'decrement() takes off 1, decrement(4) takes off 4, below 0 as well').toBe(-3);
  });

  test('what one replica took off stays off after a merge', () => {
    const a = new PNCounter('a');
    a.increment(5);
    const b = new PNCounter('b');
    b.merge(a);
    a.decrement(2);
    b.merge(a);
    expect(b.value, 'a merge brings in decrements as well as increments').toBe(3);
    b.decrement(1);
    a.merge(b);
    a.merge(b);
    expect(a.value, 'each decrement counts once').toBe(2);
  });

  test('it keeps the laws, and loses no change', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const replicas = [new PNCounter('a'), new PNCounter('b'), new PNCounter('c')] as const;
        let counted = 0;
        replay(replicas, given, (replica, { what, item }) => {
          counted += what === 'undo' ? -item : item;
          if (what === 'undo') replica.decrement(item);
          else replica.increment(item);
        });
        expectLaws(replicas, copies.pnCounter);
        expect(mergeAll(replicas, copies.pnCounter).value, 'all replicas together know every change').toBe(counted);
      }),
      SEED,
    );
  });
});

describe('In an LWWRegister the last write wins', () => {
  const at = (id: string, ms: number) => new LWWRegister<unknown>(id, { now: () => ms });

  test('it shows what was written last', () => {
    const register = at('a', 1000);
    for (const value of ['one', { two: [2] }, null, false, 0, '']) {
      register.set(value);
      expect(register.value, 'a register shows what was written last, also in the same millisecond').toEqual(value);
    }
  });

  test('of two writes that know nothing of each other, the later clock wins', () => {
    for (const [first = '', second = ''] of ['ab', 'ba']) {
      const [early, late] = [at(first, 1000), at(second, 2000)];
      for (const value of ['earlier', 'and again', 'early']) early.set(value);
      late.set('late');
      late.merge(early);
      early.merge(late);
      expect([early.value, late.value], 'the write at the later time wins on both sides').toEqual(['late', 'late']);
    }
  });

  test('a register that was never written never wins', () => {
    const [written, unwritten] = [at('a', 1000), at('b', 2000)];
    written.set('written');
    written.merge(unwritten);
    unwritten.merge(written);
    expect([written.value, unwritten.value], 'to begin is not to write').toEqual(['written', 'written']);
    const today = new LWWRegister<unknown>('c');
    today.set('today');
    written.merge(today);
    expect(written.value, 'without `now`, the clock is Date.now').toBe('today');
  });

  test('a tie is decided by the ids, on all sides alike', () => {
    const [a, b] = [at('a', 1000), at('b', 1000)];
    a.set('of a');
    b.set('of b');
    const [ab, ba] = [mergeAll([a, b], copies.register), mergeAll([b, a], copies.register)];
    expect(ab.value, 'at the same time, both sides choose the same write').toBe(ba.value);
    const [c, d] = [at('a', 1000), at('b', 1000)];
    d.set('of b');
    c.set('of a');
    d.merge(c);
    expect(d.value, 'and they choose by the id, not by who merged or wrote first').toBe(ab.value);
  });

  test('it keeps the laws, also where all clocks stand still', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (given, still) => {
        let ms = 1000;
        const now = () => (still ? 1000 : (ms += 1) % 7);
        const make = (id: string) => new LWWRegister<string>(id, { now });
        const replicas = [make('a'), make('b'), make('c')] as const;
        replicas[0].set('first');
        let written = 0;
        replay(replicas, given, (replica) => replica.set(`write ${(written += 1)}`));
        expectLaws(replicas, (from) => copies.register(from, now));
      }),
      SEED,
    );
  });

  test('a write of any JSON value', () => {
    for (const value of [0, '', false, null, {}]) {
      const [a, b] = [new LWWRegister<unknown>('a', { now: () => 1 }), new LWWRegister<unknown>('b', { now: () => 2 })];
      a.set('first');
      b.merge(a);
      b.set(value);
      a.merge(copies.register(b));
      expect(a.value, `${JSON.stringify(value)} is a value like any other`).toEqual(value);
    }
  });
});

describe('A clock that lags loses no later write', () => {
  test('who has seen a write comes after it', () => {
    for (const [first = '', second = ''] of ['ab', 'ba']) {
      const ahead = new LWWRegister<string>(first, { now: () => 9_000 });
      const behind = new LWWRegister<string>(second, { now: () => 10 });
      ahead.set('first');
      behind.merge(ahead);
      behind.set('second');
      ahead.merge(behind);
      expect(ahead.value, 'a write made after a merge wins over what was merged, whatever its clock says').toBe(
        'second',
      );
      ahead.set('third');
      behind.merge(ahead);
      expect(behind.value, 'and the next write after that wins again').toBe('third');
    }
  });

  test('a clock that steps back loses nothing', () => {
    let ms = 5_000;
    const register = new LWWRegister<string>('a', { now: () => ms });
    const other = new LWWRegister<string>('b', { now: () => ms });
    register.set('before');
    other.merge(register);
    ms = 100;
    for (const value of ['after', 'and after']) register.set(value);
    other.merge(register);
    expect(
      [register.value, other.value],
      'a replica comes after its own writes, also when its clock steps back',
    ).toEqual(['and after', 'and after']);
  });

  test('also over several replicas, and through JSON', () => {
    const a = new LWWRegister<string>('a', { now: () => 9_000 });
    a.set('first');
    a.set('second');
    const b = new LWWRegister<string>('b', { now: () => 50 });
    b.merge(a);
    const c = new LWWRegister<string>('c', { now: () => 1 });
    c.merge(copies.register(b, () => 50));
    c.set('third');
    const restored = copies.register(c, () => 2);
    restored.set('fourth');
    for (const replica of [a, b, c]) {
      replica.merge(restored);
      expect(replica.value, 'what a replica has seen is kept through JSON: its next write comes after it').toBe(
        'fourth',
      );
    }
  });
});

describe('An ORSet holds what was added and not removed', () => {
  test('add, remove and has', () => {
    const set = new ORSet<string>('a');
    expect(set.has('x'), 'a set begins empty').toBe(false);
    set.add('x');
    set.add('x');
    set.add('y');
    expect([set.has('x'), set.has('z')], 'what was added is there, and nothing else').toEqual([true, false]);
    expect(set.value instanceof Set, 'value is a Set').toBe(true);
    expect([...set.value].toSorted(), 'each item is there once').toEqual(['x', 'y']);
    set.remove('x');
    set.remove('nothing');
    expect([...set.value], 'what was removed is gone, however often it was added').toEqual(['y']);
    set.add('x');
    expect(set.has('x'), 'what was removed can be added again').toBe(true);
  });

  test('items are compared by their JSON', () => {
    const set = new ORSet<unknown>('a');
    for (const item of [1, '1', null, { id: 7 }, [1, 2]]) set.add(item);
    const found = [{ id: 7 }, [1, 2], { id: 8 }].map((item) => set.has(item));
    expect(found, 'equal JSON is the same item').toEqual([true, true, false]);
    expect(set.value.size, '1 and "1" are two items').toBe(5);
    set.remove({ id: 7 });
    set.remove('1');
    expect([set.has({ id: 7 }), set.has('1'), set.has(1)], 'remove finds an item by its JSON').toEqual([
      false,
      false,
      true,
    ]);
    expect([...set.value], 'value holds the items themselves').toContainEqual([1, 2]);
  });

  test('a remove reaches those who merge it', () => {
    const [a, b] = [new ORSet<string>('a'), new ORSet<string>('b')];
    a.add('x');
    b.merge(a);
    b.remove('x');
    a.merge(b);
    a.merge(b);
    expect([a.has('x'), b.has('x')], 'what was removed after it was seen is gone everywhere').toEqual([false, false]);
    const late = new ORSet<string>('c');
    late.add('y');
    const [early, remover] = [copies.set(late), copies.set(late)];
    remover.remove('y');
    const restored = copies.set(remover);
    restored.merge(early);
    early.merge(copies.set(remover));
    remover.merge(late);
    const left = [early, remover, restored].map((set) => set.has('y'));
    expect(left, 'nor does it come back from one who has not heard, or through JSON').toEqual([false, false, false]);
  });
});

describe('Of an add and a remove at once, the add wins', () => {
  test('a remove takes away only what its replica had seen', () => {
    const [a, b] = [new ORSet<string>('a'), new ORSet<string>('b')];
    a.add('x');
    b.merge(a);
    b.remove('x');
    a.add('x');
    const [ab, ba] = [mergeAll([a, b], copies.set), mergeAll([b, a], copies.set)];
    expect([ab.has('x'), ba.has('x')], 'an add that the remove had not seen stands').toEqual([true, true]);
  });

  test('an add elsewhere stands as well', () => {
    const [a, b] = [new ORSet<string>('a'), new ORSet<string>('b')];
    a.add('x');
    b.add('x');
    a.remove('x');
    a.merge(b);
    expect(a.has('x'), 'another replica added the same item, and that was not removed').toBe(true);
  });

  test('an add after a reload is a new one', () => {
    const a = new ORSet<string>('a');
    const b = new ORSet<string>('b');
    a.add('x');
    b.merge(a);
    const restored = copies.set(a);
    restored.add('x');
    b.remove('x');
    b.merge(restored);
    restored.merge(b);
    const rule = 'a replica read from JSON adds anew, and repeats nothing';
    expect([b.has('x'), restored.has('x')], rule).toEqual([true, true]);
    for (const replica of [b, restored]) replica.remove('x');
    const emptied = copies.set(restored);
    emptied.add('x');
    b.merge(emptied);
    expect([b.has('x'), emptied.has('x')], `${rule}, also where all was removed`).toEqual([true, true]);
  });

  test('it keeps the laws, and shows what was added unseen', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const replicas = [new ORSet<number>('a'), new ORSet<number>('b'), new ORSet<number>('c')] as const;
        /** What each replica has seen: adds by number, and removes of adds. */
        const models = replicas.map(() => ({ adds: new Map<number, number>(), removed: new Set<number>() }));
        let adds = 0;
        for (const { at, what, item, from } of given) {
          const [model, other] = [models[at], models[from]];
          if (model === undefined || other === undefined) continue;
          if (what === 'change') {
            model.adds.set((adds += 1), item);
            replicas[at].add(item);
          } else if (what === 'undo') {
            for (const [add, added] of model.adds) if (added === item) model.removed.add(add);
            replicas[at].remove(item);
          } else if (at !== from) {
            for (const [add, added] of other.adds) model.adds.set(add, added);
            for (const add of other.removed) model.removed.add(add);
            replicas[at].merge(replicas[from]);
          }
          const left = new Set([...model.adds].filter(([add]) => !model.removed.has(add)).map(([, added]) => added));
          expect(
            [...replicas[at].value].toSorted(),
            'an item is there where an add of it was not seen by a remove',
          ).toEqual([...left].toSorted());
        }
        expectLaws(replicas, copies.set);
      }),
      SEED,
    );
  });
});

describe('A merge leaves the other side alone', () => {
  test('and the two share nothing afterwards', () => {
    const [a, b] = [new ORSet<string>('a'), new ORSet<string>('b')];
    b.add('x');
    a.merge(b);
    a.remove('x');
    a.add('y');
    a.merge(b);
    expect([...b.value], 'what one set does after a merge does not show in the other').toEqual(['x']);
    const [m, n] = [new GCounter('m'), new GCounter('n')];
    n.increment();
    m.merge(n);
    m.increment(3);
    expect(n.value, 'what one counter counts after a merge does not show in the other').toBe(1);
  });
});

describe('fromJSON keeps the id of the replica', () => {
  test('what is read from JSON goes on as the same replica', () => {
    const counter = new GCounter('a');
    counter.increment();
    const again = copies.gCounter(counter);
    expect(again.value, 'what was counted is still there').toBe(1);
    again.increment();
    counter.increment();
    again.merge(counter);
    expect(again.value, 'both count under the id a, so the larger of the two numbers stands').toBe(2);
    const change = new PNCounter('a');
    change.decrement(2);
    const changed = copies.pnCounter(change);
    changed.decrement();
    change.decrement();
    changed.merge(change);
    expect(changed.value, 'the same holds for a PNCounter').toBe(-3);
    const [set, other] = [copies.set(new ORSet<string>('a')), copies.set(new ORSet<string>('b'))];
    set.add('x');
    other.add('x');
    set.remove('x');
    set.merge(copies.set(other));
    expect([...set.value], 'and for a set: what two restored replicas add are two adds').toEqual(['x']);
  });

  test('a register goes on with its id, and with the clock that it is given', () => {
    const write = (id: string, restore: boolean) => {
      const register = new LWWRegister<string>(id, { now: () => 1000 });
      const writer = restore ? copies.register(register, () => 1000) : register;
      writer.set(`of ${id}`);
      return writer;
    };
    for (const id of ['a', 'z']) {
      const [fresh, restored] = [write('m', false), write('m', false)];
      fresh.merge(write(id, false));
      restored.merge(write(id, true));
      expect(restored.value, 'a tie is decided by the id that was written to JSON').toBe(fresh.value);
      const later = new LWWRegister<string>('m', { now: () => 2000 });
      later.set('later');
      later.merge(write(id, true));
      expect(later.value, 'fromJSON(json, { now }) takes its time from `now`').toBe('later');
    }
  });
});

describe('A wrong argument is refused', () => {
  test('an id that is no text, or a clock that is no function, is a TypeError', () => {
    for (const Replica of [GCounter, PNCounter, LWWRegister, ORSet]) {
      const make = (...given: unknown[]) => Reflect.construct(Replica, given) as unknown;
      expect(() => make(7), `${Replica.name}: an id is a text`).toThrow(TypeError);
    }
    const make = () => new LWWRegister('a', { now: 5 as unknown as () => number });
    expect(make, 'now is a function').toThrow(TypeError);
  });
});
