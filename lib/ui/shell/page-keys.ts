/** A key, or several that belong together, and what it does. */
export interface KeyHint {
  keys: string;
  does: string;
}

/** The keys of one page, under the name of what they are for. */
export interface PageKeys {
  title: string;
  hints: readonly KeyHint[];
}

let listed: readonly PageKeys[] = [];
const watchers = new Set<() => void>();

/**
 * Puts a page's own keys into the list that `?` shows, also where it is shown already.
 *
 * @returns its undo
 */
export function listPageKeys(keys: PageKeys): () => void {
  change([...listed, keys]);
  return () => change(listed.filter((each) => each !== keys));
}

/** What the pages have listed so far; the same array until that changes. */
export function readPageKeys(): readonly PageKeys[] {
  return listed;
}

/** Calls back with each change of the list. @returns its undo */
export function watchPageKeys(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => void watchers.delete(onChange);
}

function change(next: readonly PageKeys[]): void {
  listed = next;
  for (const onChange of watchers) onChange();
}
