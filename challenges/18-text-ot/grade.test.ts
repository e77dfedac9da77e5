import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, invert, type Op, transform } from '#answer';

const insert = (at: number, text: string): Op => ({ type: 'insert', at, text });
const remove = (at: number, count: number): Op => ({ type: 'delete', at, count });

/** Every function gets ops of its own, so that what one does to them cannot help another. */
const own = (ops: readonly Op[]): Op[] => ops.map((op) => ({ ...op }));

/** What both sides end with, when each does its own and then the other's: the side of `a` is the left one. */
function meet(text: string, a: readonly Op[], b: readonly Op[]): [atA: string, atB: string] {
  const atA = apply(apply(text, own(a)), transform(own(b), own(a), 'right'));
  const atB = apply(apply(text, own(b)), transform(own(a), own(b), 'left'));
  return [atA, atB];
}

/** Holds that both sides end with the same, and gives it. */
function merged(text: string, a: readonly Op[], b: readonly Op[]): string {
  const [atA, atB] = meet(text, a, b);
  expect(atA, `both sides end with the same text: ${JSON.stringify({ text, a, b })}`).toBe(atB);
  return atA;
}

interface Draft {
  inserts: boolean;
  place: number;
  size: number;
}

const drafts = fc.array(fc.record({ inserts: fc.boolean(), place: fc.nat(99), size: fc.nat(4) }), { maxLength: 5 });
const someText = fc
  .array(fc.constantFrom('0', '1', '2', '3', '4', ' ', '😀', 'é'), { maxLength: 10 })
  .map((parts) => parts.join(''));

/** Makes ops that fit a text, and each the text after those before it. `letters` are what this side types. */
function opsFrom(text: string, given: readonly Draft[], letters: string): Op[] {
  let { length } = text;
  return given.map(({ inserts, place, size }) => {
    const at = place % (length + 1);
    const count = Math.min(size, length - at);
    length += inserts ? size : -count;
    return inserts ? insert(at, letters.slice(0, size)) : remove(at, count);
  });
}

const only = (inserts: boolean) => drafts.map((given) => given.map((draft) => ({ ...draft, inserts })));
const RUNS = { seed: 18, numRuns: 1_000 };

/** What a call throws, or `undefined`. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('Ops of a list are sequential', () => {
  test('an insert puts its text before a position', () => {
    expect(apply('bd', [insert(1, 'c')]), 'an insert at 1 stands behind the first unit').toBe('bcd');
    expect(apply('bd', [insert(0, 'a')]), 'an insert at 0 stands at the beginning').toBe('abd');
    expect(apply('bd', [insert(2, 'ee')]), 'an insert at the length stands at the end').toBe('bdee');
    expect(apply('', [insert(0, 'a')]), 'an empty text takes an insert').toBe('a');
  });

  test('a delete takes out so many units from a position', () => {
    expect(apply('abcd', [remove(1, 2)]), 'a delete at 1 of 2 takes out the second and the third').toBe('ad');
    expect(apply('abcd', [remove(0, 4)]), 'a delete may take everything').toBe('');
  });

  test('each is relative to the text after those before it', () => {
    const text = apply('abc', [insert(0, 'xy'), remove(2, 1), insert(4, '!')]);
    expect(text, 'the second op counts from the text that the first one left').toBe('xybc!');
    expect(apply('abc', []), 'no ops change nothing').toBe('abc');
    expect(apply('a', [insert(1, 'bcd'), remove(0, 4)]), 'what was inserted can be deleted').toBe('');
  });
});

describe('apply refuses an op out of range', () => {
  test.each([
    ['an insert behind the end', [insert(4, 'x')]],
    ['an insert before the beginning', [insert(-1, 'x')]],
    ['a delete over the end', [remove(2, 2)]],
    ['a delete behind the end', [remove(4, 1)]],
    ['a delete before the beginning', [remove(-1, 1)]],
    ['a negative count', [remove(2, -1)]],
    ['what no longer fits', [remove(0, 2), remove(1, 1)]],
  ])('%s is a RangeError', (_what, ops) => {
    expect(thrownBy(() => apply('abc', ops)) instanceof RangeError, 'apply refuses an op out of range').toBe(true);
  });

  test('what fits only after the ops before it is fine', () => {
    expect(apply('', [insert(0, 'abc'), remove(1, 2), insert(1, 'z')]), 'the range is that of the text by then').toBe(
      'az',
    );
  });
});

describe('Positions are UTF-16 units', () => {
  test('as length counts them', () => {
    expect(apply('a😀b', [insert(3, '!')]), 'the picture counts as two units').toBe('a😀!b');
    expect(apply('a😀b', [remove(1, 2)]), 'so deleting it takes two').toBe('ab');
    expect(merged('a😀b', [insert(3, '!')], [remove(1, 2)]), 'transform counts the same way').toBe('a!b');
    expect(merged('ab', [insert(1, '😀')], [remove(1, 1)]), 'and an inserted picture moves what follows by two').toBe(
      'a😀',
    );
  });
});

describe('An op of count 0 or with an empty text does nothing', () => {
  test('and is legal', () => {
    expect(apply('abc', [insert(1, ''), remove(2, 0), remove(3, 0)]), 'empty ops change nothing').toBe('abc');
    expect(merged('abc', [insert(1, ''), remove(1, 0)], [remove(0, 2)]), 'transform takes empty ops, too').toBe('c');
    expect(merged('abc', [remove(0, 3)], [insert(1, ''), remove(3, 0)]), 'on both sides').toBe('');
    expect(apply('abc', invert('abc', [insert(1, ''), remove(2, 0)])), 'invert takes them as well').toBe('abc');
  });
});

describe('Both sides end with the same text', () => {
  test('for any text and any two lists of ops', () => {
    fc.assert(
      fc.property(someText, drafts, drafts, (text, one, two) => {
        merged(text, opsFrom(text, one, 'abcd'), opsFrom(text, two, 'WXYZ'));
      }),
      RUNS,
    );
  });

  test('for two single ops, wherever they are', () => {
    const text = 'abcd';
    const all: Op[] = [];
    for (let at = 0; at <= 4; at += 1) {
      all.push(insert(at, 'X'), insert(at, 'YZ'));
      for (let count = 1; at + count <= 4; count += 1) all.push(remove(at, count));
    }
    for (const a of all) for (const b of all) merged(text, [a], [b]);
    expect(merged(text, [], []), 'nothing and nothing is nothing').toBe(text);
  });
});

describe('The lists that are given stay as they are', () => {
  test('in transform and in apply', () => {
    const [a, b] = [
      [insert(1, 'xy'), remove(0, 2), insert(3, 'z')],
      [remove(1, 3), insert(0, 'Q'), insert(2, 'R')],
    ];
    const before = [own(a), own(b)];
    transform(a, b, 'left');
    transform(b, a, 'right');
    expect([a, b], 'transform changes neither of its lists, which are needed again').toEqual(before);
    apply('abcd', a);
    invert('abcd', a);
    expect(a, 'apply and invert do not change theirs').toEqual(before[0]);
  });
});

describe('Nothing is done that nobody did', () => {
  test('ops in different places both have their effect', () => {
    expect(merged('one two', [insert(0, '1 ')], [insert(7, ' 3')]), 'both inserts are there').toBe('1 one two 3');
    expect(merged('one two', [remove(0, 4)], [insert(7, '!')]), 'the delete and the insert').toBe('two!');
    expect(merged('one two', [insert(0, 'x')], [remove(4, 3)]), 'the insert and the delete').toBe('xone ');
    expect(merged('one two', [remove(0, 1)], [remove(6, 1)]), 'both deletes').toBe('ne tw');
  });

  test('lists that touch different places both have their full effect', () => {
    fc.assert(
      fc.property(fc.tuple(someText, someText), drafts, drafts, ([front, back], one, two) => {
        const [a, b] = [opsFrom(front, one, 'abcd'), opsFrom(back, two, 'WXYZ')];
        const behind = b.map((op) => ({ ...op, at: op.at + front.length + 1 }));
        const expected = `${apply(front, own(a))}|${apply(back, own(b))}`;
        const title = 'what is left of the bar comes from one side, what is right of it from the other';
        expect(merged(`${front}|${back}`, a, behind), title).toBe(expected);
        expect(merged(`${front}|${back}`, behind, a), title).toBe(expected);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  test('an insert beside a deleted range stands', () => {
    for (const at of [1, 4]) {
      expect(merged('abcdef', [insert(at, 'X')], [remove(1, 3)]), 'nobody deleted it').toBe('aXef');
      expect(merged('abcdef', [remove(1, 3)], [insert(at, 'X')]), 'on either side').toBe('aXef');
    }
  });

  test('one side alone changes nothing for itself', () => {
    const ops = [insert(1, 'x'), remove(0, 1)];
    expect(merged('ab', ops, []), 'against nothing, ops stay what they are').toBe('xb');
    expect(merged('ab', [], ops), 'on either side').toBe('xb');
  });

  test('inserts alone add up', () => {
    fc.assert(
      fc.property(someText, only(true), only(true), (text, one, two) => {
        const [a, b] = [opsFrom(text, one, 'abcd'), opsFrom(text, two, 'WXYZ')];
        const added = apply(text, own(a)).length + apply(text, own(b)).length - 2 * text.length;
        expect(merged(text, a, b).length, 'nothing that was typed is lost or doubled').toBe(text.length + added);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });

  test('deletes alone take out what one of the two deleted', () => {
    fc.assert(
      fc.property(only(false), only(false), (one, two) => {
        const text = 'abcdefghij';
        const [a, b] = [opsFrom(text, one, ''), opsFrom(text, two, '')];
        const [keptByA, keptByB] = [new Set(apply(text, own(a))), new Set(apply(text, own(b)))];
        const kept = Array.from(text).filter((letter) => keptByA.has(letter) && keptByB.has(letter));
        expect(merged(text, a, b), 'what both deleted is deleted once, and what neither did stays').toBe(kept.join(''));
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

describe('On a tie the left side stands left', () => {
  test('at the same place', () => {
    expect(merged('[]', [insert(1, 'left')], [insert(1, 'RIGHT')]), 'the text of the side with priority left').toBe(
      '[leftRIGHT]',
    );
    expect(merged('', [insert(0, 'b')], [insert(0, 'a')]), 'whatever the letters are').toBe('ba');
    expect(merged('[]', [insert(1, 'same')], [insert(1, 'same')]), 'two who type the same have typed it twice').toBe(
      '[samesame]',
    );
  });

  test('also where one of them typed letter by letter', () => {
    const typed = [insert(1, 'a'), insert(2, 'b'), insert(3, 'c')];
    expect(merged('[]', typed, [insert(1, 'Z')]), 'the letters of the left side stay together').toBe('[abcZ]');
    expect(merged('[]', [insert(1, 'Z')], typed), 'and those of the right side').toBe('[Zabc]');
  });
});

describe('Deletes may overlap', () => {
  test('in every way', () => {
    expect(merged('abcdef', [remove(1, 3)], [remove(2, 3)]), 'partly: what both deleted is deleted once').toBe('af');
    expect(merged('abcdef', [remove(2, 3)], [remove(1, 3)]), 'partly, the other way').toBe('af');
    expect(merged('abcdef', [remove(1, 4)], [remove(2, 1)]), 'one within the other').toBe('af');
    expect(merged('abcdef', [remove(2, 1)], [remove(1, 4)]), 'one around the other').toBe('af');
    expect(merged('abcdef', [remove(1, 2)], [remove(1, 2)]), 'the same').toBe('adef');
    expect(merged('abcdef', [remove(1, 2)], [remove(3, 2)]), 'side by side').toBe('af');
  });

  test('an insert inside a deleted range ends alike on both sides', () => {
    for (const at of [1, 2, 3, 4]) {
      const result = merged('abcdef', [insert(at, 'X')], [remove(1, 3)]);
      expect(result.replace('X', ''), 'what was deleted is deleted, and the rest stays').toBe('aef');
      const other = merged('abcdef', [remove(1, 3)], [insert(at, 'X')]);
      expect(other.replace('X', ''), 'on either side').toBe('aef');
    }
  });
});

describe('invert undoes', () => {
  test('any list of ops on any text', () => {
    fc.assert(
      fc.property(someText, drafts, (text, given) => {
        const ops = opsFrom(text, given, 'abcd');
        const back = apply(apply(text, own(ops)), invert(text, own(ops)));
        expect(back, 'apply(apply(text, ops), invert(text, ops)) is the text again').toBe(text);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  test('what was deleted comes back, and in its place', () => {
    const ops = [remove(0, 2), insert(1, 'xy'), remove(0, 2)];
    expect(apply(apply('abc', own(ops)), invert('abc', own(ops))), 'the last op is undone first').toBe('abc');
    const inserted = [insert(1, '😀')];
    expect(apply(apply('abc', own(inserted)), invert('abc', own(inserted))), 'an inserted picture is two units').toBe(
      'abc',
    );
    expect(apply('abc', invert('abc', [])), 'to undo nothing is to do nothing').toBe('abc');
  });
});
