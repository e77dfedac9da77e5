import type { Item, Operation } from './items.ts';

/** A line of the list, under the id that the server gives it. Until that is known, it has one for the time being. */
export interface KeyedItem extends Item {
  readonly key: string;
}

/** The list as it is shown, and as it was before each operation that has no answer yet. */
export interface SnapshotsState {
  readonly items: readonly KeyedItem[];
  readonly before: Readonly<Record<string, readonly KeyedItem[]>>;
  readonly added: number;
}

/** A list that nobody has touched. */
export const NO_SNAPSHOTS: SnapshotsState = { items: [], before: {}, added: 0 };

// #region snapshots
/** Keeps the list as it is, to go back to, and changes it. */
export function begin(state: SnapshotsState, operation: Operation): SnapshotsState {
  const key = `temp-${state.added + 1}`;
  const items = change(state.items, operation, key);
  return { items, before: { ...state.before, [operation.id]: state.items }, added: state.added + 1 };
}

/** Refused, or no answer in time: back to what was kept. */
export function rollBack(state: SnapshotsState, id: string): SnapshotsState {
  const { [id]: kept, ...before } = state.before;
  return { ...state, items: kept ?? state.items, before };
}

/** The answer brings the server’s id, which takes the place of the one for the time being. */
export function confirm(state: SnapshotsState, { id, item }: Operation, seq: number): SnapshotsState {
  const { [id]: _, ...before } = state.before;
  const isOurs = (each: KeyedItem): boolean => each.id === item && each.key.startsWith('temp-');
  return { ...state, items: state.items.map((each) => (isOurs(each) ? { ...each, key: String(seq) } : each)), before };
}

/** An event of the stream. An item that has the server’s id is known already. */
export function arrive(state: SnapshotsState, seq: number, operation: Operation): SnapshotsState {
  const key = String(seq);
  if (state.items.some((item) => item.key === key)) return state;
  return { ...state, items: change(state.items, operation, key) };
}
// #endregion snapshots

function change(items: readonly KeyedItem[], operation: Operation, key: string): readonly KeyedItem[] {
  switch (operation.kind) {
    case 'add':
      return [...items, { id: operation.item, title: operation.title, key }];
    case 'rename':
      return items.map((item) => (item.id === operation.item ? { ...item, title: operation.title } : item));
    case 'delete':
      return items.filter(({ id }) => id !== operation.item);
  }
}
