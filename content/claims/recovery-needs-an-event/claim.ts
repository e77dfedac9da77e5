import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'recovery-needs-an-event',
  topic: 'socket-io',
  lesson: 'socket-io',
  heard: 'With connection state recovery, a client that was away for a moment gets what it has missed.',
  statement: 'Clients of five that are recovered, where none had got an event before its connection was cut',
  why: 'What is missing begins behind the last event that the client got. A client that has got none has no position to tell, so it comes back as a new one: in no room, and with nothing.',
  sources: [
    { title: 'Socket.IO, Connection state recovery', href: 'https://socket.io/docs/v4/connection-state-recovery/' },
  ],
  place: 'lab',
  how: 'Connection state recovery is on. Five clients join a room, and the server cuts each off and emits ten events to the room. They come back, and say whether they are recovered. Then five more, each of which was sent an event before.',
  refutedBy: 'A client of the first five that is recovered, or one of the second five that is not.',
  unit: 'clients',
  holds: { min: 0, max: 0 },
};
