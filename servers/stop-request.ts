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

/**
 * Calls back when this process is asked to stop: by Ctrl-C or another signal, or, where a parent process has opened a
 * channel to it, by the message `stop` or the end of that parent. The channel does for Windows what `kill` does
 * elsewhere.
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
}
