import { describe, expect, it } from 'vitest';
import { compareLists, leftBetween } from '../../../lib/ui/optimistic-list/compare.ts';
import { applyOperation, decodeOperation, type Operation } from '../../../lib/ui/optimistic-list/items.ts';
import * as operations from '../../../lib/ui/optimistic-list/operations.ts';
import * as snapshots from '../../../lib/ui/optimistic-list/snapshots.ts';

const add = (name: string): Operation => ({ kind: 'add', id: `op-${name}`, item: name, title: name });
const titles = (items: readonly { title: string }[]): string[] => items.map(({ title }) => title);
const shown = (state: operations.OperationsState): string[] => titles(operations.shownItems(state));

describe('applyOperation', () => {
  const list = [
    { id: 'a', title: 'a' },
    { id: 'b', title: 'b' },
  ];

  it('adds, renames and deletes', () => {
    expect(titles(applyOperation(list, add('c')))).toEqual(['a', 'b', 'c']);
    expect(titles(applyOperation(list, { kind: 'rename', id: 'x', item: 'a', title: 'z' }))).toEqual(['z', 'b']);
    expect(titles(applyOperation(list, { kind: 'delete', id: 'x', item: 'a' }))).toEqual(['b']);
    expect(titles(list)).toEqual(['a', 'b']);
  });

  it('changes nothing where it was applied already, or its item is gone', () => {
    expect(applyOperation(list, add('a'))).toBe(list);
    expect(applyOperation(list, { kind: 'rename', id: 'x', item: 'q', title: 'z' })).toBe(list);
    expect(applyOperation(list, { kind: 'delete', id: 'x', item: 'q' })).toBe(list);
  });
});

describe('decodeOperation', () => {
  it('reads what it wrote, and nothing else', () => {
    expect(decodeOperation(add('a'))).toEqual(add('a'));
    expect(decodeOperation({ kind: 'delete', id: 'x', item: 'a', more: 1 })).toEqual({
      kind: 'delete',
      id: 'x',
      item: 'a',
    });
    for (const data of [
      null,
      'add',
      {},
      { ...add('a'), title: 7 },
      { ...add('a'), kind: 'drop' },
      { kind: 'delete' },
    ]) {
      expect(decodeOperation(data)).toBeUndefined();
    }
  });
});

describe('the list with operations', () => {
  const base = operations.arrive(operations.NO_OPERATIONS, 1, add('a'));

  it('shows the confirmed list with what is pending over it, in order', () => {
    const state = operations.begin(operations.begin(base, add('b')), add('c'));
    expect(shown(state)).toEqual(['a', 'b', 'c']);
    expect(shown(operations.arrive(state, 2, add('x')))).toEqual(['a', 'x', 'b', 'c']);
  });

  it('takes back one refused operation alone', () => {
    let state = operations.begin(operations.begin(base, add('b')), add('c'));
    state = operations.arrive(state, 2, add('x'));
    expect(shown(operations.refuse(state, 'op-b'))).toEqual(['a', 'x', 'c']);
  });

  it('confirms its own operation when the log brings it, once', () => {
    const pending = operations.begin(base, add('b'));
    const state = operations.arrive(pending, 2, add('b'));
    expect(state.pending).toEqual([]);
    expect(shown(state)).toEqual(['a', 'b']);
    expect(operations.arrive(state, 2, add('b'))).toBe(state);
    expect(operations.arrive(state, 1, { kind: 'delete', id: 'x', item: 'b' })).toBe(state);
  });

  it('keeps and marks what has no answer', () => {
    const state = operations.timeOut(operations.begin(base, add('b')), 'op-b');
    expect(shown(state)).toEqual(['a', 'b']);
    expect(state.pending.map(({ standing }) => standing)).toEqual(['unknown']);
    expect(operations.arrive(state, 2, add('b')).pending).toEqual([]);
  });
});

describe('the list with snapshots', () => {
  const base = snapshots.arrive(snapshots.NO_SNAPSHOTS, 1, add('a'));

  it('puts the list back as it was, and loses what has come since', () => {
    const state = snapshots.arrive(snapshots.begin(base, add('b')), 2, add('x'));
    expect(titles(state.items)).toEqual(['a', 'b', 'x']);
    expect(titles(snapshots.rollBack(state, 'op-b').items)).toEqual(['a']);
  });

  it('knows its own item by the server’s id, if the answer comes first', () => {
    const pending = snapshots.begin(base, add('b'));
    const answered = snapshots.arrive(snapshots.confirm(pending, add('b'), 2), 2, add('b'));
    expect(answered.items.map(({ key }) => key)).toEqual(['1', '2']);
    const late = snapshots.confirm(snapshots.arrive(pending, 2, add('b')), add('b'), 2);
    expect(titles(late.items)).toEqual(['a', 'b', 'b']);
  });

  it('changes nothing where nothing was kept', () => {
    expect(snapshots.rollBack(base, 'op-q').items).toBe(base.items);
  });
});

describe('compareLists', () => {
  it('counts what is lost, doubled, not in the log, and was taken back wrongly', () => {
    const item = (id: string) => ({ id, title: id });
    const screen = ['a', 'b', 'b', 'g'].map(item);
    expect(compareLists(screen, ['a', 'b', 'c'].map(item), ['b', 'c', 'g', 'c'])).toEqual({
      lost: 1,
      doubled: 1,
      ghosts: 1,
      takenBack: 3,
    });
    expect(leftBetween(screen, ['b'].map(item))).toEqual(['a', 'g']);
  });
});
