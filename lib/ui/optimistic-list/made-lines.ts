/** The two versions of the list. */
export const VERSIONS = ['snapshots', 'operations'] as const;

/** How often React has made a line anew, in each version. A new object with every change. */
export type Made = Readonly<Record<(typeof VERSIONS)[number], number>>;

/** Counts the lines that React makes. Made for `useSyncExternalStore`. */
export interface MadeLines {
  count(version: keyof Made): void;
  reset(): void;
  read(): Made;
  /** @returns its undo */
  subscribe(onChange: () => void): () => void;
}

/** What is read before anything was made: on the server, too. */
export const NONE_MADE: Made = { snapshots: 0, operations: 0 };

/** Makes a counter. */
export function createMadeLines(): MadeLines {
  const listeners = new Set<() => void>();
  let made = NONE_MADE;

  function become(next: Made): void {
    made = next;
    for (const listener of listeners) listener();
  }

  return {
    count: (version) => become({ ...made, [version]: made[version] + 1 }),
    reset: () => become(NONE_MADE),
    read: () => made,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
