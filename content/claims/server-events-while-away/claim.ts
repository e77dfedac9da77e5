import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'server-events-while-away',
  topic: 'socket-io',
  lesson: 'socket-io',
  heard: 'Socket.IO guarantees that messages arrive.',
  statement:
    'Events of ten that a client gets after it has come back, which the server emitted to its room while it was away',
  why: 'By default delivery is at most once. The server keeps nothing for a client that is not connected; a connection is in no room when it begins.',
  sources: [{ title: 'Socket.IO, Delivery guarantees', href: 'https://socket.io/docs/v4/delivery-guarantees/' }],
  place: 'lab',
  how: 'A client joins a room and its connection is cut. The server emits ten events to the room and to everybody, the client comes back by itself, and what arrives before the answer to a last event is counted.',
  refutedBy: 'An event among the ten that arrives.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
