import { isRecord } from '../../protocol/index.ts';

/** One line of the list. `id` was made by the client that added it, and never changes. */
export interface Item {
  readonly id: string;
  readonly title: string;
}

/** What somebody did to the list. `id` is the operation's own, `item` names whom it is about. */
export type Operation =
  | { readonly kind: 'add'; readonly id: string; readonly item: string; readonly title: string }
  | { readonly kind: 'rename'; readonly id: string; readonly item: string; readonly title: string }
  | { readonly kind: 'delete'; readonly id: string; readonly item: string };

// #region apply
/** The list after an operation. One that was applied already, or whose item is gone, changes nothing. */
export function applyOperation(items: readonly Item[], operation: Operation): readonly Item[] {
  const isThere = items.some(({ id }) => id === operation.item);
  switch (operation.kind) {
    case 'add':
      return isThere ? items : [...items, { id: operation.item, title: operation.title }];
    case 'rename':
      return isThere
        ? items.map((item) => (item.id === operation.item ? { ...item, title: operation.title } : item))
        : items;
    case 'delete':
      return isThere ? items.filter(({ id }) => id !== operation.item) : items;
  }
}
// #endregion apply

/** Reads an operation out of an event. @returns undefined where it is none: anybody may publish to the topic */
export function decodeOperation(data: unknown): Operation | undefined {
  if (!isRecord(data)) return undefined;
  const { kind, id, item, title } = data;
  if (typeof id !== 'string' || typeof item !== 'string') return undefined;
  if (kind === 'delete') return { kind, id, item };
  if ((kind !== 'add' && kind !== 'rename') || typeof title !== 'string') return undefined;
  return { kind, id, item, title };
}
