import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'largest-packet',
  topic: 'socket-io',
  lesson: 'engine-io',
  statement: 'The largest message that a server of Socket.IO takes over WebSocket, as it is set up',
  why: 'maxHttpBufferSize is 1 MB unless it is set. What is larger ends the connection; the client reports transport close, comes back, and often sends it again.',
  sources: [
    {
      title: 'Socket.IO, server option maxHttpBufferSize',
      href: 'https://socket.io/docs/v4/server-options/#maxhttpbuffersize',
    },
  ],
  place: 'lab',
  how: 'A client emits texts whose packets have 999,999, 1,000,000 and 1,000,001 bytes. The server counts those that arrive, and the client notes what it reports.',
  refutedBy: 'A larger packet that arrives, or a smaller one that does not.',
  unit: 'B',
  holds: { min: 1000000, max: 1000000 },
};
