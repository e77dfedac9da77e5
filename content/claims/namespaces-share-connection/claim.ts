import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'namespaces-share-connection',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'Each namespace has its own connection.',
  statement: 'TCP connections under five namespaces of one client of Socket.IO',
  why: 'Joining a namespace is one CONNECT packet on the connection that is there. Each has its own handlers and middleware, and none has a socket of its own.',
  sources: [{ title: 'Socket.IO, Namespaces', href: 'https://socket.io/docs/v4/namespaces/' }],
  place: 'lab',
  how: 'A client connects with WebSocket alone and joins five namespaces. The server counts TCP connections; then once more with forceNew, which switches the sharing off.',
  refutedBy: 'A connection for each namespace.',
  unit: 'connections',
  holds: { min: 1, max: 1 },
};
