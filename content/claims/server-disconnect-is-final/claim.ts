import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'server-disconnect-is-final',
  topic: 'socket-io',
  lesson: 'engine-io',
  heard: 'Socket.IO reconnects by itself, whatever ended the connection.',
  statement:
    'Times that a client which retries every 20 ms comes back within half a second, after the server has called disconnect()',
  why: 'The server’s disconnect() is a packet that says: you are no longer wanted here. The client believes it, as it believes its own, and is back when somebody calls connect().',
  sources: [
    {
      title: 'Socket.IO, The Socket instance: disconnect',
      href: 'https://socket.io/docs/v4/client-socket-instance/#disconnect',
    },
  ],
  place: 'lab',
  how: 'The server calls disconnect() for one client, disconnect(true) for another, and cuts the connection of a third. Half a second later it has counted who connected again. The first two then call connect().',
  refutedBy:
    'A connection of one that was told to go, none of the one that was cut off, or one that connect() does not bring back.',
  unit: 'times',
  holds: { min: 0, max: 0 },
};
