import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'store-renders-every-change',
  topic: 'react',
  lesson: 'sharing-a-connection',
  heard: 'React batches updates, so a burst of messages costs a few renders.',
  statement: 'Renders of a component that reads a store outside React, for a burst of a hundred messages',
  why: 'A change of an external store is rendered synchronously, at the end of the task that made it, so that no two parts of a page show different values. Each message of a WebSocket is a task.',
  sources: [
    {
      title: 'React, useSyncExternalStore: Caveats',
      href: 'https://react.dev/reference/react/useSyncExternalStore#caveats',
    },
  ],
  place: 'browser',
  how: 'A server sends a hundred messages in one go, and each is put into a store that tells its listeners at once. The renders are counted; then the same with useState, and with a store that tells once a frame.',
  refutedBy: 'Half as many renders as messages, or fewer.',
  unit: 'renders',
  holds: { min: 90, max: 101 },
};
