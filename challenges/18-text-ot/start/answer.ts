/** One change of a text. Positions and counts are UTF-16 units, as `length` and `slice` count them. */
export type Op = { type: 'insert'; at: number; text: string } | { type: 'delete'; at: number; count: number };

/** Which side stands left where both insert at the same place. */
export type Side = 'left' | 'right';

/** The text after the ops, one after another. */
export function apply(text: string, ops: readonly Op[]): string {
  void ops;
  return `${text}?`;
}

/** What `a` becomes when `b` has been applied already. `priority` is the side of `a`. */
export function transform(a: readonly Op[], b: readonly Op[], priority: Side): Op[] {
  void b;
  void priority;
  return [...a];
}

/** The ops that undo `ops`, which were applied to `text`. */
export function invert(text: string, ops: readonly Op[]): Op[] {
  void text;
  return [...ops];
}
