import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'last-message-misses',
  topic: 'react',
  lesson: 'react-hook',
  heard: 'Keep the last message in state, and react to it in an effect.',
  statement: 'Messages, out of a burst of a hundred, that an effect on lastMessage gets to see',
  why: 'React renders when it comes to it, with the newest state. What was set and replaced before that is never rendered, so no effect runs for it.',
  sources: [
    {
      title: 'React, Queueing a Series of State Updates',
      href: 'https://react.dev/learn/queueing-a-series-of-state-updates',
    },
    { title: 'React, useSyncExternalStore', href: 'https://react.dev/reference/react/useSyncExternalStore' },
  ],
  place: 'browser',
  how: 'A server sends a hundred messages in one go. A component puts each into state, and counts in an effect on that state; the handler counts beside it.',
  refutedBy: 'A hundred, one run of the effect for each message, or none.',
  unit: 'of 100 messages',
  holds: { min: 1, max: 99 },
};
