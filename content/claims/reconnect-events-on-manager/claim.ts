import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'reconnect-events-on-manager',
  topic: 'socket-io',
  lesson: 'engine-io',
  heard: 'The socket tells of each try with reconnect_attempt.',
  statement: 'Events named reconnect_attempt that a handler on the socket gets, in three tries to come back',
  why: 'Since version 3 the Manager emits them, and the socket does not: it is socket.io.on, and no longer socket.on.',
  sources: [
    { title: 'Socket.IO, migrating from 2.x to 3.0', href: 'https://socket.io/docs/v4/migrating-from-2-x-to-3-0/' },
  ],
  place: 'lab',
  how: 'A client connects, the server goes, and the client tries three times. Handlers of the same name on the socket and on its Manager count.',
  refutedBy: 'A call of the handler on the socket.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
