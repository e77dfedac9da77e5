import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'optimistic-values',
  topic: 'react',
  lesson: 'optimistic-updates',
  heard: 'The optimistic list is the present list and your message.',
  statement:
    'Messages that React shows, of two that were set one after the other as values, each made from the list of the same render',
  why: 'Both values are the list of that render and one message. The second value knows nothing of the first, and takes its place. A reducer is given what the one before has made.',
  sources: [
    { title: 'React, useOptimistic', href: 'https://react.dev/reference/react/useOptimistic' },
    {
      title: 'React, Queueing a series of state updates',
      href: 'https://react.dev/learn/queueing-a-series-of-state-updates',
    },
  ],
  place: 'browser',
  how: 'A component holds a list in useOptimistic. While two actions are pending, each sets the list to that of its render and a message of its own. A second component gives useOptimistic a reducer and the messages alone.',
  refutedBy: 'Both messages on the screen.',
  unit: 'messages',
  holds: { min: 1, max: 1 },
};
