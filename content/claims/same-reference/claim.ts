import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'same-reference',
  topic: 'react',
  lesson: 'stores',
  heard: 'Push the message into the list and set the list: React renders it.',
  statement: 'Messages that React has shown, of ten that were pushed into a list which was then set again',
  why: 'React compares the new state with the old one by reference. The same list is the same state, whatever was pushed into it, and the update is dropped.',
  sources: [
    {
      title: 'React, useState: setting the same state',
      href: 'https://react.dev/reference/react/useState#setstate-caveats',
    },
    { title: 'React, Updating arrays in state', href: 'https://react.dev/learn/updating-arrays-in-state' },
  ],
  place: 'browser',
  how: 'A component shows the length of a list in useState. Ten messages are pushed into that list, each in a task of its own, and the list is set after each. A second component is given a new list each time.',
  refutedBy: 'Any of the ten on the screen.',
  unit: 'messages',
  holds: { min: 0, max: 0 },
};
