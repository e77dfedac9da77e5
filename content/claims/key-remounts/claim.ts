import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'key-remounts',
  topic: 'react',
  lesson: 'optimistic-updates',
  heard: 'Give the message an id for the time being, and put the server’s id in its place when it comes.',
  statement: 'How often React makes the line of one message, whose id is its key and is replaced by that of the server',
  why: 'For React another key is another component. It removes the line and makes a new one: the focus is gone, what was typed in it is gone, and animations begin again.',
  sources: [
    {
      title: 'React, Preserving and resetting state',
      href: 'https://react.dev/learn/preserving-and-resetting-state#option-2-resetting-state-with-a-key',
    },
  ],
  place: 'browser',
  how: 'A list shows one message with a field that has the focus. Its id is replaced. An effect counts how often the line is made, and the page is asked what has the focus. A second list keeps the id that the client made.',
  refutedBy: 'A line that is made once, and keeps the focus.',
  unit: 'times',
  holds: { min: 2, max: 2 },
};
