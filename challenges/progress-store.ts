import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  formatProgress,
  mergeProgress,
  NO_PROGRESS,
  type Progress,
  ProgressError,
  readProgress,
} from '../lib/progress/index.ts';
import { CHALLENGES } from './catalog.ts';
import { timeStamp } from './time-stamp.ts';

/** Where the command line keeps what the learner did. */
export const PROGRESS_FILE = join(CHALLENGES, 'progress.json');

/** How long another command line may hold the file, and how long a lock is believed in that nobody removed. */
const LOCK_WAIT_MS = 10;
const LOCK_STALE_MS = 5000;

/** A file of progress that several command lines may use at once. */
export interface ProgressStore {
  /** What is known, also what others have written since. */
  read(): Promise<Progress>;
  /** Adds to what is there; nothing that anybody wrote is lost. Gives what is there then. */
  add(news: Progress): Promise<Progress>;
}

/** Opens a store. A file that cannot be read is kept aside under a name of its own, and `onCorrupt` hears of it. */
export function openProgress({
  file = PROGRESS_FILE,
  onCorrupt = () => {},
}: { file?: string; onCorrupt?: (message: string) => void } = {}): ProgressStore {
  const load = async (): Promise<Progress> => {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (isCode(error, 'ENOENT')) return NO_PROGRESS;
      throw error;
    }
    try {
      return readProgress(text);
    } catch (error) {
      if (!(error instanceof ProgressError)) throw error;
      // A later version of the lab can read it, and must find it where it is.
      if (error.code === 'newer') throw error;
      const aside = `${file}.corrupt-${timeStamp()}`;
      await rename(file, aside);
      onCorrupt(`The progress in ${file} could not be read (${error.message}). It is kept as ${aside}.`);
      return NO_PROGRESS;
    }
  };

  return {
    read: () => withLock(file, load),
    add: (news) =>
      withLock(file, async () => {
        const merged = mergeProgress(await load(), news);
        const draft = `${file}.${process.pid}.tmp`;
        await writeFile(draft, formatProgress(merged));
        // A reader sees the old file or the new one, and never a half.
        await renameOver(draft, file);
        return merged;
      }),
  };
}

/** Does something while no other command line does: between reading and writing nothing may come in. */
async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`;
  await mkdir(dirname(file), { recursive: true });
  for (;;) {
    try {
      await (await open(lock, 'wx')).close();
      break;
    } catch (error) {
      // On Windows a lock that is just being removed cannot be opened either.
      if (!isCode(error, 'EEXIST') && !isCode(error, 'EPERM')) throw error;
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > LOCK_STALE_MS) await rm(lock, { force: true });
      else await delay(LOCK_WAIT_MS);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** On Windows a file that a scanner or an editor holds open cannot be replaced for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 20) throw error;
      await delay(LOCK_WAIT_MS);
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
