import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'forced-connections',
  topic: 'socket-io',
  lesson: 'sharing-a-connection',
  heard: 'forceNew: true with multiplex: false gives you connection pooling.',
  statement: 'Connections of three Socket.IO namespaces with forceNew: true and multiplex: false',
  why: 'The two options turn sharing off. Without them io() already puts all namespaces of a server on one connection, which is as far as pooling goes: a WebSocket is one conversation.',
  sources: [
    { title: 'Socket.IO, Client options: multiplex', href: 'https://socket.io/docs/v4/client-options/#multiplex' },
    { title: 'Socket.IO, Namespaces', href: 'https://socket.io/docs/v4/namespaces/' },
  ],
  place: 'lab',
  how: 'A client joins three namespaces of one server, with the options and then without them, and the server counts the TCP connections.',
  refutedBy: 'One connection for the three, which would be pooling.',
  unit: 'connections',
  holds: { min: 3, max: 3 },
};
