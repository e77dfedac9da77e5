import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'middleware-refusal-is-final',
  topic: 'socket-io',
  lesson: 'authentication',
  heard: 'Socket.IO reconnects by itself after every connect_error.',
  statement: 'Tries in half a second of a client that retries every 20 ms, and that middleware has refused',
  why: 'connect_error has two meanings. A connection that cannot be made is tried again, and socket.active is true; a server that has said no is believed, and connect() has to be called by you.',
  sources: [
    {
      title: 'Socket.IO, The Socket instance: connect_error',
      href: 'https://socket.io/docs/v4/client-socket-instance/#connect_error',
    },
  ],
  place: 'lab',
  how: 'One server refuses in middleware, another refuses the handshake. The same client tries each, with a retry every 20 ms, and both count.',
  refutedBy: 'A second try after the middleware’s refusal, or only one where the handshake is refused.',
  unit: 'tries',
  holds: { min: 1, max: 1 },
};
