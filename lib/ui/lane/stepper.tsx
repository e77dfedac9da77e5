'use client';

import { type JSX, type KeyboardEvent, useId, useState } from 'react';
import { clampTo, parseNumber, type Range, stepIn } from './steps.ts';
import styles from './stepper.module.css';

/**
 * A number with its unit, changed by typing, by the arrow keys or by two buttons that go through the steps of its range.
 * What is typed counts on Enter and on leaving; what is no number is put back.
 */
export function Stepper({
  label,
  unit,
  value,
  range,
  onChange,
  disabled = false,
}: {
  label: string;
  unit: string;
  value: number;
  range: Range;
  onChange: (value: number) => void;
  disabled?: boolean;
}): JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState<string>();

  function settle(): void {
    const parsed = typed === undefined ? undefined : parseNumber(typed);
    setTyped(undefined);
    if (parsed !== undefined && clampTo(range, parsed) !== value) onChange(clampTo(range, parsed));
  }

  function step(direction: -1 | 1): void {
    setTyped(undefined);
    const next = stepIn(range, value, direction);
    if (next !== value) onChange(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') settle();
    else if (event.key === 'Escape') setTyped(undefined);
    else if (event.key === 'ArrowUp') step(1);
    else if (event.key === 'ArrowDown') step(-1);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.stepper} data-disabled={disabled || undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.box}>
        <button
          type="button"
          className={styles.button}
          aria-label={`Less: ${label}`}
          disabled={disabled || value <= range.min}
          onClick={() => step(-1)}
        >
          −
        </button>
        <input
          id={id}
          className={styles.input}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-unit`}
          value={typed ?? String(value)}
          disabled={disabled}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={settle}
          onKeyDown={onKeyDown}
        />
        <span id={`${id}-unit`} className={styles.unit}>
          {unit}
        </span>
        <button
          type="button"
          className={styles.button}
          aria-label={`More: ${label}`}
          disabled={disabled || value >= range.max}
          onClick={() => step(1)}
        >
          +
        </button>
      </div>
    </div>
  );
}
