/** Who runs the source of a topic, where several tabs of a browser show it. */
export interface TopicLock {
  /** Whether this tab does. */
  readonly held: boolean;
  /** Makes this tab the one, whoever was. The other tab is told and goes on watching. */
  take(): void;
  /** Leaves it to the next tab that waits; may be called twice. */
  release(): void;
}

/**
 * Asks for the right to run the source of `topic`: the first tab gets it, later ones wait, and when the tab that has it is
 * closed or reloaded the next one gets it. So tabs that show the same topic never overwrite each other's rate.
 *
 * A page from another host than localhost over plain http has no locks; there each tab runs the source when its reader
 * changes something, and the last change stands.
 *
 * @param onChange - called with whether this tab runs the source, and whether it had to wait for that; first as soon as
 *   that is known, never before this function has returned
 * @see Web Locks API, section 2.4 (`steal`)
 */
export function lockTopic(topic: string, onChange: (held: boolean, waited: boolean) => void): TopicLock {
  const name = `wirelab:source:${topic}`;
  const locks: LockManager | undefined = navigator.locks;
  let held = false;
  let released = false;
  let letGo: (() => void) | undefined;
  let waiting = new AbortController();

  function become(next: boolean, waited: boolean): void {
    if (held === next || released) return;
    held = next;
    onChange(held, waited);
  }

  function hold(waited: boolean): Promise<void> {
    become(true, waited);
    return new Promise((resolve) => {
      letGo = resolve;
    });
  }

  function wait(): void {
    waiting = new AbortController();
    locks?.request(name, { signal: waiting.signal }, () => (released ? undefined : hold(true))).catch(lost);
  }

  /** The lock was stolen, or waiting for it was given up. */
  function lost(): void {
    if (released || waiting.signal.aborted) return;
    become(false, true);
    wait();
  }

  if (locks === undefined) {
    queueMicrotask(() => become(true, false));
  } else {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (released) return undefined;
        if (lock) return hold(false);
        onChange(false, true);
        wait();
        return undefined;
      })
      .catch(lost);
  }

  return {
    get held() {
      return held;
    },
    take() {
      if (held || released || locks === undefined) return;
      waiting.abort();
      locks
        .request(name, { steal: true }, () => (released ? undefined : hold(true)))
        .catch(() => {
          waiting = new AbortController();
          lost();
        });
    },
    release() {
      if (released) return;
      released = true;
      held = false;
      waiting.abort();
      letGo?.();
    },
  };
}
