import type { JSX } from 'react';
import controls from './controls.module.css';

/** One of the values that can be chosen. */
export interface ChoiceOption<Value> {
  readonly value: Value;
  readonly label: string;
  /** @default false */
  readonly isDisabled?: boolean;
}

/** A row of a figure: what is chosen, and its values beside each other, of which one is pressed. */
export function Choice<Value extends string | number>({
  label,
  name = label,
  options,
  value,
  onChoose,
}: {
  label: string;
  /** What assistive technology calls it, where that has to say more. @default the label */
  name?: string;
  options: readonly ChoiceOption<Value>[];
  /** The one that is pressed; absent where none is. */
  value: Value | undefined;
  onChoose: (value: Value) => void;
}): JSX.Element {
  return (
    <div className={controls.row} role="group" aria-label={name}>
      <span className={controls.rowName}>{label}</span>
      <span className={controls.segments}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={controls.segment}
            aria-pressed={option.value === value}
            disabled={option.isDisabled ?? false}
            onClick={() => onChoose(option.value)}
          >
            {option.label}
          </button>
        ))}
      </span>
    </div>
  );
}
