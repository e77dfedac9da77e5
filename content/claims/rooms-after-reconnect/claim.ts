import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'rooms-after-reconnect',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'A client stays in its rooms when it reconnects.',
  statement: 'Rooms, besides its own, that a client of Socket.IO is in after a reconnect, of three that it had joined',
  why: 'A room is a list of connections in the server’s memory. A reconnect is a new connection with a new id.',
  sources: [{ title: 'Socket.IO, Rooms', href: 'https://socket.io/docs/v4/rooms/' }],
  place: 'lab',
  how: 'The server puts a connection into three rooms and ends it. When the client is back by itself, its rooms are counted.',
  refutedBy: 'A room that is kept.',
  unit: 'rooms',
  holds: { min: 0, max: 0 },
};
