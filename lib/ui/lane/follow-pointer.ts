import type { Viewport } from './viewport.ts';

/**
 * Lets the pointer move a frozen picture: by dragging it and with the wheel; Ctrl and the wheel change the scale. While
 * the picture runs, all of this is left to the page, so that it can be scrolled past.
 *
 * @returns its undo
 */
export function followPointer(canvas: HTMLCanvasElement, viewport: Viewport): () => void {
  let draggedFrom: number | undefined;
  const perPixel = (): number => viewport.spanMs / Math.max(1, canvas.clientHeight);
  const frozen = (): boolean => viewport.pausedAt !== undefined;

  const onDown = (event: PointerEvent): void => {
    if (!frozen() || event.button !== 0) return;
    draggedFrom = event.clientY;
    canvas.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent): void => {
    if (draggedFrom === undefined) return;
    viewport.scroll((draggedFrom - event.clientY) * perPixel());
    draggedFrom = event.clientY;
  };
  const onUp = (): void => {
    draggedFrom = undefined;
  };
  const onWheel = (event: WheelEvent): void => {
    if (!frozen()) return;
    event.preventDefault();
    if (event.ctrlKey) viewport.zoom(event.deltaY > 0 ? 1 : -1);
    else viewport.scroll(event.deltaY * perPixel());
  };

  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointercancel', onUp);
  canvas.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    canvas.removeEventListener('pointerdown', onDown);
    canvas.removeEventListener('pointermove', onMove);
    canvas.removeEventListener('pointerup', onUp);
    canvas.removeEventListener('pointercancel', onUp);
    canvas.removeEventListener('wheel', onWheel);
  };
}
