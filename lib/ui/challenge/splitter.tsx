import { type JSX, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './splitter.module.css';

/** How far an arrow key moves it, in per cent. */
const STEP = 3;

/** The line between two panes, moved with the pointer, or with arrow keys, Home and End. A double click puts it back. */
export function Splitter({
  label,
  orientation,
  value,
  range: [min, max],
  onChange,
  onReset,
}: {
  label: string;
  /** `vertical` is a line between left and right. */
  orientation: 'vertical' | 'horizontal';
  /** The share of the first pane, in per cent of the parent's parent. */
  value: number;
  range: readonly [min: number, max: number];
  onChange: (value: number) => void;
  onReset: () => void;
}): JSX.Element {
  const drag = useRef<{ from: number; value: number; size: number }>(undefined);
  const isVertical = orientation === 'vertical';
  const move = (next: number): void => onChange(Math.max(min, Math.min(Math.round(next * 10) / 10, max)));

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    if (step !== undefined) move(value + step);
    else if (event.key === 'Home') move(min);
    else if (event.key === 'End') move(max);
    else return;
    event.preventDefault();
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const whole = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
    if (whole === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = isVertical
      ? { from: event.clientX, value, size: whole.width }
      : { from: event.clientY, value, size: whole.height };
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (drag.current === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { from, size, value: before } = drag.current;
    move(before + (((isVertical ? event.clientX : event.clientY) - from) / size) * 100);
  }

  return (
    <div
      className={styles.splitter}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={onReset}
    />
  );
}
