/**
 * Hands an error of the user's callback to the platform, as an event listener's would be: `error` on the window or the
 * worker, `uncaughtException` in Node. It does not reach the code that called the callback.
 */
export function report(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else {
    queueMicrotask(() => {
      throw error;
    });
  }
}
