import { Fragment, type JSX } from 'react';

/** The text of an entry, in which `code` stands between backticks. */
export function GlossaryText({ text }: { text: string }): JSX.Element {
  const parts = text.split('`').map((part, place) => ({ place, part }));
  return (
    <>
      {parts.map(({ place, part }) =>
        place % 2 === 1 ? <code key={place}>{part}</code> : <Fragment key={place}>{part}</Fragment>,
      )}
    </>
  );
}
