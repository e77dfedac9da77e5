import type { JSX } from 'react';

/** A number of a figure, or a word, under its name in a `dl`. */
export function Fact({ name, value = '–' }: { name: string; value?: string | number | undefined }): JSX.Element {
  return (
    <div data-fact={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
