/** What keeps texts between visits, as local storage does; every call may throw. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Why something is not kept: the browser forbids it, there is no more room, or what lay there could not be read. */
export type StorageTrouble =
  | { kind: 'forbidden' }
  | { kind: 'full' }
  /** `asideKey` is where the text now lies; `null` where not even that could be written. */
  | { kind: 'unreadable'; reason: string; asideKey: string | null };

/** The storage of this browser. Merely asking for it can throw, so it is asked for on each use. */
export const browserStorage: TextStorage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
  removeItem: (key) => localStorage.removeItem(key),
};

/** The text under a key, or what is in the way. */
export function readText(storage: TextStorage, key: string): { text: string | null; trouble: StorageTrouble | null } {
  try {
    return { text: storage.getItem(key), trouble: null };
  } catch {
    return { text: null, trouble: { kind: 'forbidden' } };
  }
}

/** Writes a text; says what is in the way, or `null`. */
export function writeText(storage: TextStorage, key: string, text: string): StorageTrouble | null {
  try {
    storage.setItem(key, text);
    return null;
  } catch (error) {
    return { kind: isFull(error) ? 'full' : 'forbidden' };
  }
}

/**
 * Puts a text that cannot be read under another name, so that nothing overwrites it.
 *
 * @returns what to say about it
 */
export function putAside(
  storage: TextStorage,
  { key, text, reason, now }: { key: string; text: string; reason: string; now: number },
): StorageTrouble {
  const asideKey = `${key}.corrupt-${now}`;
  if (writeText(storage, asideKey, text) !== null) return { kind: 'unreadable', reason, asideKey: null };
  try {
    storage.removeItem(key);
  } catch {
    // It is written over by the next change.
  }
  return { kind: 'unreadable', reason, asideKey };
}

/** Browsers have two names for it. */
function isFull(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}

/** Whether what lies under a key must not be written over, because there is no room for it elsewhere. */
export function mustStay(trouble: StorageTrouble | null): boolean {
  return trouble?.kind === 'unreadable' && trouble.asideKey === null;
}
