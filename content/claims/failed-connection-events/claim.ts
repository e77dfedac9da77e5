import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'failed-connection-events',
  topic: 'staying-connected',
  lesson: 'connection-states',
  heard: 'Reconnect in onerror, and in onclose.',
  statement: 'Events that a page gets of one connection that is refused',
  why: 'A failed connection fires error and then close. The error carries no reason, so that a page cannot explore a network by it; the close has the code.',
  sources: [
    {
      title: 'WHATWG, WebSockets: feedback from the protocol',
      href: 'https://websockets.spec.whatwg.org/#feedback-from-the-protocol',
    },
  ],
  place: 'browser',
  how: 'A WebSocket is made to a server that answers the handshake with 503, and every event of it is written down.',
  refutedBy: 'Another number of events, another order, or an error event that says what happened.',
  unit: 'events',
  holds: { min: 2, max: 2 },
};
