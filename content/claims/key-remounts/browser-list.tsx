import { type JSX, useEffect } from 'react';

/** A message under the name that the list knows it by. */
export interface Message {
  key: string;
  text: string;
}

/** Lines with a field each. */
export function List({ messages, onMade }: { messages: readonly Message[]; onMade: () => void }): JSX.Element {
  return (
    <ul>
      {messages.map(({ key, text }) => (
        <Line key={key} text={text} onMade={onMade} />
      ))}
    </ul>
  );
}

function Line({ text, onMade }: { text: string; onMade: () => void }): JSX.Element {
  useEffect(() => onMade(), [onMade]);
  return (
    <li>
      <input aria-label={text} />
    </li>
  );
}
