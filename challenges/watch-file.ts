import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** A save is often several writes; so long after the last of them it is over, in milliseconds. */
const SETTLE_MS = 20;
/** How often to look where the system tells nothing, as in some containers and on mounted folders. */
const POLL_MS = 500;

/** A watch over one file. Closing it twice is fine. */
export interface FileWatch {
  close(): void;
}

/**
 * Calls back after each save of a file, also where an editor saves by putting another file in its place. The folder is
 * watched, and besides the file is looked at twice a second, since not every file system tells of changes.
 */
export function watchFile(path: string, onSave: () => void, { pollMs = POLL_MS } = {}): FileWatch {
  const name = basename(path);
  let closed = false;
  let last: string | null = null;
  let settling: NodeJS.Timeout | undefined;

  const look = async () => {
    const state = await readState(path);
    // Between the two steps of a save by renaming there is no file, and between a cut and a write an empty one.
    if (closed || state === null || state === last) return;
    const isFirst = last === null;
    last = state;
    if (!isFirst) onSave();
  };
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(() => void look(), SETTLE_MS);
  };

  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(dirname(path), { persistent: true }, (_event, changed) => {
      if (changed === null || changed === name) settle();
    });
    // Looking goes on without it.
    watcher.on('error', () => watcher?.close());
  } catch {
    // Too many watches, or a file system that has none: looking is enough.
  }
  const poll = setInterval(() => void look(), pollMs);
  void look();
  return {
    close() {
      closed = true;
      clearTimeout(settling);
      clearInterval(poll);
      watcher?.close();
    },
  };
}

/** What changes with each save; `null` while there is no file, or nothing in it. */
async function readState(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return size === 0 ? null : `${mtimeMs} ${size} ${ino}`;
  } catch {
    return null;
  }
}
