/** How long work waits in a page that is not seen, in milliseconds: it draws no frames. */
const HIDDEN_MS = 250;

/** Calls `run` at the next frame, or `afterMs` later. @returns its undo */
export function scheduleFrame(run: () => void, afterMs?: number): () => void {
  if (afterMs !== undefined || document.hidden) {
    const timer = setTimeout(run, afterMs ?? HIDDEN_MS);
    return () => clearTimeout(timer);
  }
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    document.removeEventListener('visibilitychange', once);
    run();
  };
  const frame = requestAnimationFrame(once);
  // A page that is hidden before its next frame gets none.
  document.addEventListener('visibilitychange', once);
  return () => {
    isDone = true;
    cancelAnimationFrame(frame);
    document.removeEventListener('visibilitychange', once);
  };
}
