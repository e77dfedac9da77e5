import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'snapshot-rollback-loses',
  topic: 'react',
  lesson: 'optimistic-updates',
  heard: 'Keep the list as it was, and put it back when the server refuses.',
  statement: 'Messages that the rollback removed, of ten that arrived while a refused one was on its way',
  why: 'The list as it was is a list without what has come since. Putting it back undoes one’s own change, and everybody else’s as well.',
  sources: [
    {
      title: 'TanStack Query, Optimistic updates',
      href: 'https://tanstack.com/query/latest/docs/framework/react/guides/optimistic-updates',
    },
  ],
  place: 'lab',
  how: 'A mutation of TanStack Query adds a message in onMutate and puts the list back in onError. Before the server answers it with 422, it sends ten messages over a WebSocket, which the client writes into the cache. A second client takes only its own message out.',
  refutedBy: 'Any of the ten in the list after the rollback.',
  unit: 'messages',
  holds: { min: 10, max: 10 },
};
