import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'volatile-while-away',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'A volatile event is dropped while there is no connection.',
  statement:
    'Volatile events that arrive after all, of ten that a client emits between the loss of a connection and the next',
  why: 'A volatile event is dropped where the transport cannot be written to. One that has ended still counts as writable, so the event is buffered like any other. Before the first connection there is no transport, and it is dropped.',
  sources: [
    {
      title: 'Socket.IO, Volatile events',
      href: 'https://socket.io/docs/v4/emitting-events/#volatile-events',
    },
    {
      title: 'Socket.IO, Client offline behavior',
      href: 'https://socket.io/docs/v4/client-offline-behavior/',
    },
  ],
  place: 'lab',
  how: 'A client emits ten volatile events before it connects. Then the server ends its connection, and it emits ten more before it comes back by itself. After the answer to a last event, the server counts both.',
  refutedBy: 'One of the second ten that does not arrive, or one of the first that does.',
  unit: 'events',
  holds: { min: 10, max: 10 },
};
