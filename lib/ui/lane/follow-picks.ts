import { type Frame, HEAD_PX, lifelines } from './paint.ts';
import { type Arrow, arrowAt, arrowFor } from './pick.ts';
import type { Tape } from './tape.ts';
import type { View } from './view.ts';

/** How far a pointer may move between down and up and still click, in CSS pixels. */
const CLICK_PX = 4;

/**
 * Lets an arrow be picked: with a click on it, or with Enter, which means the one in the middle of the picture, where the
 * keys left and right put it.
 *
 * @returns its undo
 */
export function followPicks(
  { host, canvas }: { host: HTMLElement; canvas: HTMLCanvasElement },
  { tape, view, frame, onArrow }: { tape: Tape; view: View; frame: Frame; onArrow: (arrow: Arrow) => void },
): () => void {
  let downAt: { x: number; y: number } | undefined;

  function arrowUnder(event: PointerEvent): Arrow | undefined {
    const { client, server } = lifelines(frame);
    const across = (event.offsetX - client) / Math.max(1, server - client);
    return arrowAt(tape, view, { across, y: event.offsetY - HEAD_PX });
  }

  const onDown = (event: PointerEvent): void => {
    downAt = event.button === 0 ? { x: event.clientX, y: event.clientY } : undefined;
  };
  const onUp = (event: PointerEvent): void => {
    const from = downAt;
    downAt = undefined;
    if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_PX) return;
    const arrow = arrowUnder(event);
    if (arrow) onArrow(arrow);
  };
  const onMove = (event: PointerEvent): void => {
    if (event.buttons === 0) canvas.toggleAttribute('data-over', arrowUnder(event) !== undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrowFor(tape, { at: view.to - view.spanMs / 2 });
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    onArrow(arrow);
  };

  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointermove', onMove);
  host.addEventListener('keydown', onKeyDown);
  return () => {
    canvas.removeEventListener('pointerdown', onDown);
    canvas.removeEventListener('pointerup', onUp);
    canvas.removeEventListener('pointermove', onMove);
    host.removeEventListener('keydown', onKeyDown);
  };
}
