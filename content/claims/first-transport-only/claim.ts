import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'first-transport-only',
  topic: 'socket-io',
  lesson: 'socket-io',
  heard: "With transports: ['websocket', 'polling'] it falls back to polling if WebSocket fails.",
  statement:
    'Requests for polling from a client with transports websocket and polling, in five tries at a server that refuses every upgrade',
  why: 'The client tries the first transport of the list again and again. It goes on to the next with tryAllTransports, which is there since version 4.8.0 and off by default.',
  sources: [
    {
      title: 'Socket.IO, client option tryAllTransports',
      href: 'https://socket.io/docs/v4/client-options/#tryalltransports',
    },
  ],
  place: 'lab',
  how: 'A server of Socket.IO answers 403 to every upgrade, and counts requests for polling. A client with the two transports in that order tries five times; then one with tryAllTransports.',
  refutedBy: 'A request for polling before the option is set.',
  unit: 'requests',
  holds: { min: 0, max: 0 },
};
