import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'io-again-connects',
  topic: 'socket-io',
  lesson: 'react-hook',
  heard: 'io(url) gives back the socket that is there.',
  statement: 'TCP connections under five calls of io(url), all for the main namespace',
  why: 'Namespaces that differ share a connection. A namespace that is already in use on it cannot be joined twice, so the client opens another connection, and the first goes on.',
  sources: [
    {
      title: 'Socket.IO, Client initialization: multiplex',
      href: 'https://socket.io/docs/v4/client-options/#multiplex',
    },
  ],
  place: 'lab',
  how: 'A client calls io(url) five times with the same address, WebSocket alone, and waits until all are connected. The server counts TCP connections; then once more with five namespaces.',
  refutedBy: 'Fewer connections than calls, or more than one under five namespaces.',
  unit: 'connections',
  holds: { min: 5, max: 5 },
};
