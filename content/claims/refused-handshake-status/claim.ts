import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'refused-handshake-status',
  topic: 'access',
  lesson: 'authentication',
  heard: 'The error event says why a WebSocket was refused.',
  statement: 'Properties, of all the events that a script gets of a handshake refused with 401, which name the status',
  why: 'A page that could tell refusals apart could scan the network that its visitor sits in. So browsers give a script error without a message, and close with 1006.',
  sources: [
    {
      title: 'WHATWG, WebSockets: feedback from the protocol',
      href: 'https://websockets.spec.whatwg.org/#feedback-from-the-protocol',
    },
  ],
  place: 'browser',
  how: 'A server refuses a handshake with 401 and a body; every text and number of the two events is looked through for 401. A client outside of a browser has been told it before.',
  refutedBy: 'Any property of either event that has 401 in it, or a server that was not asked.',
  unit: 'properties',
  holds: { min: 0, max: 0 },
};
