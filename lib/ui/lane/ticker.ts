/** Draws one frame. @param nowMs - the page's clock, in milliseconds since the epoch */
export type OnFrame = (nowMs: number) => void;

/** How often the picture moves for readers who asked for less motion, in milliseconds. */
export const REDUCED_STEP_MS = 1_000;

const callbacks = new Set<OnFrame>();
let request: number | undefined;
let drawnStep = Number.NaN;

/**
 * Has `onFrame` called before every repaint, or once a second where the reader prefers reduced motion. All lanes share
 * one loop, so they show the same moment; it stands still while nobody draws and while the page is hidden.
 *
 * @returns its undo
 */
export function subscribeToFrames(onFrame: OnFrame): () => void {
  callbacks.add(onFrame);
  drawnStep = Number.NaN;
  request ??= requestAnimationFrame(loop);
  return () => {
    callbacks.delete(onFrame);
    if (callbacks.size > 0 || request === undefined) return;
    cancelAnimationFrame(request);
    request = undefined;
  };
}

function loop(timestamp: number): void {
  // A hidden page gets no animation frames, so nothing more is needed to rest while nobody looks.
  request = requestAnimationFrame(loop);
  let nowMs = performance.timeOrigin + timestamp;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    const step = Math.floor(nowMs / REDUCED_STEP_MS);
    if (step === drawnStep) return;
    drawnStep = step;
    nowMs = step * REDUCED_STEP_MS;
  }
  for (const callback of callbacks) callback(nowMs);
}
