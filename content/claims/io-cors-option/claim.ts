import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'io-cors-option',
  topic: 'socket-io',
  lesson: 'untrusted-input',
  heard: 'The option cors of Socket.IO decides which pages may connect.',
  statement:
    'Clients with a foreign Origin that a server whose cors names another one takes over WebSocket, of one tried',
  why: 'The option writes CORS headers into the answers to polling requests. A WebSocket handshake is looked at by allowRequest alone, or by a proxy.',
  sources: [
    { title: 'Socket.IO, Handling CORS', href: 'https://socket.io/docs/v4/handling-cors/' },
    {
      title: 'Socket.IO, Server options: allowRequest',
      href: 'https://socket.io/docs/v4/server-options/#allowrequest',
    },
  ],
  place: 'lab',
  how: 'A server with cors set to one origin, and one that checks Origin in allowRequest, are each asked over WebSocket with another Origin.',
  refutedBy: 'A refusal by the first, or a connection to the second.',
  unit: 'of 1',
  holds: { min: 1, max: 1 },
};
