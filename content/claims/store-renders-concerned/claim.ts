import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'store-renders-concerned',
  topic: 'react',
  lesson: 'sharing-a-connection',
  statement: 'Readers of ten topics in a store outside React that render when one event comes',
  why: 'useSyncExternalStore renders a component when what it has read is another value. The event changed what one of them reads.',
  sources: [{ title: 'React, useSyncExternalStore', href: 'https://react.dev/reference/react/useSyncExternalStore' }],
  place: 'browser',
  how: 'Ten components each read a topic. One event comes over a real connection; the renders are counted. Then the same with all topics in the value of one context.',
  refutedBy: 'Readers of other topics render as well.',
  unit: 'of 10 readers',
  holds: { min: 1, max: 1 },
};
