import { type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import type { DrawerSize } from './use-drawer-size.ts';
import styles from './wire-drawer.module.css';

/** How far an arrow key moves the edge, in CSS pixels. */
const STEP_PX = 32;

/** The edge of a drawer, by which its size is changed: with the pointer, or with arrow keys, Home and End. */
export function DrawerEdge({ size }: { size: DrawerSize }): JSX.Element {
  const { dock, px, minPx, maxPx, resize } = size;
  const isSide = dock === 'side';

  function onKeyDown({ key, preventDefault }: { key: string; preventDefault: () => void }): void {
    const step = { ArrowUp: 1, ArrowLeft: 1, ArrowDown: -1, ArrowRight: -1 }[key];
    if (step !== undefined) resize(Math.max(minPx, Math.min(px + step * STEP_PX, maxPx)));
    else if (key === 'Home') resize(minPx);
    else if (key === 'End') resize(maxPx);
    else return;
    preventDefault();
  }

  function onPointerMove(event: PointerEvent): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(Math.max(minPx, Math.min(isSide ? innerWidth - event.clientX : innerHeight - event.clientY, maxPx)));
  }

  return (
    <div
      className={styles.edge}
      role="separator"
      aria-label="Size of the drawer"
      aria-orientation={isSide ? 'vertical' : 'horizontal'}
      aria-valuenow={px}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onKeyDown={(event: KeyboardEvent) => onKeyDown({ key: event.key, preventDefault: () => event.preventDefault() })}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
