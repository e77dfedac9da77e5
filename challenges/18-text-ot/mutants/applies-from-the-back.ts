// Mistake: The ops are applied from the last to the first, so that none moves the place of the next.
// Caught by: Ops of a list are sequential > each is relative to the text after those before it
/** One change of a text. Positions and counts are UTF-16 units, as `length` and `slice` count them. */
export type Op = { type: 'insert'; at: number; text: string } | { type: 'delete'; at: number; count: number };

/** Which side stands left where both insert at the same place. */
export type Side = 'left' | 'right';

/** The text after the ops. */
export function apply(text: string, ops: readonly Op[]): string {
  let current = text;
  for (const op of ops.toReversed()) {
    const { at } = op;
    const end = op.type === 'insert' ? at : at + op.count;
    if (!(at >= 0 && end >= at && end <= current.length)) {
      throw new RangeError(`${op.type} at ${at} does not fit into a text of ${current.length}`);
    }
    const inserted = op.type === 'insert' ? op.text : '';
    current = current.slice(0, at) + inserted + current.slice(end);
  }
  return current;
}

/** What `a` becomes when `b` has been applied already. `priority` is the side of `a`. */
export function transform(a: readonly Op[], b: readonly Op[], priority: Side): Op[] {
  return [...transformBoth(a, b, priority)[0]];
}

/** The ops that undo `ops`, which were applied to `text`. */
export function invert(text: string, ops: readonly Op[]): Op[] {
  const undo: Op[] = [];
  let current = text;
  for (const op of ops) {
    undo.unshift(
      op.type === 'insert'
        ? { type: 'delete', at: op.at, count: op.text.length }
        : { type: 'insert', at: op.at, text: current.slice(op.at, op.at + op.count) },
    );
    current = apply(current, [op]);
  }
  return undo;
}

/** `a` after `b`, and `b` after `a`. */
type Both = readonly [readonly Op[], readonly Op[]];

/**
 * Both sides at once, because neither can be had alone: the second op of `a` was made after the first, so it has to be
 * transformed against what `b` has become after the first.
 *
 *          a₁      a₂
 *        ●────►●────►●
 *      b │     │ b′   │ b″      Each square is closed: down and right is right and down.
 *        ▼     ▼      ▼         Squares that are closed make a rectangle that is.
 *        ●────►●────►●
 *          a₁′     a₂′
 */
function transformBoth(a: readonly Op[], b: readonly Op[], priority: Side): Both {
  const [first, ...rest] = a;
  const [other, ...others] = b;
  if (first === undefined || other === undefined) return [a, b];
  if (rest.length === 0 && others.length === 0) return transformPair(first, other, priority);
  if (rest.length > 0) {
    const [head, below] = transformBoth([first], b, priority);
    const [tail, bottom] = transformBoth(rest, below, priority);
    return [[...head, ...tail], bottom];
  }
  const [beside, head] = transformBoth(a, [other], priority);
  const [right, tail] = transformBoth(beside, others, priority);
  return [right, [...head, ...tail]];
}

function transformPair(a: Op, b: Op, priority: Side): Both {
  if (a.type === 'insert' && b.type === 'insert') return transformInserts(a, b, priority);
  if (a.type === 'delete' && b.type === 'delete') return transformDeletes(a, b);
  if (a.type === 'insert' && b.type === 'delete') return transformInsertAndDelete(a, b);
  const [deleted, inserted] = transformPair(b, a, priority);
  return [inserted, deleted];
}

type Insert = Extract<Op, { type: 'insert' }>;
type Delete = Extract<Op, { type: 'delete' }>;

function transformInserts(a: Insert, b: Insert, priority: Side): Both {
  const isLeft = a.at < b.at || (a.at === b.at && priority === 'left');
  return isLeft ? [[a], [move(b, a.text.length)]] : [[move(a, b.text.length)], [b]];
}

function transformInsertAndDelete(a: Insert, b: Delete): Both {
  const length = a.text.length;
  const end = b.at + b.count;
  if (a.at <= b.at) return [[a], [move(b, length)]];
  if (a.at >= end) return [[move(a, -b.count)], [b]];
  const before = a.at - b.at;
  const around: Op[] = [
    { type: 'delete', at: b.at, count: before },
    { type: 'delete', at: b.at + length, count: b.count - before },
  ];
  return [[{ ...a, at: b.at }], around];
}

function transformDeletes(a: Delete, b: Delete): Both {
  const overlap = Math.max(0, Math.min(a.at + a.count, b.at + b.count) - Math.max(a.at, b.at));
  return [[shrink(a, b, overlap)], [shrink(b, a, overlap)]];
}

/** A delete after another one, with which it has `overlap` units in common. */
function shrink(op: Delete, done: Delete, overlap: number): Delete {
  const gone = Math.min(Math.max(0, op.at - done.at), done.count);
  return { type: 'delete', at: op.at - gone, count: op.count - overlap };
}

function move<O extends Op>(op: O, by: number): O {
  return { ...op, at: op.at + by };
}
