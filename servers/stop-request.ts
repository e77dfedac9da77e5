/** What {@link onStopRequest} calls. */
export interface StopHandlers {
  onFirst(): void;
  /** Asked again, by someone who does not want to wait. */
  onAgain(): void;
}

/**
 * npm passes signals on to what it runs, so one Ctrl-C arrives twice: from the terminal and from npm. What comes within
 * this many milliseconds of the first is not a second wish.
 */
const SAME_REQUEST_MS = 500;

/** Windows knows no SIGTERM; Ctrl-Break is SIGBREAK there. Closing the terminal is SIGHUP on every system. */
const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How often to look whether the shell that npm runs scripts in is still there, in milliseconds. */
const PARENT_CHECK_MS = 250;

/**
 * Calls back when this process is asked to stop: by Ctrl-C or another signal, or, where a parent process has opened a
 * channel to it, by the message `stop` or the end of that parent. The channel does for Windows what `kill` does
 * elsewhere. Under npm, the end of npm's shell counts as well: a SIGTERM to npm ends that shell, which tells no one.
 */
export function onStopRequest({ onFirst, onAgain }: StopHandlers): void {
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      onFirst();
    } else if (performance.now() - askedAt > SAME_REQUEST_MS) onAgain();
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  process.on('message', (message) => {
    if (message === 'stop') ask();
  });
  process.on('disconnect', ask);
  if (process.env.npm_lifecycle_event !== undefined) onOrphaned(ask);
}

/** Calls back once when this process gets another parent. On Windows it never does. */
function onOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_CHECK_MS);
  timer.unref();
}
