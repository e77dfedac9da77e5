import type { JSX } from 'react';

/** A measured value inside a sentence. */
export function ClaimValue({ id, text }: { id: string; text: string }): JSX.Element {
  return (
    <data data-claim={id} value={text}>
      {text}
    </data>
  );
}
