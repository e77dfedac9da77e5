import type { Item } from './items.ts';

/** How a list on the screen differs from the log. */
export interface Difference {
  /** Items of the log that are not shown. */
  readonly lost: number;
  /** Lines that show an item a second time. */
  readonly doubled: number;
  /** Items that are shown though the log does not have them, or has them no more. */
  readonly ghosts: number;
  /** How often an item was taken from the screen, by a refusal or a time-out, though the log has it. */
  readonly takenBack: number;
}

/** Holds what is shown against the log. `left` names the items that were taken back, once for each time. */
export function compareLists(shown: readonly Item[], log: readonly Item[], left: readonly string[]): Difference {
  const shownIds = new Set(shown.map(({ id }) => id));
  const logIds = new Set(log.map(({ id }) => id));
  return {
    lost: [...logIds].filter((id) => !shownIds.has(id)).length,
    doubled: shown.length - shownIds.size,
    ghosts: [...shownIds].filter((id) => !logIds.has(id)).length,
    takenBack: left.filter((id) => logIds.has(id)).length,
  };
}

/** The items that were shown before and are not any more. */
export function leftBetween(before: readonly Item[], after: readonly Item[]): string[] {
  const ids = new Set(after.map(({ id }) => id));
  return [...new Set(before.map(({ id }) => id))].filter((id) => !ids.has(id));
}
