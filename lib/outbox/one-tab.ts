/** What is needed of `navigator.locks`. */
export type Locks = Pick<LockManager, 'request'>;

// #region one-tab
/**
 * Does `work` in one tab at a time: the first that asks, and when that is closed or has crashed, the next that
 * waits. The browser gives a lock back by itself, so there is no dead owner to wait for.
 *
 * @param locks absent on a page that is not secure; then every tab works, and doubles are left to the ids
 * @returns its undo, which ends the work as well
 */
export function inOneTab(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  locks: Locks | undefined,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  if (locks === undefined) void work(signal);
  else {
    locks
      .request(name, { signal }, () => work(signal))
      .catch((error: unknown) => {
        // Given up while it waited: that is what the undo is for.
        if (!signal.aborted) throw error;
      });
  }
  return () => ending.abort();
}
// #endregion one-tab
