import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'recovery-replays',
  topic: 'socket-io',
  lesson: 'socket-io',
  statement:
    'Events of ten, emitted to its room while it was away, that a client gets where connection state recovery is switched on',
  why: 'The server keeps what it emitted, and for each connection that was lost its rooms and its data. A client that comes back in time, with its private id and the position of its last event, gets what is missing.',
  sources: [
    { title: 'Socket.IO, Connection state recovery', href: 'https://socket.io/docs/v4/connection-state-recovery/' },
  ],
  place: 'lab',
  how: 'A client is in a room and has got an event; its connection is cut. The server emits ten events to the room, the client comes back by itself, and what has come before the answer to a question is counted. Then the same on a server without the option.',
  refutedBy: 'An event that is missing, or one that comes without the option.',
  unit: 'events',
  holds: { min: 10, max: 10 },
};
