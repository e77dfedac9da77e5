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

const listed = new Set<PageKeys>();

/**
 * Puts a page's own keys into the list that `?` shows.
 *
 * @returns its undo
 */
export function listPageKeys(keys: PageKeys): () => void {
  listed.add(keys);
  return () => void listed.delete(keys);
}

/** What the pages have listed so far. */
export function readPageKeys(): readonly PageKeys[] {
  return [...listed];
}
